/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include "common/ai/bh-run.h"

BhRun *
bh_run_new_take (BhRun *fields)
{
  BhRun *self = g_atomic_rc_box_new (BhRun);

  *self = *fields;
  return self;
}

BhRun *
bh_run_ref (BhRun *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
run_clear (gpointer data)
{
  BhRun *self = data;

  g_free (self->id);
  g_free (self->conversation_id);
  g_free (self->message_id);
  g_free (self->outcome);
  g_free (self->provider);
  g_free (self->model);
  g_free (self->detail);
}

void
bh_run_unref (BhRun *self)
{
  g_atomic_rc_box_release_full (self, run_clear);
}

void
bh_run_write_json (const BhRun *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "conversation_id", self->conversation_id);
  bh_json_string (json, "message_id", self->message_id);
  bh_json_string (json, "outcome", self->outcome);
  bh_json_string (json, "provider", self->provider);
  bh_json_string (json, "model", self->model);
  bh_json_int (json, "tokens_in", self->tokens_in);
  bh_json_int (json, "tokens_out", self->tokens_out);
  bh_json_int (json, "cost", self->cost);
  bh_json_int (json, "first_token_us", self->first_token_us);
  bh_json_int (json, "duration_us", self->duration_us);
  bh_json_int (json, "created_us", self->created_us);
  if (self->verdict != 0)
    bh_json_int (json, "verdict", self->verdict);
  else
    bh_json_null (json, "verdict");
  bh_json_raw (json, "detail", self->detail);
  bh_json_end_object (json);
}

static char *
read_detail (JsonObject *object)
{
  if (bh_json_get_object (object, "detail") == NULL)
    return NULL;
  return json_to_string (json_object_get_member (object, "detail"), FALSE);
}

BhRun *
bh_run_from_json (JsonObject *object, GError **error)
{
  BhRun fields = { 0 };

  if (bh_json_get_string (object, "id", NULL) == NULL)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "a run without id");
      return NULL;
    }
  fields.id = g_strdup (bh_json_get_string (object, "id", NULL));
  fields.conversation_id = g_strdup (bh_json_get_string (object, "conversation_id", ""));
  fields.message_id = g_strdup (bh_json_get_string (object, "message_id", ""));
  fields.outcome = g_strdup (bh_json_get_string (object, "outcome", NULL));
  fields.provider = g_strdup (bh_json_get_string (object, "provider", NULL));
  fields.model = g_strdup (bh_json_get_string (object, "model", NULL));
  fields.tokens_in = bh_json_get_int (object, "tokens_in", 0);
  fields.tokens_out = bh_json_get_int (object, "tokens_out", 0);
  fields.cost = bh_json_get_int (object, "cost", 0);
  fields.first_token_us = bh_json_get_int (object, "first_token_us", 0);
  fields.duration_us = bh_json_get_int (object, "duration_us", 0);
  fields.created_us = bh_json_get_int (object, "created_us", 0);
  fields.verdict = (int) CLAMP (bh_json_get_int (object, "verdict", 0), -1, 1);
  fields.detail = read_detail (object);
  return bh_run_new_take (&fields);
}
