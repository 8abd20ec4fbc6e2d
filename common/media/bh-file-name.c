/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/media/bh-file-name.h"

#include <string.h>

#define EXTENSION_MAX 16 /* characters, its dot included */

/* Of what systems refuse in names. */
static const char forbidden[] = "<>:\"|?*";

static const char *
last_piece (const char *name)
{
  const char *piece = name;

  for (const char *at = name; *at != '\0'; at++)
    if (*at == '/' || *at == '\\')
      piece = at + 1;
  return piece;
}

/* What cannot be seen can deceive: a mark that turns what follows around hides an “.exe”. */
static gboolean
is_hidden (gunichar character)
{
  switch ((int) g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_clean (GString *out, const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character < 0x80 && strchr (forbidden, (int) character) != NULL)
        g_string_append_c (out, '_');
      else if (!is_hidden (character))
        g_string_append_unichar (out, g_unichar_isspace (character) ? ' ' : character);
    }
}

/* Shortens the stem, not the extension. */
static char *
shorten (const char *name)
{
  glong length = g_utf8_strlen (name, -1);
  const char *dot = strrchr (name, '.');
  glong tail = dot != NULL ? g_utf8_strlen (dot, -1) : 0;
  g_autofree char *stem = NULL;

  if (length <= BH_FILE_NAME_MAX)
    return g_strdup (name);
  if (tail > EXTENSION_MAX)
    tail = 0;
  stem = g_utf8_substring (name, 0, BH_FILE_NAME_MAX - tail);
  return g_strconcat (stem, tail > 0 ? dot : NULL, NULL);
}

/* Without the blanks and dots that some file systems drop. */
static void
end_in_a_letter (char *name)
{
  char *end = name + strlen (name);

  while (end > name && (end[-1] == '.' || end[-1] == ' '))
    *--end = '\0';
}

char *
bh_file_name_clean (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *composed = NULL;
  g_autofree char *cut = NULL;

  append_clean (out, last_piece (valid));
  end_in_a_letter (g_strstrip (out->str));
  composed = g_utf8_normalize (out->str, -1, G_NORMALIZE_NFC);
  cut = shorten (composed);
  end_in_a_letter (cut);
  return *cut != '\0' ? g_steal_pointer (&cut) : g_strdup ("file");
}

char *
bh_file_name_to_disposition (const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strconcat ("attachment; filename*=UTF-8''", escaped, NULL);
}
