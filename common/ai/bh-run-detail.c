/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include "common/ai/bh-run-detail.h"

#include <string.h>

#define DETAIL_MAX (1024 * 1024) /* bytes of JSON */

static void
passage_free (gpointer data)
{
  BhRunPassage *self = data;

  g_free (self->passage_id);
  g_free (self->document_id);
  g_free (self->title);
  g_free (self->heading);
  g_free (self->matched);
  g_free (self);
}

static void
search_free (gpointer data)
{
  BhRunSearch *self = data;

  g_free (self->question);
  g_ptr_array_unref (self->passages);
  g_free (self);
}

static void
tool_free (gpointer data)
{
  BhRunTool *self = data;

  g_free (self->name);
  g_free (self->arguments);
  g_free (self->result);
  g_free (self->status);
  g_free (self);
}

static void
guardrail_free (gpointer data)
{
  BhRunGuardrail *self = data;

  g_free (self->name);
  g_free (self->action);
  g_free (self->direction);
  g_free (self->excerpt);
  g_free (self);
}

static void
attempt_free (gpointer data)
{
  BhRunAttempt *self = data;

  g_free (self->provider);
  g_free (self->model);
  g_free (self->error);
  g_free (self);
}

BhRunDetail *
bh_run_detail_new (void)
{
  BhRunDetail *self = g_new0 (BhRunDetail, 1);

  self->searches = g_ptr_array_new_with_free_func (search_free);
  self->tools = g_ptr_array_new_with_free_func (tool_free);
  self->guardrails = g_ptr_array_new_with_free_func (guardrail_free);
  self->attempts = g_ptr_array_new_with_free_func (attempt_free);
  return self;
}

void
bh_run_detail_free (BhRunDetail *self)
{
  g_free (self->question);
  g_free (self->band);
  g_ptr_array_unref (self->searches);
  g_ptr_array_unref (self->tools);
  g_ptr_array_unref (self->guardrails);
  g_ptr_array_unref (self->attempts);
  g_free (self->failure);
  g_free (self);
}

BhRunSearch *
bh_run_detail_add_search (BhRunDetail *self, const char *question)
{
  BhRunSearch *search = g_new0 (BhRunSearch, 1);

  search->question = g_strdup (question);
  search->passages = g_ptr_array_new_with_free_func (passage_free);
  g_ptr_array_add (self->searches, search);
  return search;
}

BhRunPassage *
bh_run_search_add_passage (BhRunSearch *self)
{
  BhRunPassage *passage = g_new0 (BhRunPassage, 1);

  g_ptr_array_add (self->passages, passage);
  return passage;
}

BhRunTool *
bh_run_detail_add_tool (BhRunDetail *self, const char *name)
{
  BhRunTool *tool = g_new0 (BhRunTool, 1);

  tool->name = g_strdup (name);
  g_ptr_array_add (self->tools, tool);
  return tool;
}

BhRunGuardrail *
bh_run_detail_add_guardrail (BhRunDetail *self)
{
  BhRunGuardrail *guardrail = g_new0 (BhRunGuardrail, 1);

  g_ptr_array_add (self->guardrails, guardrail);
  return guardrail;
}

BhRunAttempt *
bh_run_detail_add_attempt (BhRunDetail *self)
{
  BhRunAttempt *attempt = g_new0 (BhRunAttempt, 1);

  g_ptr_array_add (self->attempts, attempt);
  return attempt;
}

static void
write_passage (gconstpointer item, BhJsonWriter *json)
{
  const BhRunPassage *self = item;

  bh_json_string (json, "passage_id", self->passage_id);
  bh_json_string (json, "document_id", self->document_id);
  bh_json_string (json, "title", self->title);
  bh_json_string (json, "heading", self->heading);
  bh_json_double (json, "score", self->score);
  bh_json_begin_object (json, "parts");
  bh_json_double (json, "lexical", self->lexical);
  bh_json_double (json, "phrasing", self->phrasing);
  bh_json_double (json, "words", self->words);
  bh_json_double (json, "dense", self->dense);
  bh_json_end_object (json);
  bh_json_string (json, "matched", self->matched);
}

typedef void (*WriteFunc) (gconstpointer item, BhJsonWriter *json);

static void
write_list (BhJsonWriter *json, const char *name, GPtrArray *list, WriteFunc write)
{
  bh_json_begin_array (json, name);
  for (guint i = 0; i < list->len; i++)
    {
      bh_json_begin_object (json, NULL);
      write (g_ptr_array_index (list, i), json);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

static void
write_search (gconstpointer item, BhJsonWriter *json)
{
  const BhRunSearch *self = item;

  bh_json_string (json, "question", self->question);
  write_list (json, "passages", self->passages, write_passage);
}

static void
write_tool (gconstpointer item, BhJsonWriter *json)
{
  const BhRunTool *self = item;

  bh_json_string (json, "name", self->name);
  bh_json_string (json, "arguments", self->arguments);
  bh_json_string (json, "result", self->result);
  bh_json_string (json, "status", self->status);
  bh_json_int (json, "duration_us", self->duration_us);
}

static void
write_guardrail (gconstpointer item, BhJsonWriter *json)
{
  const BhRunGuardrail *self = item;

  bh_json_string (json, "name", self->name);
  bh_json_string (json, "action", self->action);
  bh_json_string (json, "direction", self->direction);
  bh_json_string (json, "excerpt", self->excerpt);
}

static void
write_attempt (gconstpointer item, BhJsonWriter *json)
{
  const BhRunAttempt *self = item;

  bh_json_string (json, "provider", self->provider);
  bh_json_string (json, "model", self->model);
  bh_json_string (json, "error", self->error);
}

void
bh_run_detail_write_json (const BhRunDetail *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "question", self->question);
  bh_json_string (json, "band", self->band);
  write_list (json, "searches", self->searches, write_search);
  write_list (json, "tools", self->tools, write_tool);
  write_list (json, "guardrails", self->guardrails, write_guardrail);
  write_list (json, "attempts", self->attempts, write_attempt);
  bh_json_string (json, "failure", self->failure);
  bh_json_end_object (json);
}

static char *
dup_string (JsonObject *object, const char *name, const char *fallback)
{
  return g_strdup (bh_json_get_string (object, name, fallback));
}

static void
read_passage (gpointer parent, JsonObject *object)
{
  BhRunPassage *self = bh_run_search_add_passage (parent);
  JsonObject *parts = bh_json_get_object (object, "parts");

  self->passage_id = dup_string (object, "passage_id", "");
  self->document_id = dup_string (object, "document_id", "");
  self->title = dup_string (object, "title", "");
  self->heading = dup_string (object, "heading", "");
  self->score = bh_json_get_double (object, "score", 0);
  self->matched = dup_string (object, "matched", NULL);
  if (parts == NULL)
    return;

  self->lexical = bh_json_get_double (parts, "lexical", 0);
  self->phrasing = bh_json_get_double (parts, "phrasing", 0);
  self->words = bh_json_get_double (parts, "words", 0);
  self->dense = bh_json_get_double (parts, "dense", 0);
}

typedef void (*ReadFunc) (gpointer parent, JsonObject *object);

static void
read_list (JsonObject *object, const char *name, gpointer parent, ReadFunc read)
{
  JsonArray *array = bh_json_get_array (object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      read (parent, json_array_get_object_element (array, i));
}

static void
read_search (gpointer parent, JsonObject *object)
{
  BhRunSearch *self =
      bh_run_detail_add_search (parent, bh_json_get_string (object, "question", ""));

  read_list (object, "passages", self, read_passage);
}

static void
read_tool (gpointer parent, JsonObject *object)
{
  BhRunTool *self = bh_run_detail_add_tool (parent, bh_json_get_string (object, "name", ""));

  self->arguments = dup_string (object, "arguments", NULL);
  self->result = dup_string (object, "result", NULL);
  self->status = dup_string (object, "status", "");
  self->duration_us = bh_json_get_int (object, "duration_us", 0);
}

static void
read_guardrail (gpointer parent, JsonObject *object)
{
  BhRunGuardrail *self = bh_run_detail_add_guardrail (parent);

  self->name = dup_string (object, "name", "");
  self->action = dup_string (object, "action", "");
  self->direction = dup_string (object, "direction", "");
  self->excerpt = dup_string (object, "excerpt", "");
}

static void
read_attempt (gpointer parent, JsonObject *object)
{
  BhRunAttempt *self = bh_run_detail_add_attempt (parent);

  self->provider = dup_string (object, "provider", "");
  self->model = dup_string (object, "model", NULL);
  self->error = dup_string (object, "error", "");
}

BhRunDetail *
bh_run_detail_from_json (JsonObject *object)
{
  BhRunDetail *self = bh_run_detail_new ();

  self->question = dup_string (object, "question", NULL);
  self->band = dup_string (object, "band", NULL);
  read_list (object, "searches", self, read_search);
  read_list (object, "tools", self, read_tool);
  read_list (object, "guardrails", self, read_guardrail);
  read_list (object, "attempts", self, read_attempt);
  self->failure = dup_string (object, "failure", NULL);
  return self;
}

BhRunDetail *
bh_run_detail_parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), DETAIL_MAX, error);

  return node != NULL ? bh_run_detail_from_json (json_node_get_object (node)) : NULL;
}
