/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-writer.h"
#include "server/knowledge/text/bhd-quote.h"
#include "tests/knowledge/retrieval/set.h"

#include <stdio.h>

/* Answers a set of questions from a set of passages, for a judge to read: one JSON object a line.
 * usage: retrieval-run [--apart] DOCS.tsv QUERIES.tsv
 * --apart: each paragraph is a document of its own, and many have nearly the same title.
 * See set.h. */

static void
answer (BhdIndex *index, char **row)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  const BhdSearch search = { .organization_id = "o", .question = row[2], .limit = 30 };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) hits = bhd_index_search (index, &search);
  double ms = (double) (g_get_monotonic_time () - start) / 1000;
  const BhdHit *first = hits->len > 0 ? g_ptr_array_index (hits, 0) : NULL;
  g_autofree char *quote =
      first != NULL ? bhd_quote_best (row[2], first->passage->body) : g_strdup ("");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "qid", row[0]);
  bh_json_begin_array (&json, "groups");
  for (guint i = 0; i < hits->len; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      if (g_hash_table_add (seen, hit->passage->id) && g_hash_table_size (seen) <= 10)
        bh_json_string (&json, NULL, hit->passage->id);
    }
  bh_json_end_array (&json);
  bh_json_bool (&json, "handoff", first == NULL || first->score < BHD_INDEX_SURE);
  bh_json_double (&json, "confidence", first != NULL ? first->score : 0);
  bh_json_string (&json, "answer", quote);
  bh_json_string (&json, "citation", first != NULL ? first->passage->id : "");
  bh_json_double (&json, "ms", ms);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  puts (text);
}

int
main (int argc, char **argv)
{
  g_autoptr (BhdIndex) index = bhd_index_new ();
  g_auto (GStrv) lines = NULL;
  gboolean apart = argc > 1 && g_str_equal (argv[1], "--apart");

  if (argc != 3 + apart)
    {
      fprintf (stderr, "usage: %s [--apart] DOCS.tsv QUERIES.tsv\n", argv[0]);
      return 2;
    }
  retrieval_fill_index (index, argv[1 + apart], apart);
  bhd_index_settle (index);
  lines = retrieval_lines (argv[2 + apart]);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", 3);

      answer (index, row);
    }
  return 0;
}
