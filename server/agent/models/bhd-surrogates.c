/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "server/agent/models/bhd-surrogates.h"

#define ESCAPE_LENGTH 6 /* “\uXXXX” */

/* Returns: the number of an escape, 0 where @at begins none. */
static guint
read_escape (const char *at)
{
  guint number = 0;

  if (at[0] != '\\' || at[1] != 'u')
    return 0;
  for (guint i = 2; i < ESCAPE_LENGTH; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return 0;
      number = number * 16 + (guint) g_ascii_xdigit_value (at[i]);
    }
  return number;
}

static gboolean
is_first (guint number)
{
  return number >= 0xd800 && number < 0xdc00;
}

static gboolean
is_second (guint number)
{
  return number >= 0xdc00 && number < 0xe000;
}

/* A half by itself: the first one waits, the second one joins it or goes. */
static void
copy_half (GString *whole, guint number, guint *half)
{
  if (is_second (number) && *half != 0)
    g_string_append_printf (whole, "\\u%04x\\u%04x", *half, number);
  *half = is_first (number) ? number : 0;
}

/* Copies one escape, of whatever kind.  Returns: behind it. */
static const char *
copy_escape (GString *whole, const char *at, guint *half)
{
  guint number = read_escape (at);
  gboolean is_pair = is_first (number) && is_second (read_escape (at + ESCAPE_LENGTH));
  gsize length = at[1] != '\0' ? 2 : 1;

  if (number != 0)
    length = is_pair ? 2 * ESCAPE_LENGTH : ESCAPE_LENGTH;
  if (!is_pair && (is_first (number) || is_second (number)))
    copy_half (whole, number, half);
  else
    g_string_append_len (whole, at, (gssize) length);
  return at + length;
}

char *
bhd_surrogates_mend (const char *json, guint *half)
{
  g_autoptr (GString) whole = NULL;

  if (strstr (json, "\\ud") == NULL && strstr (json, "\\uD") == NULL)
    return NULL;
  whole = g_string_sized_new (strlen (json));
  while (*json != '\0')
    {
      gsize plain = strcspn (json, "\\");

      g_string_append_len (whole, json, (gssize) plain);
      json += plain;
      if (*json != '\0')
        json = copy_escape (whole, json, half);
    }
  return g_string_free (g_steal_pointer (&whole), FALSE);
}
