/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/bhd-lookup.h"

static void
write_hit (BhJsonWriter *json, const BhdHit *hit)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "document_id", hit->passage->document_id);
  bh_json_string (json, "passage_id", hit->passage->id);
  bh_json_string (json, "title", hit->passage->title);
  bh_json_string (json, "heading", hit->passage->heading);
  bh_json_string (json, "body", hit->passage->body);
  bh_json_double (json, "score", hit->score);
  bh_json_begin_object (json, "parts");
  bh_json_double (json, "lexical", hit->lexical);
  bh_json_double (json, "phrasing", hit->phrasing);
  bh_json_double (json, "words", hit->words);
  bh_json_double (json, "dense", hit->dense);
  bh_json_end_object (json);
  bh_json_string (json, "matched", hit->matched);
  bh_json_end_object (json);
}

static const char *
band_of (GPtrArray *hits)
{
  const BhdHit *best = hits->len > 0 ? g_ptr_array_index (hits, 0) : NULL;

  if (best == NULL || best->score < BHD_INDEX_LIKELY)
    return "person";
  return best->score < BHD_INDEX_SURE ? "choices" : "answer";
}

void
bhd_lookup_search (const char *organization_id,
                   const char *question,
                   const char *category,
                   guint limit,
                   BhJsonWriter *json,
                   gpointer data)
{
  const BhdSearch search = { .organization_id = organization_id,
                             .question = question,
                             .category = category,
                             .limit = limit };
  g_autoptr (GPtrArray) hits = bhd_index_search (data, &search);

  bh_json_begin_array (json, "passages");
  for (guint i = 0; i < hits->len; i++)
    write_hit (json, g_ptr_array_index (hits, i));
  bh_json_end_array (json);
  bh_json_string (json, "band", band_of (hits));
}
