/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/find/bh-find-fold.h"

#define PROLONGED_SOUND 0x30fc

static void
clear_token (gpointer data)
{
  g_free (((BhFindToken *) data)->word);
}

static gboolean
is_written_without_blanks (gunichar c)
{
  if (c == PROLONGED_SOUND) /* which many scripts share, says Unicode */
    return TRUE;
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Belongs to the character before it. */
static gboolean
is_mark (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200d || c == 0xad;
}

static gboolean
is_plain (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* Signs above and below letters; where they are vowels (Devanagari …) they tell words apart. */
static gboolean
is_accent (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_INHERITED || script == G_UNICODE_SCRIPT_ARABIC ||
         script == G_UNICODE_SCRIPT_HEBREW;
}

static gboolean
counts (gunichar c)
{
  return g_unichar_isalnum (c) || (g_unichar_ismark (c) && !is_accent (c));
}

/* Without accents, which stand apart when a text is decomposed. */
static char *
fold_word (const char *text, gsize length)
{
  g_autofree char *apart = NULL;
  g_autofree char *folded = NULL;
  GString *word = NULL;

  if (is_plain (text, length))
    return g_ascii_strdown (text, (gssize) length);
  apart = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (apart != NULL ? apart : "", -1);
  word = g_string_sized_new (length);
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (counts (g_utf8_get_char (at)))
      g_string_append_unichar (word, g_utf8_get_char (at));
  return g_string_free (word, FALSE);
}

static void
append_token (GArray *tokens, const char *from, const char *end, guint start, guint length)
{
  BhFindToken token = { start, length, fold_word (from, (gsize) (end - from)) };

  if (*token.word != '\0')
    g_array_append_val (tokens, token);
  else
    g_free (token.word);
}

/* Where the word that begins at @from ends. */
static const char *
end_of_word (const char *from, guint *length)
{
  gboolean alone = is_written_without_blanks (g_utf8_get_char (from));
  const char *at = g_utf8_next_char (from);

  for (*length = 1; *at != '\0'; at = g_utf8_next_char (at), (*length)++)
    {
      gunichar c = g_utf8_get_char (at);

      if (is_mark (c))
        continue;
      if (alone || !g_unichar_isalnum (c) || is_written_without_blanks (c))
        break;
    }
  return at;
}

GArray *
bh_find_tokens (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (BhFindToken));
  guint start = 0;

  g_array_set_clear_func (tokens, clear_token);
  for (const char *at = text; *at != '\0';)
    {
      guint length = 1;
      const char *end = g_utf8_next_char (at);

      if (g_unichar_isalnum (g_utf8_get_char (at)))
        {
          end = end_of_word (at, &length);
          append_token (tokens, at, end, start, length);
        }
      start += length;
      at = end;
    }
  return tokens;
}

char *
bh_find_fold (const char *text)
{
  g_autoptr (GArray) tokens = bh_find_tokens (text);
  GString *folded = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    {
      if (i > 0)
        g_string_append_c (folded, ' ');
      g_string_append (folded, g_array_index (tokens, BhFindToken, i).word);
    }
  return g_string_free (folded, FALSE);
}
