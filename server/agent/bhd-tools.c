/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-tools.h"

#include "common/bh-json-writer.h"

#define SEARCH_LIMIT 5
#define GAP_MAX 500 /* characters */

struct _BhdToolbox
{
  BhdIndex *index;
  char *organization_id;
  GPtrArray *questions; /* of char: what was searched for */
  GPtrArray *found;     /* of GPtrArray of BhdHit: what each search found */
  GPtrArray *called;    /* of char: names of tools */
  BhJsonWriter sources;
  guint n_sources;
  char *sources_json; /* (nullable) */
  BhdRunEnd end;
  char *gap;     /* (nullable) */
  char *reason;  /* (nullable) */
  char *summary; /* (nullable) */
};

static GPtrArray *
call_search (BhdToolbox *self, const BhdToolArguments *arguments)
{
  const BhdSearch search = { .organization_id = self->organization_id,
                             .question = arguments->question,
                             .limit = SEARCH_LIMIT };
  GPtrArray *hits = bhd_index_search (self->index, &search);

  g_ptr_array_add (self->questions, g_strdup (arguments->question));
  g_ptr_array_add (self->found, g_ptr_array_ref (hits));
  return hits;
}

static GPtrArray *
call_escalate (BhdToolbox *self, const BhdToolArguments *arguments)
{
  self->end = BHD_RUN_ESCALATE;
  g_free (self->reason);
  self->reason = g_strdup (arguments->reason);
  g_free (self->summary);
  self->summary = g_strdup (arguments->summary);
  return NULL;
}

static GPtrArray *
call_resolve (BhdToolbox *self, const BhdToolArguments *arguments)
{
  self->end = BHD_RUN_RESOLVE;
  return NULL;
}

static GPtrArray *
call_report_gap (BhdToolbox *self, const BhdToolArguments *arguments)
{
  self->end = BHD_RUN_OFFER;
  g_free (self->gap);
  self->gap = g_utf8_strlen (arguments->question, -1) > GAP_MAX
                  ? g_utf8_substring (arguments->question, 0, GAP_MAX)
                  : g_strdup (arguments->question);
  return NULL;
}

const BhdTool bhd_tools[] = {
  { "search",
    "Find passages of the help articles that answer a question",
    { "question", NULL },
    call_search },
  { "report_gap",
    "Record a question that the help articles do not answer, and offer a person",
    { "question", NULL },
    call_report_gap },
  { "escalate", "Hand the conversation to a person", { "reason", "summary", NULL }, call_escalate },
  { "resolve", "End the conversation: the visitor needs nothing more", { NULL }, call_resolve },
  { NULL },
};

BhdToolbox *
bhd_toolbox_new (BhdIndex *index, const char *organization_id)
{
  BhdToolbox *self = g_new0 (BhdToolbox, 1);

  self->index = index;
  self->organization_id = g_strdup (organization_id);
  self->questions = g_ptr_array_new_with_free_func (g_free);
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->called = g_ptr_array_new_with_free_func (g_free);
  self->end = BHD_RUN_ANSWER;
  return self;
}

void
bhd_toolbox_free (BhdToolbox *self)
{
  g_free (self->organization_id);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->found);
  g_ptr_array_unref (self->called);
  bh_json_writer_clear (&self->sources);
  g_free (self->sources_json);
  g_free (self->gap);
  g_free (self->reason);
  g_free (self->summary);
  g_free (self);
}

GPtrArray *
bhd_toolbox_call (BhdToolbox *self, const char *name, const BhdToolArguments *arguments)
{
  for (const BhdTool *tool = bhd_tools; tool->name != NULL; tool++)
    if (g_str_equal (tool->name, name))
      {
        g_ptr_array_add (self->called, g_strdup (name));
        return tool->call (self, arguments);
      }
  return NULL;
}

void
bhd_toolbox_cite (BhdToolbox *self, const BhdPassage *passage, const char *quote)
{
  if (self->n_sources++ == 0)
    bh_json_begin_array (&self->sources, NULL);
  bh_json_begin_object (&self->sources, NULL);
  bh_json_string (&self->sources, "document_id", passage->document_id);
  bh_json_string (&self->sources, "passage_id", passage->id);
  bh_json_string (&self->sources, "title", passage->title);
  bh_json_string (&self->sources, "heading", passage->heading);
  bh_json_string (&self->sources, "quote", quote);
  bh_json_end_object (&self->sources);
}

void
bhd_toolbox_fill (BhdToolbox *self, BhdRunResult *result)
{
  if (self->n_sources > 0 && self->sources_json == NULL)
    {
      bh_json_end_array (&self->sources);
      self->sources_json = bh_json_writer_steal (&self->sources);
    }
  result->end = self->end;
  result->gap = self->gap;
  result->reason = self->reason;
  result->summary = self->summary;
  result->sources = self->sources_json;
}

static void
describe_search (BhJsonWriter *json, const char *question, GPtrArray *hits)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "question", question);
  bh_json_begin_array (json, "passages");
  for (guint i = 0; i < hits->len; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      bh_json_begin_object (json, NULL);
      bh_json_string (json, "passage_id", hit->passage->id);
      bh_json_string (json, "title", hit->passage->title);
      bh_json_string (json, "heading", hit->passage->heading);
      bh_json_double (json, "score", hit->score);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
  bh_json_end_object (json);
}

char *
bhd_toolbox_describe (BhdToolbox *self, gint64 duration_us, const char *failure)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_array (&json, "searches");
  for (guint i = 0; i < self->found->len; i++)
    describe_search (&json, g_ptr_array_index (self->questions, i),
                     g_ptr_array_index (self->found, i));
  bh_json_end_array (&json);
  bh_json_begin_array (&json, "tools");
  for (guint i = 0; i < self->called->len; i++)
    bh_json_string (&json, NULL, g_ptr_array_index (self->called, i));
  bh_json_end_array (&json);
  bh_json_int (&json, "duration_us", duration_us);
  if (failure != NULL)
    bh_json_string (&json, "failure", failure);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}
