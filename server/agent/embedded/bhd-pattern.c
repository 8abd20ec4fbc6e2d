/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-pattern.h"

#include <string.h>

#define GAP 3 /* words */

/* Whether @word is one of the alternatives “a|b*|c” that take @length bytes. */
static gboolean
is_one_of (const char *choices, gsize length, const char *word)
{
  const char *end = choices + length;

  while (choices < end)
    {
      const char *bar = memchr (choices, '|', end - choices);
      gsize n = (bar != NULL ? bar : end) - choices;
      gboolean prefix = n > 1 && choices[n - 1] == '*';

      if (prefix && strncmp (choices, word, n - 1) == 0)
        return TRUE;
      if (!prefix && strncmp (choices, word, n) == 0 && word[n] == '\0')
        return TRUE;
      choices += n + (bar != NULL);
    }
  return FALSE;
}

static int
match_gap (const char *rest, const BhdClause *clause, guint at)
{
  for (guint i = at; i <= clause->n_words && i <= at + GAP; i++)
    {
      int end = bhd_pattern_match (rest, clause, i);

      if (end >= 0)
        return end;
    }
  return -1;
}

int
bhd_pattern_match (const char *pattern, const BhdClause *clause, guint at)
{
  gsize length = strcspn (pattern, " ");
  const char *rest = pattern + length + (pattern[length] == ' ');
  gboolean optional = *pattern == '?';
  gboolean fits;

  if (*pattern == '\0')
    return (int) at;
  if (*pattern == '~')
    return match_gap (rest, clause, at);
  if (*pattern == '^')
    return at == 0 ? bhd_pattern_match (rest, clause, at) : -1;
  if (*pattern == '$' && (at == clause->n_words || length == 1))
    return at == clause->n_words ? bhd_pattern_match (rest, clause, at) : -1;

  fits =
      at < clause->n_words && is_one_of (pattern + optional, length - optional, clause->words[at]);
  if (fits)
    {
      int end = bhd_pattern_match (rest, clause, at + 1);

      if (end >= 0 || !optional)
        return end;
    }
  return optional ? bhd_pattern_match (rest, clause, at) : -1;
}
