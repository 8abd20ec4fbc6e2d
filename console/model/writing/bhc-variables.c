/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-variables.h"

#include <string.h>

#define LONGEST_NAME 64
#define FALLBACK_MAX 500 /* bytes */

typedef struct
{
  char name[LONGEST_NAME + 1];
  const char *fallback; /* (nullable) not terminated */
  gsize fallback_length;
  gsize length; /* of all of it, with its braces */
} Variable;

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

/* @text begins with “{{”. */
static gboolean
read_variable (const char *text, Variable *variable)
{
  const char *name = text + 2 + strspn (text + 2, " ");
  gsize length = strspn (name, letters);
  const char *at = name + length + strspn (name + length, " ");
  gsize fallback = *at == '|' ? strcspn (at + 1, "{}") : 0;

  if (length == 0 || length > LONGEST_NAME || fallback > FALLBACK_MAX)
    return FALSE;

  memcpy (variable->name, name, length);
  variable->name[length] = '\0';
  variable->fallback = *at == '|' ? at + 1 : NULL;
  variable->fallback_length = fallback;
  at += *at == '|' ? 1 + fallback : 0;
  if (!g_str_has_prefix (at, "}}"))
    return FALSE;

  variable->length = (gsize) (at - text) + 2;
  return TRUE;
}

static void
append_variable (GString *filled,
                 const char *text,
                 const Variable *variable,
                 const char *value,
                 GArray *blanks)
{
  BhcBlank blank = { 0, 0 };

  if (value != NULL && *value != '\0')
    g_string_append (filled, value);
  else if (variable->fallback != NULL)
    g_string_append_len (filled, variable->fallback, (gssize) variable->fallback_length);
  else
    {
      blank.start = (guint) g_utf8_strlen (filled->str, (gssize) filled->len);
      blank.length = (guint) g_utf8_strlen (text, (gssize) variable->length);
      g_string_append_len (filled, text, (gssize) variable->length);
      g_array_append_val (blanks, blank);
    }
}

/* Back to the last whole character, and away with blanks that reach beyond. */
static void
cut (GString *filled, GArray *blanks)
{
  gsize end = BHC_FILLED_MAX;
  guint characters;

  if (filled->len <= BHC_FILLED_MAX)
    return;

  while (end > 0 && ((guchar) filled->str[end] & 0xc0) == 0x80)
    end--;
  g_string_truncate (filled, end);
  characters = (guint) g_utf8_strlen (filled->str, (gssize) filled->len);
  while (blanks->len > 0)
    {
      const BhcBlank *last = &g_array_index (blanks, BhcBlank, blanks->len - 1);

      if (last->start + last->length <= characters)
        break;
      g_array_set_size (blanks, blanks->len - 1);
    }
}

char *
bhc_variables_fill (const char *body, BhcVariableLookup lookup, gpointer data, GArray **blanks)
{
  GString *filled = g_string_new (NULL);
  const char *at = body;

  *blanks = g_array_new (FALSE, FALSE, sizeof (BhcBlank));
  while (*at != '\0' && filled->len <= BHC_FILLED_MAX)
    {
      Variable variable;
      gsize plain = strcspn (at, "{");

      g_string_append_len (filled, at, (gssize) plain);
      at += plain;
      if (g_str_has_prefix (at, "{{") && read_variable (at, &variable))
        {
          append_variable (filled, at, &variable, lookup (variable.name, data), *blanks);
          at += variable.length;
        }
      else if (*at == '{')
        g_string_append_c (filled, *at++);
    }
  cut (filled, *blanks);

  return g_string_free (filled, FALSE);
}
