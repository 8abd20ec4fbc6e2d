/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-email.h"
#include "common/bh-zone.h"
#include "console/ui/settings/team/bhc-team-topics-private.h"

#include <string.h>

#define NAME_MAX_LENGTH 40
#define PASSWORD_MIN 10
#define PASSWORD_MAX 200 /* bytes */
#define REPLY_MAX 4000
#define SHORTCUT_MAX 32

static char *
strip (GVariant *value)
{
  return g_strstrip (g_strdup (g_variant_get_string (value, NULL)));
}

const char *
bhc_check_short_name (GVariant *value)
{
  g_autofree char *name = strip (value);

  if (*name == '\0')
    return _ ("a name is needed");
  return g_utf8_strlen (name, -1) <= NAME_MAX_LENGTH ? NULL : _ ("40 characters at most");
}

const char *
bhc_check_email (GVariant *value)
{
  g_autofree char *address = bh_email_normalize (g_variant_get_string (value, NULL));

  return address != NULL ? NULL : _ ("an address such as mia@example.org");
}

const char *
bhc_check_password (GVariant *value)
{
  const char *password = g_variant_get_string (value, NULL);

  if (g_utf8_strlen (password, -1) < PASSWORD_MIN)
    return _ ("10 characters at least");
  return strlen (password) <= PASSWORD_MAX ? NULL : _ ("shorter, please");
}

const char *
bhc_check_shortcut (GVariant *value)
{
  const char *text = g_variant_get_string (value, NULL);

  if (*text != '\0' && strlen (text) <= SHORTCUT_MAX &&
      strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen (text))
    return NULL;
  return _ ("a to z, 0 to 9, _ and -, 32 at most");
}

const char *
bhc_check_reply (GVariant *value)
{
  const char *text = g_variant_get_string (value, NULL);

  if (*text == '\0')
    return _ ("some words are needed");
  return g_utf8_strlen (text, -1) <= REPLY_MAX ? NULL : _ ("4000 characters at most");
}

const char *
bhc_check_label_color (GVariant *value)
{
  const char *text = g_variant_get_string (value, NULL);

  if (strlen (text) == 7 && *text == '#' && strspn (text + 1, "0123456789abcdefABCDEF") == 6)
    return NULL;
  return _ ("a colour such as #0ea5e9");
}

const char *
bhc_check_zone (GVariant *value)
{
  g_autoptr (GTimeZone) zone = bh_zone_find (g_variant_get_string (value, NULL));

  return zone != NULL ? NULL : _ ("a name such as Europe/Berlin");
}

/* From when until when; midnight ends a day as 24:00. */
static gboolean
is_span (GVariant *span)
{
  static const char from[] = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
  static const char until[] = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
  g_autofree const char **ends = g_variant_get_strv (span, NULL);

  return g_strv_length ((char **) ends) == 2 && g_regex_match_simple (from, ends[0], 0, 0) &&
         g_regex_match_simple (until, ends[1], 0, 0) && !g_str_equal (ends[0], ends[1]);
}

const char *
bhc_check_hours (GVariant *value)
{
  GVariantIter iter;
  GVariant *day;
  gboolean fine = TRUE;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sv}", NULL, &day))
    {
      for (gsize i = 0; i < g_variant_n_children (day); i++)
        {
          g_autoptr (GVariant) span = g_variant_get_child_value (day, i);

          fine = fine && is_span (span);
        }
      g_variant_unref (day);
    }
  return fine ? NULL : _ ("each day such as 09:00–12:30, 14:00–18:00");
}
