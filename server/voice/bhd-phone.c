/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/voice/bhd-phone.h"

#include "common/bh-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define DIGITS_MIN 6
#define DIGITS_MAX 15 /* of E.164, with the country code */
#define SIGNS " \t-./()"
#define HOME_ZERO "(0)"

static char *
refuse (GError **error, const char *reason)
{
  GError *refusal =
      g_error_new (BH_ERROR, BH_ERROR_INVALID, "could not take the phone number: %s", reason);

  bh_error_set_detail (refusal, "field", "\"phone\"");
  g_propagate_error (error, refusal);
  return NULL;
}

/* Appends the digits of @text, one more than may be at most.  Returns: FALSE where there is
 * anything but digits and signs. */
static gboolean
collect (const char *text, GString *digits)
{
  const char *at = text;

  while (*at != '\0')
    {
      if (g_str_has_prefix (at, HOME_ZERO))
        {
          at += strlen (HOME_ZERO);
          continue;
        }
      if (g_ascii_isdigit (*at) && digits->len <= DIGITS_MAX)
        g_string_append_c (digits, *at);
      else if (!g_ascii_isdigit (*at) && strchr (SIGNS, *at) == NULL)
        return FALSE;
      at++;
    }
  return TRUE;
}

/* What follows + or 00; NULL where neither stands at the beginning.  “(+49) 170 …” has one, too. */
static const char *
skip_prefix (const char *text)
{
  if (*text == '+')
    return text + 1;
  return g_str_has_prefix (text, "00") ? text + 2 : NULL;
}

char *
bhd_phone_read (const char *text, GError **error)
{
  const char *start = text + strspn (text, SIGNS);
  const char *number = skip_prefix (start);
  g_autoptr (GString) digits = g_string_sized_new (DIGITS_MAX + 1);

  if (!collect (number != NULL ? number : start, digits))
    return refuse (error, N_ ("it may have digits, blanks and the signs + - . / ( ) only"));
  if (digits->len > 0 && (number == NULL || *digits->str == '0'))
    return refuse (error, N_ ("write it with the country code, such as +49 170 1234567"));
  if (digits->len < DIGITS_MIN || digits->len > DIGITS_MAX)
    return refuse (error, N_ ("it must have 6 to 15 digits, with the country code"));
  return g_strconcat ("+", digits->str, NULL);
}
