/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "common/bh-error.h"

#define WAITING_MAX 2 /* of the workers */

static gint waiting; /* atomic */

const char *
bhd_ai_organization (const BhdRequest *request)
{
  return bhd_request_caller (request)->organization_id;
}

void
bhd_ai_write_provider (BhJsonWriter *json, const char *name, const BhdProviderRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_int (json, "position", row->position);
  bh_json_string (json, "kind", row->kind);
  bh_json_string (json, "name", row->name);
  bh_json_string (json, "base_url", row->base_url);
  bh_json_string (json, "model", row->model);
  bh_json_bool (json, "has_key", row->key != NULL);
  bh_json_bool (json, "enabled", row->enabled);
  bh_json_int (json, "price_in", row->price_in);
  bh_json_int (json, "price_out", row->price_out);
  bh_json_bool (json, "vision", row->vision);
  bh_json_int (json, "updated_us", row->updated_us);
  bh_json_end_object (json);
}

void
bhd_ai_write_tool (BhJsonWriter *json, const char *name, const BhdToolRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "name", row->name);
  bh_json_string (json, "description", row->description);
  bh_json_string (json, "method", row->method);
  bh_json_string (json, "url", row->url);
  bh_json_raw (json, "header_names", row->header_names);
  bh_json_raw (json, "arguments_schema", row->arguments_schema);
  bh_json_int (json, "timeout_ms", row->timeout_ms);
  bh_json_int (json, "max_answer", row->max_answer);
  bh_json_bool (json, "confirm", row->confirm);
  bh_json_bool (json, "enabled", row->enabled);
  bh_json_int (json, "updated_us", row->updated_us);
  bh_json_end_object (json);
}

static void
write_known (BhJsonWriter *json, const char *name, gint64 number)
{
  if (number != 0)
    bh_json_int (json, name, number);
  else
    bh_json_null (json, name);
}

void
bhd_ai_write_call (BhJsonWriter *json, const char *name, const BhdToolCallRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "tool_id", row->tool_id);
  bh_json_string (json, "tool_name", row->tool_name);
  bh_json_string (json, "run_id", row->run_id);
  bh_json_string (json, "conversation_id", row->conversation_id);
  bh_json_raw (json, "arguments", row->arguments);
  bh_json_string (json, "status", row->status);
  write_known (json, "http_status", row->http_status);
  bh_json_string (json, "result", row->result);
  bh_json_string (json, "error", row->error);
  write_known (json, "duration_us", row->duration_us);
  bh_json_int (json, "created_us", row->created_us);
  bh_json_end_object (json);
}

void
bhd_ai_write_guardrail (BhJsonWriter *json, const char *name, const BhdGuardrailRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "name", row->name);
  bh_json_string (json, "type", row->type);
  bh_json_string (json, "pattern", row->pattern);
  bh_json_string (json, "action", row->action);
  bh_json_string (json, "direction", row->direction);
  bh_json_string (json, "message", row->message);
  bh_json_bool (json, "enabled", row->enabled);
  bh_json_int (json, "updated_us", row->updated_us);
  bh_json_end_object (json);
}

void
bhd_ai_write_violation (BhJsonWriter *json, const char *name, const BhdViolationRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "guardrail_id", row->guardrail_id);
  bh_json_string (json, "name", row->guardrail_name);
  bh_json_string (json, "type", row->type);
  bh_json_string (json, "action", row->action);
  bh_json_string (json, "direction", row->direction);
  bh_json_string (json, "conversation_id", row->conversation_id);
  bh_json_string (json, "run_id", row->run_id);
  bh_json_string (json, "excerpt", row->excerpt);
  bh_json_int (json, "created_us", row->created_us);
  bh_json_end_object (json);
}

const gint64 *
bhd_ai_number (const BhdRequest *request, const char *field, gint64 *storage)
{
  *storage = bhd_request_int (request, field, 0);
  return bhd_request_has (request, field) ? storage : NULL;
}

const gboolean *
bhd_ai_flag (const BhdRequest *request, const char *field, gboolean *storage)
{
  *storage = bhd_request_bool (request, field, FALSE);
  return bhd_request_has (request, field) ? storage : NULL;
}

const char *
bhd_ai_text (const BhdRequest *request, const char *field)
{
  return bhd_request_is_null (request, field) ? "" : bhd_request_text (request, field);
}

gboolean
bhd_ai_has_services (const BhdRequest *request, GError **error)
{
  if (bhd_request_ai (request) != NULL)
    return TRUE;
  g_set_error_literal (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "there is no AI in this daemon");
  return FALSE;
}

gboolean
bhd_ai_call (BhdStore *store, BhdJobKind kind, BhdJobFunc run, gpointer data, GError **error)
{
  GError *inner = NULL;

  bhd_store_call (store, kind, run, data, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, inner);
  return FALSE;
}

gboolean
bhd_ai_enter (GError **error)
{
  if (g_atomic_int_add (&waiting, 1) < WAITING_MAX)
    return TRUE;
  bhd_ai_leave ();
  g_set_error_literal (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                       "others are asking their providers and tools just now: try again");
  return FALSE;
}

void
bhd_ai_leave (void)
{
  g_atomic_int_add (&waiting, -1);
}
