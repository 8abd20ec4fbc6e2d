/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-spelling.h"

#include <string.h>

#define SHORTEST 3       /* letters of a word that may be mistyped */
#define DOUBT_FROM 4     /* letters */
#define TWO_SLIPS_FROM 5 /* letters */

static guint
decode (const char *text, gunichar *chars)
{
  guint n = 0;

  for (; *text != '\0' && n < BHD_TOKEN_MAX; text = g_utf8_next_char (text))
    chars[n++] = g_utf8_get_char (text);
  return n;
}

/* One row of the table of distances; returns the smallest in it. */
static guint
fill_row (const gunichar *a,
          guint i,
          const gunichar *b,
          guint n_b,
          guint8 (*rows)[BHD_TOKEN_MAX + 1])
{
  guint8 *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
  guint least = now[0] = (guint8) i;

  for (guint j = 1; j <= n_b; j++)
    {
      guint cost = a[i - 1] != b[j - 1];
      guint best = MIN (MIN (last[j], now[j - 1]) + 1u, last[j - 1] + cost);

      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = MIN (best, before[j - 2] + 1u);
      now[j] = (guint8) best;
      least = MIN (least, best);
    }
  return least;
}

guint
bhd_spelling_distance (const char *a, const char *b, guint limit)
{
  gunichar chars_a[BHD_TOKEN_MAX], chars_b[BHD_TOKEN_MAX];
  guint n_a = decode (a, chars_a), n_b = decode (b, chars_b);
  guint8 rows[3][BHD_TOKEN_MAX + 1];

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = (guint8) j;
  for (guint i = 1; i <= n_a; i++)
    if (fill_row (chars_a, i, chars_b, n_b, rows) > limit)
      return limit + 1;
  return MIN (rows[n_a % 3][n_b], limit + 1);
}

static gboolean
is_swapped (const char *a, const char *b)
{
  gsize i = 0;

  while (a[i] != '\0' && a[i] == b[i])
    i++;
  return a[i] != '\0' && a[i] == b[i + 1] && b[i] == a[i + 1] && a[i] != a[i + 1];
}

guint
bhd_spelling_doubt (const char *typed, const char *meant)
{
  gboolean specific = strlen (meant) > strlen (typed) || is_swapped (typed, meant);

  return (specific ? 0 : 1) + (typed[0] != meant[0]);
}

guint
bhd_spelling_doubt_allowed (guint length)
{
  return length < DOUBT_FROM ? 0 : BHD_SPELLING_DOUBT_MAX;
}

static gboolean
may_be_near (const BhdWord *word, guint length, guint64 letters, guint limit)
{
  return word->count > 0 && word->length + limit >= length && length + limit >= word->length &&
         (guint) __builtin_popcountll (word->letters ^ letters) <= 2 * limit;
}

/* The nearest so far, best first. */
typedef struct
{
  gint64 ranks[BHD_SPELLING_MOST];
  guint32 *words;
  guint n;
  guint distance;
} Nearest;

static void
keep (Nearest *self, guint32 id, gint64 rank)
{
  guint at;

  if (self->n == BHD_SPELLING_MOST && rank <= self->ranks[BHD_SPELLING_MOST - 1])
    return;

  at = self->n < BHD_SPELLING_MOST ? self->n++ : BHD_SPELLING_MOST - 1;
  for (; at > 0 && self->ranks[at - 1] < rank; at--)
    {
      self->ranks[at] = self->ranks[at - 1];
      self->words[at] = self->words[at - 1];
    }
  self->ranks[at] = rank;
  self->words[at] = id;
}

guint
bhd_spelling_nearest (BhdVocabulary *vocabulary, const char *text, guint32 words[BHD_SPELLING_MOST])
{
  guint length = (guint) g_utf8_strlen (text, -1);
  guint64 letters = bhd_word_letters (text);
  guint allowed = bhd_spelling_doubt_allowed (length);
  Nearest nearest = { .words = words, .distance = length >= TWO_SLIPS_FROM ? 2 : 1 };

  if (length < SHORTEST || strpbrk (text, "0123456789") != NULL)
    return 0;

  for (guint32 i = 0; i < bhd_vocabulary_size (vocabulary); i++)
    {
      const BhdWord *word = bhd_vocabulary_word (vocabulary, i);
      guint distance;

      if (!may_be_near (word, length, letters, nearest.distance))
        continue;
      distance = bhd_spelling_distance (text, word->text, nearest.distance);
      if (distance > nearest.distance || bhd_spelling_doubt (text, word->text) > allowed)
        continue;
      if (distance < nearest.distance)
        nearest = (Nearest){ .words = words, .distance = distance };
      keep (&nearest, i,
            ((gint64) (BHD_SPELLING_DOUBT_MAX - bhd_spelling_doubt (text, word->text)) << 36) +
                word->count);
    }
  return nearest.n;
}
