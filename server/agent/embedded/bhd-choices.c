/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-choices.h"

#include "common/bh-json-writer.h"

#define CHOICES_MAX 3
#define LOOK_THROUGH 50 /* hits among which the chosen document is looked for */

static void
write_choice (BhJsonWriter *json, const BhdPassage *passage)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "document_id", passage->document_id);
  bh_json_string (json, "title", passage->title);
  bh_json_end_object (json);
}

char *
bhd_choices_write (const char *question, GPtrArray *hits)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "question", question);
  bh_json_begin_array (&json, "choices");
  for (guint i = 0; i < hits->len && g_hash_table_size (named) < CHOICES_MAX; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      if (hit->score >= BHD_INDEX_LIKELY && g_hash_table_add (named, hit->passage->document_id))
        write_choice (&json, hit->passage);
    }
  bh_json_end_array (&json);
  bh_json_end_object (&json);
  return g_hash_table_size (named) > 0 ? bh_json_writer_steal (&json) : NULL;
}

static BhdPassage *
find_in (GPtrArray *hits, const char *document_id)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      if (g_str_equal (hit->passage->document_id, document_id))
        return bhd_passage_ref (hit->passage);
    }
  return NULL;
}

/* A document that was offered for its title or a phrasing is found by its title at the latest. */
BhdPassage *
bhd_choices_find_passage (BhdToolbox *tools,
                          const char *document_id,
                          const char *question,
                          const char *title)
{
  g_autofree char *both = g_strconcat (title, " ", question, NULL);
  const char *const attempts[] = { question, both, title };
  BhdPassage *passage = NULL;

  for (guint i = 0; passage == NULL && i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GPtrArray) hits = bhd_toolbox_search_more (tools, attempts[i], LOOK_THROUGH);

      passage = find_in (hits, document_id);
    }
  return passage;
}
