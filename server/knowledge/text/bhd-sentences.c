/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-sentences.h"

#include "server/knowledge/text/bhd-tokens.h"

#include <string.h>

/* Words whose full stop ends no sentence. */
static const char *const abbreviations[] = {
  "e.g", "i.e", "etc", "approx", "no",  "dr",  "mr",  "mrs", "ms",   "st",
  "vs",  "z",   "b",   "bzw",    "ca",  "d",   "h",   "u",   "a",    "inkl",
  "nr",  "p",   "ex",  "m",      "art", "tel", "max", "min", "incl",
};

static gunichar
next_char (const char *at)
{
  return *at != '\0' ? g_utf8_get_char (at) : 0;
}

static gboolean
is_abbreviation (const char *start, const char *stop)
{
  const char *word = stop;
  g_autofree char *folded = NULL;

  while (word > start && (g_ascii_isalpha (word[-1]) || word[-1] == '.'))
    word--;
  folded = g_ascii_strdown (word, stop - word);
  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (strcmp (folded, abbreviations[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a sentence ends with the mark at @at; *@behind is where the next may begin. */
static gboolean
ends_at (const char *start, const char *at, const char **behind)
{
  gunichar mark = g_utf8_get_char (at);

  if (mark == 0x3002 || mark == 0xff01 || mark == 0xff1f)
    {
      *behind = g_utf8_next_char (at);
      return TRUE;
    }
  if (mark != '.' && mark != '!' && mark != '?')
    return FALSE;
  for (*behind = at + 1; **behind != '\0' && strchr (".!?\"')", **behind) != NULL;)
    (*behind)++;
  while (next_char (*behind) == 0x201d || next_char (*behind) == 0x201c)
    *behind = g_utf8_next_char (*behind);
  if (**behind != ' ' && **behind != '\0')
    return FALSE;
  if (mark == '.' && **behind != '\0' && g_unichar_islower (next_char (*behind + 1)))
    return FALSE;
  return mark != '.' || **behind == '\0' || !is_abbreviation (start, at);
}

static void
append_sentence (GArray *sentences, const char *start, const char *end, BhdSentence shape)
{
  g_autofree char *copy = NULL;
  BhdTokens tokens;
  BhdToken token;

  while (start < end && g_ascii_isspace (*start))
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  if (start == end)
    return;
  shape.start = start;
  shape.length = end - start;
  copy = g_strndup (start, end - start);
  bhd_tokens_init (&tokens, copy);
  while (bhd_tokens_next (&tokens, &token))
    shape.words++;
  g_array_append_val (sentences, shape);
}

/* Lines of lists as bhd-markdown.c writes them: “• …”, “3. …”. */
static gboolean
is_item (const char *line)
{
  const char *at = line;

  while (g_ascii_isdigit (*at))
    at++;
  return g_str_has_prefix (line, "• ") || (at > line && at[0] == '.' && at[1] == ' ');
}

static void
split_line (GArray *sentences, const char *line, const char *end)
{
  BhdSentence shape = { .item = is_item (line), .fresh = TRUE };
  const char *start = line, *behind;

  for (const char *at = line; at < end && !shape.item; at = g_utf8_next_char (at))
    if (ends_at (start, at, &behind))
      {
        append_sentence (sentences, start, behind, shape);
        start = behind;
        shape.fresh = FALSE;
        at = g_utf8_prev_char (behind);
      }
  append_sentence (sentences, start, end, shape);
}

GArray *
bhd_sentences_split (const char *text)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (BhdSentence));

  while (*text != '\0')
    {
      const char *end = text + strcspn (text, "\n");

      split_line (sentences, text, end);
      text = *end != '\0' ? end + 1 : end;
    }
  return sentences;
}
