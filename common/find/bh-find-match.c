/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/find/bh-find-match.h"
#include "common/find/bh-find-fold.h"

#include <string.h>

#define LEAD 40 /* characters before the first word found, where the text is cut */

static gboolean
is_words (const BhFindTerm *term)
{
  return term->field == BH_FIND_WORDS || term->field == BH_FIND_PHRASE;
}

/* How many tokens from @at on are @words, the last one as a beginning where @open; 0: they are not.
 */
static guint
fits_at (GArray *tokens, guint at, char **words, gboolean open)
{
  guint n = g_strv_length (words);

  if (at + n > tokens->len)
    return 0;
  for (guint i = 0; i < n; i++)
    {
      const char *word = g_array_index (tokens, BhFindToken, at + i).word;

      if (open && i == n - 1 ? !g_str_has_prefix (word, words[i]) : !g_str_equal (word, words[i]))
        return 0;
    }
  return n;
}

/* Appends where @term stands. */
static gboolean
look_for (const BhFindTerm *term, GArray *tokens, GArray *marks)
{
  g_auto (GStrv) words = g_strsplit (term->folded, " ", -1);
  gboolean found = FALSE;

  for (guint at = 0; at < tokens->len; at++)
    {
      guint n = fits_at (tokens, at, words, term->field == BH_FIND_WORDS);
      const BhFindToken *first = &g_array_index (tokens, BhFindToken, at);
      const BhFindToken *last = NULL;
      BhFindMark mark = { first->start, 0 };

      if (n == 0)
        continue;
      found = TRUE;
      last = &g_array_index (tokens, BhFindToken, at + n - 1);
      mark.length = last->start + last->length - first->start;
      g_array_append_val (marks, mark);
    }
  return found;
}

gboolean
bh_find_matches (const BhFindQuery *query, const char *text)
{
  g_autoptr (GArray) tokens = bh_find_tokens (text);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (BhFindMark));

  for (guint i = 0; i < query->terms->len; i++)
    {
      const BhFindTerm *term = query->terms->pdata[i];

      if (is_words (term) && look_for (term, tokens, marks) == term->negated)
        return FALSE;
    }
  return TRUE;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const BhFindMark *left = a, *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

/* In order, and those that meet made one. */
static void
tidy_marks (GArray *marks)
{
  guint kept = 0;

  g_array_sort (marks, compare_marks);
  for (guint i = 1; i < marks->len; i++)
    {
      BhFindMark *last = &g_array_index (marks, BhFindMark, kept);
      BhFindMark *next = &g_array_index (marks, BhFindMark, i);

      if (next->start > last->start + last->length)
        g_array_index (marks, BhFindMark, ++kept) = *next;
      else
        last->length = MAX (last->start + last->length, next->start + next->length) - last->start;
    }
  if (marks->len > 0)
    g_array_set_size (marks, kept + 1);
}

static GArray *
find_marks (const BhFindQuery *query, const char *text)
{
  g_autoptr (GArray) tokens = bh_find_tokens (text);
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (BhFindMark));

  for (guint i = 0; i < query->terms->len; i++)
    {
      const BhFindTerm *term = query->terms->pdata[i];

      if (is_words (term) && !term->negated)
        look_for (term, tokens, marks);
    }
  tidy_marks (marks);
  return marks;
}

/* Those within the piece from @from on, as they stand @shift characters into what is shown. */
static void
move_marks (GArray *marks, guint from, guint length, guint shift)
{
  guint kept = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      BhFindMark mark = g_array_index (marks, BhFindMark, i);

      if (mark.start < from || mark.start >= from + length)
        continue;
      mark.length = MIN (mark.length, from + length - mark.start);
      mark.start = mark.start - from + shift;
      g_array_index (marks, BhFindMark, kept++) = mark;
    }
  g_array_set_size (marks, kept);
}

char *
bh_find_excerpt (const BhFindQuery *query, const char *text, guint max, GArray **marks)
{
  guint total = (guint) g_utf8_strlen (text, -1);
  guint first, from, length;
  g_autofree char *piece = NULL;

  *marks = find_marks (query, text);
  if (total <= max || max < 2)
    return g_strdup (text);
  first = (*marks)->len > 0 ? g_array_index (*marks, BhFindMark, 0).start : 0;
  from = first > LEAD && first > max / 4 ? first - MIN (LEAD, max / 4) : 0;
  from = MIN (from, total - (max - 2));
  length = MIN (max - 2, total - from);
  piece = g_utf8_substring (text, from, from + length);
  move_marks (*marks, from, length, from > 0 ? 1 : 0);
  return g_strconcat (from > 0 ? "…" : "", piece, from + length < total ? "…" : "", NULL);
}

char *
bh_find_query_to_fts5 (const BhFindQuery *query)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const BhFindTerm *term = query->terms->pdata[i];

      if (!is_words (term) || term->negated)
        continue;
      /* Folded texts have letters, digits and blanks alone: nothing in them is FTS5's language. */
      g_string_append_printf (match, "%s\"%s\"%s", match->len > 0 ? " AND " : "", term->folded,
                              term->field == BH_FIND_WORDS ? " *" : "");
    }
  return g_string_free (match, match->len == 0);
}
