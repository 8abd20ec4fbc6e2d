/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/models/bhd-model-failure.h"
#include "server/agent/models/wires/bhd-model-turns.h"

#include <string.h>

#include "server/agent/models/wires/bhd-model-wire-rows.h"

/* Anthropic's Messages, version 2023-06-01. */

char *
bhd_anthropic_ask_path (const BhdModelAccount *account)
{
  return g_strdup ("/v1/messages");
}

static void
write_text (BhJsonWriter *json, const char *text)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "text");
  bh_json_string (json, "text", text);
  bh_json_end_object (json);
}

static void
write_picture (BhJsonWriter *json, const BhdModelMessage *message)
{
  g_autofree char *data = bhd_model_message_encode_picture (message);

  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "image");
  bh_json_begin_object (json, "source");
  bh_json_string (json, "type", "base64");
  bh_json_string (json, "media_type", message->picture_type);
  bh_json_string (json, "data", data);
  bh_json_end_object (json);
  bh_json_end_object (json);
}

static void
write_call (BhJsonWriter *json, const BhdModelCall *call, guint quirks)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "tool_use");
  bh_json_string (json, "id", call->id);
  bh_json_string (json, "name", call->name);
  bh_json_raw (json, "input", bhd_model_call_get_object (call));
  bh_json_end_object (json);
}

static void
write_result (BhJsonWriter *json, const BhdModelMessage *message)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "tool_result");
  bh_json_string (json, "tool_use_id", message->call_id != NULL ? message->call_id : "");
  bh_json_string (json, "content", message->text != NULL ? message->text : "");
  bh_json_end_object (json);
}

static const BhdModelTurns turns = {
  .turns = "messages",
  .parts = "content",
  .user = "user",
  .assistant = "assistant",
  .write_text = write_text,
  .write_picture = write_picture,
  .write_call = write_call,
  .write_result = write_result,
};

static void
write_tools (BhJsonWriter *json, const BhdModelTool *tools)
{
  if (tools == NULL || tools->name == NULL)
    return;
  bh_json_begin_array (json, "tools");
  for (const BhdModelTool *tool = tools; tool->name != NULL; tool++)
    {
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "name", tool->name);
      bh_json_string (json, "description", tool->description != NULL ? tool->description : "");
      bh_json_raw (json, "input_schema", tool->schema);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

void
bhd_anthropic_write_ask (BhJsonWriter *json, const BhdModelRequest *request, guint quirks)
{
  bh_json_string (json, "model", request->account->model);
  bh_json_int (json, "max_tokens", request->max_tokens);
  bh_json_bool (json, "stream", TRUE);
  if (request->system != NULL && *request->system != '\0')
    bh_json_string (json, "system", request->system);
  bhd_model_turns_write (&turns, json, request->messages, quirks);
  write_tools (json, request->tools);
}

/* A turn that pauses waits for tools of Anthropic's own, which we never offer: it is cut. */
static const BhdModelReason reasons[] = {
  { "end_turn", BHD_MODEL_DONE },
  { "stop_sequence", BHD_MODEL_DONE },
  { "tool_use", BHD_MODEL_CALLS },
  { "max_tokens", BHD_MODEL_LENGTH },
  { "model_context_window_exceeded", BHD_MODEL_LENGTH },
  { "pause_turn", BHD_MODEL_LENGTH },
  { "refusal", BHD_MODEL_REFUSED },
  { NULL },
};

static void
read_usage (BhdModelDraft *draft, JsonObject *usage)
{
  gint64 in = bh_json_get_int (usage, "input_tokens", -1);

  if (in >= 0)
    draft->tokens_in = in + MAX (0, bh_json_get_int (usage, "cache_read_input_tokens", 0)) +
                       MAX (0, bh_json_get_int (usage, "cache_creation_input_tokens", 0));
  draft->tokens_out = MAX (0, bh_json_get_int (usage, "output_tokens", draft->tokens_out));
}

static gboolean
read_start (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  JsonObject *message = bh_json_get_object (event, "message");
  JsonObject *usage = message != NULL ? bh_json_get_object (message, "usage") : NULL;

  if (usage != NULL)
    read_usage (draft, usage);
  return TRUE;
}

/* The input comes in pieces afterwards; servers that imitate Anthropic may give it at once. */
static gboolean
begin_call (BhdModelDraft *draft, gint64 index, JsonObject *block, GError **error)
{
  BhdModelCallDraft *call = bhd_model_draft_get_call (draft, index, error);
  JsonObject *input = bh_json_get_object (block, "input");
  g_autofree char *text = NULL;

  if (call == NULL)
    return FALSE;
  g_free (call->id);
  g_free (call->name);
  call->id = g_strdup (bh_json_get_string (block, "id", NULL));
  call->name = g_strdup (bh_json_get_string (block, "name", ""));
  if (input == NULL || json_object_get_size (input) == 0)
    return TRUE;
  text = json_to_string (json_object_get_member (block, "input"), FALSE);
  return bhd_model_call_draft_append (call, text, error);
}

/* Blocks of other types are thoughts, or what we did not ask for. */
static gboolean
read_block (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  JsonObject *block = bh_json_get_object (event, "content_block");
  const char *type = block != NULL ? bh_json_get_string (block, "type", "") : "";

  if (strcmp (type, "tool_use") == 0)
    return begin_call (draft, bh_json_get_int (event, "index", 0), block, error);
  if (strcmp (type, "text") == 0)
    return bhd_model_draft_say (draft, bh_json_get_string (block, "text", ""), error);
  return TRUE;
}

static gboolean
read_delta (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  JsonObject *delta = bh_json_get_object (event, "delta");
  const char *type = delta != NULL ? bh_json_get_string (delta, "type", "") : "";
  BhdModelCallDraft *call = NULL;

  if (strcmp (type, "text_delta") == 0)
    return bhd_model_draft_say (draft, bh_json_get_string (delta, "text", ""), error);
  if (strcmp (type, "input_json_delta") != 0)
    return TRUE;
  call = bhd_model_draft_find_call (draft, bh_json_get_int (event, "index", 0));
  return call == NULL ||
         bhd_model_call_draft_append (call, bh_json_get_string (delta, "partial_json", ""), error);
}

static gboolean
read_message_delta (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  JsonObject *delta = bh_json_get_object (event, "delta");
  JsonObject *usage = bh_json_get_object (event, "usage");

  if (usage != NULL)
    read_usage (draft, usage);
  return delta == NULL ||
         bhd_model_draft_end (draft, reasons, bh_json_get_string (delta, "stop_reason", ""), error);
}

static gboolean
read_stop (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  draft->ended = draft->finished;
  return TRUE;
}

static const struct
{
  const char *type;
  gboolean (*read) (BhdModelDraft *draft, JsonObject *event, GError **error);
} readers[] = {
  { "message_start", read_start },       { "content_block_start", read_block },
  { "content_block_delta", read_delta }, { "message_delta", read_message_delta },
  { "message_stop", read_stop },
};

gboolean
bhd_anthropic_read_event (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  const char *type = bh_json_get_string (event, "type", "");

  if (bhd_model_failure_in_stream (event, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (strcmp (readers[i].type, type) == 0)
      return readers[i].read (draft, event, error);
  return TRUE;
}

char *
bhd_anthropic_list_path (const char *after)
{
  g_autofree char *escaped = after != NULL ? g_uri_escape_string (after, NULL, FALSE) : NULL;

  if (escaped == NULL)
    return g_strdup ("/v1/models?limit=1000");
  return g_strconcat ("/v1/models?limit=1000&after_id=", escaped, NULL);
}

void
bhd_anthropic_read_list (JsonObject *page, GPtrArray *names, char **after)
{
  bhd_openai_read_list (page, names, after);
  if (bh_json_get_bool (page, "has_more", FALSE))
    *after = g_strdup (bh_json_get_string (page, "last_id", NULL));
}
