/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include "common/ai/bh-draft.h"

BhDraft *
bh_draft_new_take (BhDraft *fields)
{
  BhDraft *self = g_atomic_rc_box_new (BhDraft);

  *self = *fields;
  return self;
}

BhDraft *
bh_draft_ref (BhDraft *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
draft_clear (gpointer data)
{
  BhDraft *self = data;

  g_free (self->conversation_id);
  g_free (self->run_id);
  g_free (self->body);
  g_free (self->sources);
}

void
bh_draft_unref (BhDraft *self)
{
  g_atomic_rc_box_release_full (self, draft_clear);
}

void
bh_draft_write_json (const BhDraft *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "conversation_id", self->conversation_id);
  bh_json_string (json, "run_id", self->run_id);
  bh_json_string (json, "body", self->body);
  bh_json_raw (json, "sources", self->sources != NULL ? self->sources : "[]");
  bh_json_int (json, "created_us", self->created_us);
  bh_json_end_object (json);
}

static char *
read_sources (JsonObject *object)
{
  JsonArray *array = bh_json_get_array (object, "sources");

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  return json_to_string (json_object_get_member (object, "sources"), FALSE);
}

BhDraft *
bh_draft_from_json (JsonObject *object, GError **error)
{
  const char *conversation = bh_json_get_string (object, "conversation_id", NULL);
  const char *run = bh_json_get_string (object, "run_id", NULL);
  BhDraft fields = { 0 };

  if (conversation == NULL || run == NULL)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED,
                           "a draft without conversation or run");
      return NULL;
    }
  fields.conversation_id = g_strdup (conversation);
  fields.run_id = g_strdup (run);
  fields.body = g_strdup (bh_json_get_string (object, "body", ""));
  fields.sources = read_sources (object);
  fields.created_us = bh_json_get_int (object, "created_us", 0);
  return bh_draft_new_take (&fields);
}
