/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard-words.h"

#include <string.h>

#define ENDED_MIN 4 /* letters of a word that may carry an ending */
#define ENDING "\\p{L}{0,4}"
#define NOT_BEFORE "(?<![\\p{L}\\p{N}_])"
#define NOT_BEHIND "(?![\\p{L}\\p{N}_])"

char **
bhd_guard_words_split (const char *list)
{
  g_auto (GStrv) pieces = g_strsplit (list, ",", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **piece = pieces; *piece != NULL; piece++)
    {
      const char *word = g_strstrip (*piece);

      if (*word != '\0' && strcmp (word, "*") != 0)
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

/* Scripts that write no blank between words. */
static gboolean
runs_on (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

/* An edge of punctuation (“C++”) is an edge already. */
static gboolean
needs_edge (gunichar c)
{
  return (g_unichar_isalnum (c) || c == '_') && !runs_on (c);
}

static void
append_letters (GString *pattern, const char *word, const char *end)
{
  gboolean blank = FALSE;

  for (const char *c = word; c < end; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isspace (letter))
        {
          if (!blank)
            g_string_append (pattern, "\\s+");
          blank = TRUE;
          continue;
        }
      blank = FALSE;
      if (letter < 0x80 && !g_ascii_isalnum ((char) letter))
        g_string_append_c (pattern, '\\');
      g_string_append_unichar (pattern, letter);
    }
}

static void
append_word (GString *pattern, const char *word, gboolean endings)
{
  gsize length = strlen (word);
  gboolean begins = word[length - 1] == '*';
  const char *end = word + length - (begins ? 1 : 0);
  gunichar last = g_utf8_get_char (g_utf8_prev_char (end));

  if (needs_edge (g_utf8_get_char (word)))
    g_string_append (pattern, NOT_BEFORE);
  append_letters (pattern, word, end);
  if (begins)
    g_string_append (pattern, "[\\p{L}\\p{N}_]*");
  else if (endings && needs_edge (last) && g_utf8_strlen (word, -1) >= ENDED_MIN)
    g_string_append (pattern, ENDING NOT_BEHIND);
  else if (needs_edge (last))
    g_string_append (pattern, NOT_BEHIND);
}

char *
bhd_guard_words_to_pattern (const char *const *words, gboolean endings)
{
  g_autoptr (GString) pattern = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *composed = g_utf8_normalize (words[i], -1, G_NORMALIZE_ALL_COMPOSE);

      if (composed == NULL || *composed == '\0')
        continue;
      g_string_append (pattern, pattern->len > 0 ? "|" : "");
      append_word (pattern, composed, endings);
    }
  return pattern->len > 0 ? g_string_free (g_steal_pointer (&pattern), FALSE) : NULL;
}
