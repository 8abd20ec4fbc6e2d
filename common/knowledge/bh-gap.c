/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include "common/knowledge/bh-gap.h"

BhGapExample *
bh_gap_example_new (const char *question, const char *conversation_id, gint64 created_us)
{
  BhGapExample *self = g_new0 (BhGapExample, 1);

  self->question = g_strdup (question);
  self->conversation_id = g_strdup (conversation_id);
  self->created_us = created_us;
  return self;
}

void
bh_gap_example_free (BhGapExample *self)
{
  g_free (self->question);
  g_free (self->conversation_id);
  g_free (self);
}

BhGap *
bh_gap_new_take (BhGap *fields)
{
  BhGap *self = g_atomic_rc_box_new (BhGap);

  *self = *fields;
  return self;
}

static void
gap_clear (gpointer data)
{
  BhGap *self = data;

  g_free (self->id);
  g_free (self->question);
  g_free (self->status);
  g_free (self->resolution);
  g_free (self->document_id);
  g_free (self->conversation_id);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
}

void
bh_gap_unref (BhGap *self)
{
  g_atomic_rc_box_release_full (self, gap_clear);
}

static void
write_examples (const BhGap *self, BhJsonWriter *json)
{
  bh_json_begin_array (json, "examples");
  for (guint i = 0; self->examples != NULL && i < self->examples->len; i++)
    {
      const BhGapExample *example = g_ptr_array_index (self->examples, i);

      bh_json_begin_object (json, NULL);
      bh_json_string (json, "question", example->question);
      bh_json_string (json, "conversation_id", example->conversation_id);
      bh_json_int (json, "created_us", example->created_us);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

void
bh_gap_write_json (const BhGap *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "question", self->question);
  bh_json_int (json, "hits", self->hits);
  bh_json_string (json, "status", self->status);
  bh_json_string (json, "resolution", self->resolution);
  bh_json_string (json, "document_id", self->document_id);
  bh_json_int (json, "first_us", self->first_us);
  bh_json_int (json, "last_us", self->last_us);
  bh_json_string (json, "conversation_id", self->conversation_id);
  bh_json_bool (json, "answered", self->answered);
  write_examples (self, json);
  bh_json_end_object (json);
}

/* Returns: (transfer full) */
static GPtrArray *
read_examples (JsonArray *array)
{
  GPtrArray *examples = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_gap_example_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (object != NULL)
        g_ptr_array_add (examples,
                         bh_gap_example_new (bh_json_get_string (object, "question", ""),
                                             bh_json_get_string (object, "conversation_id", NULL),
                                             bh_json_get_int (object, "created_us", 0)));
    }
  return examples;
}

BhGap *
bh_gap_from_json (JsonObject *object, GError **error)
{
  BhGap fields = { 0 };

  if (bh_json_get_string (object, "id", NULL) == NULL)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "a gap without id");
      return NULL;
    }
  fields.id = g_strdup (bh_json_get_string (object, "id", NULL));
  fields.question = g_strdup (bh_json_get_string (object, "question", ""));
  fields.hits = bh_json_get_int (object, "hits", 0);
  fields.status = g_strdup (bh_json_get_string (object, "status", "open"));
  fields.resolution = g_strdup (bh_json_get_string (object, "resolution", NULL));
  fields.document_id = g_strdup (bh_json_get_string (object, "document_id", NULL));
  fields.first_us = bh_json_get_int (object, "first_us", 0);
  fields.last_us = bh_json_get_int (object, "last_us", 0);
  fields.conversation_id = g_strdup (bh_json_get_string (object, "conversation_id", NULL));
  fields.answered = bh_json_get_bool (object, "answered", FALSE);
  fields.examples = read_examples (bh_json_get_array (object, "examples"));
  return bh_gap_new_take (&fields);
}
