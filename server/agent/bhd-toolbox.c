/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-toolbox.h"

#include "common/bh-json-writer.h"

#define SEARCH_LIMIT 5
#define GAP_MAX 500 /* characters */

struct _BhdToolbox
{
  BhdIndex *index;
  char *organization_id;
  BhdVectorFunc vectors; /* (nullable) */
  gpointer vectors_data;
  BhRunDetail *detail;
  GHashTable *cited;  /* of passage ids */
  GString *sources;   /* what stands between the brackets of a JSON array */
  char *sources_json; /* (nullable) */
  char *extra;        /* (nullable) */
  double best;
  BhdRunEnd end;
  char *gap;      /* (nullable) */
  char *reason;   /* (nullable) */
  char *priority; /* (nullable) */
  char *summary;  /* (nullable) */
};

void
bhd_vector_free (BhdVector *self)
{
  g_free (self->numbers);
  g_free (self->model);
  g_free (self);
}

BhdToolbox *
bhd_toolbox_new (BhdIndex *index, const char *organization_id)
{
  BhdToolbox *self = g_new0 (BhdToolbox, 1);

  self->index = index;
  self->organization_id = g_strdup (organization_id);
  self->detail = bh_run_detail_new ();
  self->cited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sources = g_string_new (NULL);
  self->end = BHD_RUN_ANSWER;
  return self;
}

static void
set_string (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

void
bhd_toolbox_reset (BhdToolbox *self)
{
  g_hash_table_remove_all (self->cited);
  g_string_truncate (self->sources, 0);
  g_clear_pointer (&self->sources_json, g_free);
  g_clear_pointer (&self->extra, g_free);
  g_clear_pointer (&self->gap, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->priority, g_free);
  g_clear_pointer (&self->summary, g_free);
  self->end = BHD_RUN_ANSWER;
}

void
bhd_toolbox_free (BhdToolbox *self)
{
  bhd_toolbox_reset (self);
  g_hash_table_unref (self->cited);
  g_string_free (self->sources, TRUE);
  bh_run_detail_free (self->detail);
  g_free (self->organization_id);
  g_free (self);
}

void
bhd_toolbox_set_vectors (BhdToolbox *self, BhdVectorFunc func, gpointer data)
{
  self->vectors = func;
  self->vectors_data = data;
}

static void
note_hit (BhRunSearch *search, const BhdHit *hit)
{
  BhRunPassage *passage = bh_run_search_add_passage (search);

  passage->passage_id = g_strdup (hit->passage->id);
  passage->document_id = g_strdup (hit->passage->document_id);
  passage->title = g_strdup (hit->passage->title);
  passage->heading = g_strdup (hit->passage->heading);
  passage->score = hit->score;
  passage->lexical = hit->lexical;
  passage->phrasing = hit->phrasing;
  passage->words = hit->words;
  passage->dense = hit->dense;
  passage->matched = g_strdup (hit->matched);
}

static GPtrArray *
search (BhdToolbox *self, const char *question, const char *category, guint limit)
{
  g_autoptr (BhdVector) vector =
      self->vectors != NULL ? self->vectors (question, self->vectors_data) : NULL;
  const BhdSearch wanted = { .organization_id = self->organization_id,
                             .question = question,
                             .category = category,
                             .limit = limit,
                             .vector = vector != NULL ? vector->numbers : NULL,
                             .dimension = vector != NULL ? vector->dimension : 0,
                             .model = vector != NULL ? vector->model : NULL };
  GPtrArray *hits = bhd_index_search (self->index, &wanted);
  BhRunSearch *noted = bh_run_detail_add_search (self->detail, question);

  for (guint i = 0; i < hits->len && i < SEARCH_LIMIT; i++)
    note_hit (noted, g_ptr_array_index (hits, i));
  if (hits->len > 0)
    self->best = MAX (self->best, ((const BhdHit *) g_ptr_array_index (hits, 0))->score);
  return hits;
}

GPtrArray *
bhd_toolbox_search (BhdToolbox *self, const char *question, const char *category)
{
  return search (self, question, category, SEARCH_LIMIT);
}

GPtrArray *
bhd_toolbox_search_more (BhdToolbox *self, const char *question, guint limit)
{
  return search (self, question, NULL, limit);
}

void
bhd_toolbox_escalate (BhdToolbox *self,
                      const char *reason,
                      const char *priority,
                      const char *summary)
{
  self->end = BHD_RUN_ESCALATE;
  set_string (&self->reason, reason);
  set_string (&self->priority, priority);
  set_string (&self->summary, summary);
}

/* A person that was asked for comes, whatever is said behind that. */
void
bhd_toolbox_resolve (BhdToolbox *self)
{
  if (self->end != BHD_RUN_ESCALATE)
    self->end = BHD_RUN_RESOLVE;
}

void
bhd_toolbox_report_gap (BhdToolbox *self, const char *question)
{
  g_autofree char *start = g_utf8_strlen (question, -1) > GAP_MAX
                               ? g_utf8_substring (question, 0, GAP_MAX)
                               : g_strdup (question);

  if (self->end == BHD_RUN_ANSWER)
    self->end = BHD_RUN_OFFER;
  set_string (&self->gap, start);
}

static char *
describe_source (const BhdPassage *passage, const char *quote)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "document_id", passage->document_id);
  bh_json_string (&json, "passage_id", passage->id);
  bh_json_string (&json, "title", passage->title);
  bh_json_string (&json, "heading", passage->heading);
  bh_json_string (&json, "quote", quote);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

void
bhd_toolbox_cite (BhdToolbox *self, const BhdPassage *passage, const char *quote)
{
  g_autofree char *source = NULL;

  if (!g_hash_table_add (self->cited, g_strdup (passage->id)))
    return;
  source = describe_source (passage, quote);
  if (self->sources->len > 0)
    g_string_append_c (self->sources, ',');
  g_string_append (self->sources, source);
}

void
bhd_toolbox_set_extra (BhdToolbox *self, const char *extra)
{
  set_string (&self->extra, extra);
}

BhdRunEnd
bhd_toolbox_end (BhdToolbox *self)
{
  return self->end;
}

BhRunDetail *
bhd_toolbox_detail (BhdToolbox *self)
{
  return self->detail;
}

double
bhd_toolbox_best (BhdToolbox *self)
{
  return self->best;
}

void
bhd_toolbox_fill (BhdToolbox *self, BhdRunResult *result)
{
  g_clear_pointer (&self->sources_json, g_free);
  if (self->sources->len > 0)
    self->sources_json = g_strdup_printf ("[%s]", self->sources->str);
  result->end = self->end;
  result->gap = self->gap;
  result->reason = self->reason;
  result->priority = self->priority;
  result->summary = self->summary;
  result->sources = self->sources_json;
  result->extra = self->extra;
  result->confidence = self->best;
}

char *
bhd_toolbox_describe (BhdToolbox *self)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_run_detail_write_json (self->detail, &json, NULL);
  return bh_json_writer_steal (&json);
}
