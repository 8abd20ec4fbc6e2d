/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/retrieval/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How long the index takes to fill and to answer, and how much memory, with many passages.
 * usage: retrieval-load DOCS.tsv QUERIES.tsv PASSAGES; see set.h.  Passages are shuffled
 * from the sentences of DOCS, four a document, titles from their first words. */

#define SENTENCES 5 /* of a passage */
#define PASSAGES 4  /* of a document */
#define TITLE_WORDS 5

static GPtrArray *
read_sentences (const char *path)
{
  g_auto (GStrv) lines = retrieval_lines (path);
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", 4);
      g_auto (GStrv) parts = g_strsplit (row[3], ". ", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        if (*parts[j] != '\0')
          g_ptr_array_add (sentences, g_strdup (parts[j]));
    }
  return sentences;
}

static char *
make_text (GRand *random, GPtrArray *sentences, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s. ",
                            (const char *) g_ptr_array_index (
                                sentences, g_rand_int_range (random, 0, (int) sentences->len)));
  return g_string_free (text, FALSE);
}

static char *
make_title (GRand *random, GPtrArray *sentences)
{
  g_autofree char *sentence = make_text (random, sentences, 1);
  g_auto (GStrv) words = g_strsplit (sentence, " ", TITLE_WORDS + 1);

  if (g_strv_length (words) > TITLE_WORDS)
    g_clear_pointer (&words[TITLE_WORDS], g_free);
  return g_strjoinv (" ", words);
}

static GPtrArray *
make_document (GRand *random, GPtrArray *sentences, const char *id)
{
  GPtrArray *passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  g_autofree char *title = make_title (random, sentences);

  for (guint i = 0; i < PASSAGES; i++)
    {
      g_autofree char *body = make_text (random, sentences, SENTENCES);

      g_ptr_array_add (passages, bhd_passage_new (id, id, title, "", body));
    }
  return passages;
}

static double
resident_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  line = text != NULL ? strstr (text, "VmRSS:") : NULL;
  return line != NULL ? atof (line + strlen ("VmRSS:")) / 1024 : 0;
}

static double
seconds_since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
}

/* The documents are made before the clock starts: a daemon has them from its store. */
static void
fill (BhdIndex *index, const char *path, guint n)
{
  g_autoptr (GPtrArray) sentences = read_sentences (path);
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double texts_mb;
  gint64 start;

  for (guint i = 0; i < n / PASSAGES; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);

      g_ptr_array_add (documents, make_document (random, sentences, id));
    }
  texts_mb = resident_mb ();
  start = g_get_monotonic_time ();
  for (guint i = 0; i < documents->len; i++)
    {
      GPtrArray *passages = g_ptr_array_index (documents, i);

      bhd_index_put (index, "o", ((BhdPassage *) g_ptr_array_index (passages, 0))->document_id,
                     passages);
    }
  printf ("%u passages: filled in %.2f s, %.0f MB beside %.0f MB of texts\n", n,
          seconds_since (start), resident_mb () - texts_mb, texts_mb);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
ask (BhdIndex *index, const char *path)
{
  g_auto (GStrv) lines = retrieval_lines (path);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", 3);
      const BhdSearch search = { .organization_id = "o", .question = row[2], .limit = 8 };
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) hits = bhd_index_search (index, &search);
      double ms = 1000 * seconds_since (start);

      g_array_append_val (times, ms);
    }
  g_array_sort (times, compare_times);
  printf ("%u questions: p50 %.2f ms, p95 %.2f ms, longest %.2f ms\n", times->len,
          g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 95 / 100),
          g_array_index (times, double, times->len - 1));
}

int
main (int argc, char **argv)
{
  g_autoptr (BhdIndex) index = bhd_index_new ();
  gint64 start;

  if (argc != 4)
    return 2;
  fill (index, argv[1], (guint) atoi (argv[3]));
  start = g_get_monotonic_time ();
  bhd_index_settle (index);
  printf ("settled in %.2f s, %.0f MB in all\n", seconds_since (start), resident_mb ());
  ask (index, argv[2]);
  return 0;
}
