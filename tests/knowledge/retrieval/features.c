/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-score.h"
#include "tests/knowledge/retrieval/set.h"

#include <stdio.h>

/* What speaks for the best candidates of each question: for fit-score.py.
 * usage: retrieval-features DOCS.tsv QUERIES.tsv; see set.h.  A line a candidate: number
 * of the question, whether it is right (-1: nothing is), whether it has phrasings, what the
 * question is like (unknown, covered, number of words with content), then its signs in the order of
 * BhdSign. */

#define CANDIDATES 20

static void
put (gpointer shard, const char *id, GPtrArray *passages)
{
  bhd_shard_put (shard, id, passages);
}

static void
put_phrasings (gpointer shard, const char *id, const char *const *phrasings)
{
  bhd_shard_put_phrasings (shard, id, phrasings);
}

static void
print_candidate (guint number, int right, const BhdQuery *query, const BhdCandidate *candidate)
{
  printf ("%u %d %d %g %g %u", number, right, candidate->phrased, query->unknown, query->covered,
          query->n_content);
  for (guint i = 0; i < BHD_SIGNS; i++)
    printf (" %g", candidate->signs[i]);
  printf ("\n");
}

static void
ask (const BhdScoring *scoring, guint number, char **row)
{
  g_auto (GStrv) gold = g_strsplit (row[1], ",", -1);
  g_autoptr (BhdQuery) query = bhd_query_new (scoring->shard, row[2]);
  g_autoptr (GArray) candidates = bhd_score_articles (scoring, query);

  for (guint i = 0; i < candidates->len && i < CANDIDATES; i++)
    {
      const BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);
      const BhdUnit *unit =
          bhd_shard_unit (scoring->shard, BHD_LANE_PASSAGES, candidate->passages[0]);
      int right = g_strv_contains ((const char *const *) gold, unit->passage->id);

      print_candidate (number, *row[1] == '-' ? -1 : right, query, candidate);
    }
}

int
main (int argc, char **argv)
{
  BhdScoring scoring = { .shard = bhd_shard_new (),
                         .untitled = BHD_NO_WORD,
                         .except = BHD_NO_WORD };
  const RetrievalSink sink = { scoring.shard, put, put_phrasings, FALSE };
  g_autoptr (BhdLesson) lesson = NULL;
  g_autoptr (BhdModel) model = NULL;
  g_auto (GStrv) lines = NULL;

  if (argc != 3)
    return 2;
  retrieval_fill (&sink, argv[1]);
  lesson = bhd_lesson_new (scoring.shard, 0, 0);
  model = lesson != NULL ? bhd_model_new (lesson, NULL) : NULL;
  scoring.model = model;
  lines = retrieval_lines (argv[2]);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", 3);

      ask (&scoring, i, row);
    }
  bhd_shard_free (scoring.shard);
  return 0;
}
