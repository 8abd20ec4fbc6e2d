/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-slips.h"

#define WORD_LEAST 4 /* letters of a word in which one slips */

/* The words that carry little: nobody's search hangs on them. */
static gboolean
matters (const char *word, gsize length)
{
  static const char *const frequent[] = {
    "about", "after", "also",   "been",   "before", "being", "could", "does", "doing",
    "from",  "have",  "having", "into",   "just",   "know",  "like",  "make", "many",
    "more",  "much",  "need",   "please", "should", "some",  "tell",  "than", "that",
    "their", "them",  "then",   "there",  "they",   "this",  "want",  "were", "what",
    "when",  "where", "which",  "while",  "will",   "with",  "would", "your", NULL,
  };
  g_autofree char *lower = g_ascii_strdown (word, (gssize) length);

  return length >= WORD_LEAST && !g_strv_contains (frequent, lower);
}

/* Drops, doubles, changes or swaps a letter. */
static void
slip (GString *text, gsize at, GRand *rand)
{
  char other = (char) g_rand_int_range (rand, 'a', 'z' + 1);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_string_erase (text, (gssize) at, 1);
      break;
    case 1:
      g_string_insert_c (text, (gssize) at, other);
      break;
    case 2:
      text->str[at] = other != text->str[at] ? other : other == 'z' ? 'a' : (char) (other + 1);
      break;
    default:
      other = text->str[at];
      text->str[at] = text->str[at + 1];
      text->str[at + 1] = other;
      break;
    }
}

/* Always the same for the same question and @time. */
static char *
misspell (const char *text, guint time)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (text) + time);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (gsize));
  GString *out = g_string_new (text);
  gsize start = 0;
  gsize length = 0;

  for (gsize i = 0; i <= out->len; i++)
    {
      if (g_ascii_isalpha (out->str[i]))
        {
          length++;
          continue;
        }
      start = i - length;
      if (matters (out->str + start, length))
        g_array_append_val (words, start);
      length = 0;
    }
  if (words->len > 0)
    {
      start = g_array_index (words, gsize, g_rand_int_range (rand, 0, (int) words->len));
      for (length = 0; g_ascii_isalpha (out->str[start + length]); length++)
        ;
      slip (out, start + (gsize) g_rand_int_range (rand, 0, (int) length - 1), rand);
    }
  return g_string_free (out, FALSE);
}

GPtrArray *
retrieval_slips_make (const GPtrArray *queries, guint times)
{
  GPtrArray *misspelt = g_ptr_array_new_with_free_func ((GDestroyNotify) retrieval_query_free);

  for (guint i = 0; i < queries->len; i++)
    for (guint time = 0; time < times; time++)
      {
        const RetrievalQuery *query = queries->pdata[i];
        RetrievalQuery *wrong = g_new0 (RetrievalQuery, 1);

        wrong->id = g_strdup_printf ("%s~%u", query->id, time);
        wrong->groups = g_strdupv (query->groups);
        wrong->text = misspell (query->text, time);
        wrong->holds = g_strdup (query->holds);
        g_ptr_array_add (misspelt, wrong);
      }
  return misspelt;
}
