/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-score.h"

#include <math.h>
#include <stdio.h>

/* What the score saw in its best candidate for each question: for fit-confidence.py.
 * usage: retrieval-features DOCS.tsv QUERIES.tsv; see retrieval-run.c.  A line: whether it was
 * right, then the numbers in the order of bhd-confidence.c. */

static char **
read_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  return g_strsplit (text, "\n", -1);
}

static void
fill (BhdShard *shard, const char *path)
{
  g_auto (GStrv) lines = read_lines (path);
  g_autoptr (GPtrArray) passages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  g_autofree char *group = g_strdup ("");

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", 4);

      if (g_strcmp0 (group, row[1]) != 0)
        {
          bhd_shard_put (shard, group, passages);
          g_ptr_array_set_size (passages, 0);
          g_free (group);
          group = g_strdup (row[1]);
        }
      g_ptr_array_add (passages, bhd_passage_new (row[0], row[1], row[2], "", row[3]));
    }
  bhd_shard_put (shard, group, passages);
}

static gboolean
is_right (BhdShard *shard, const BhdCandidate *first, const char *gold)
{
  g_auto (GStrv) groups = g_strsplit (gold, ",", -1);

  return g_strv_contains ((const char *const *) groups,
                          bhd_shard_slot (shard, first->slot)->passage->document_id);
}

int
main (int argc, char **argv)
{
  BhdShard *shard = bhd_shard_new ();
  g_auto (GStrv) lines = NULL;

  if (argc != 3)
    return 2;
  fill (shard, argv[1]);
  lines = read_lines (argv[2]);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", 3);
      g_autoptr (GArray) candidates = NULL;
      const BhdCandidate *first;
      BhdQuery query;

      bhd_query_read (&query, shard, row[2]);
      candidates = bhd_score_candidates (&query, shard);
      first = &g_array_index (candidates, BhdCandidate, 0);
      if (candidates->len > 0)
        printf ("%d %g %g %g %g %g %g %g\n", is_right (shard, first, row[1]), first->coverage,
                first->document, first->heading, first->strength, first->margin, query.unknown,
                log (1 + query.n_content));
    }
  bhd_shard_free (shard);
  return 0;
}
