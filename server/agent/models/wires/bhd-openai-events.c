/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "common/bh-error.h"
#include "server/agent/models/bhd-model-failure.h"
#include "server/agent/models/wires/bhd-model-wire-rows.h"

/* Reads “chat.completion.chunk” objects. */

/* Why a choice ended.  Servers other than OpenAI have words of their own for a plain stop. */
static const BhdModelReason reasons[] = {
  { "stop", BHD_MODEL_DONE },
  { "tool_calls", BHD_MODEL_CALLS },
  { "length", BHD_MODEL_LENGTH },
  { "content_filter", BHD_MODEL_REFUSED },
  { "function_call", BHD_MODEL_CALLS },
  { "eos", BHD_MODEL_DONE },
  { "eos_token", BHD_MODEL_DONE },
  { "end_turn", BHD_MODEL_DONE },
  { NULL },
};

static void
keep_first (char **field, const char *value)
{
  if (*field == NULL && value != NULL && *value != '\0')
    *field = g_strdup (value);
}

/* Pieces belong together by index.  Servers that do not count give every call the same or none;
 * their calls are told apart by their ids. */
static BhdModelCallDraft *
find_call (BhdModelDraft *draft, JsonObject *piece, GError **error)
{
  BhdModelCallDraft *last = bhd_model_draft_last_call (draft);
  const char *id = bh_json_get_string (piece, "id", "");
  gint64 index = bh_json_get_int (piece, "index", last != NULL ? last->key : 0);
  gboolean is_other =
      last != NULL && last->key == index && *id != '\0' && g_strcmp0 (id, last->id) != 0;

  if (is_other && last->id != NULL)
    index = G_MAXINT32 + (gint64) draft->calls->len;
  return bhd_model_draft_get_call (draft, index, error);
}

/* Arguments are text that holds JSON; some servers send the JSON itself. */
static gboolean
read_arguments (BhdModelCallDraft *call, JsonObject *function, GError **error)
{
  JsonObject *object = bh_json_get_object (function, "arguments");
  g_autofree char *text = NULL;

  if (object != NULL)
    text = json_to_string (json_object_get_member (function, "arguments"), FALSE);
  return bhd_model_call_draft_append (
      call, text != NULL ? text : bh_json_get_string (function, "arguments", ""), error);
}

static gboolean
read_call (BhdModelDraft *draft, JsonNode *node, GError **error)
{
  JsonObject *piece = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *function = piece != NULL ? bh_json_get_object (piece, "function") : NULL;
  BhdModelCallDraft *call = piece != NULL ? find_call (draft, piece, error) : NULL;

  if (piece == NULL)
    g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED,
                         "the server sent an event that is no event: a call that is no object");
  if (call == NULL)
    return FALSE;
  keep_first (&call->id, bh_json_get_string (piece, "id", NULL));
  if (function == NULL)
    return TRUE;
  keep_first (&call->name, bh_json_get_string (function, "name", NULL));
  return read_arguments (call, function, error);
}

static gboolean
read_calls (BhdModelDraft *draft, JsonArray *calls, GError **error)
{
  guint n = calls != NULL ? json_array_get_length (calls) : 0;

  for (guint i = 0; i < n; i++)
    if (!read_call (draft, json_array_get_element (calls, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_delta (BhdModelDraft *draft, JsonObject *delta, GError **error)
{
  const char *refusal = bh_json_get_string (delta, "refusal", "");

  if (*refusal != '\0' && !bhd_model_draft_refuse (draft, refusal, error))
    return FALSE;
  return bhd_model_draft_say (draft, bh_json_get_string (delta, "content", ""), error) &&
         read_calls (draft, bh_json_get_array (delta, "tool_calls"), error);
}

static gboolean
read_choice (BhdModelDraft *draft, JsonNode *node, GError **error)
{
  JsonObject *choice = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *delta = choice != NULL ? bh_json_get_object (choice, "delta") : NULL;

  if (choice == NULL || bh_json_get_int (choice, "index", 0) != 0)
    return TRUE;
  if (delta != NULL && !read_delta (draft, delta, error))
    return FALSE;
  return bhd_model_draft_end (draft, reasons, bh_json_get_string (choice, "finish_reason", ""),
                              error);
}

/* Some count along in every event, some at the end, some never. */
static void
read_usage (BhdModelDraft *draft, JsonObject *usage)
{
  draft->tokens_in = MAX (0, bh_json_get_int (usage, "prompt_tokens", draft->tokens_in));
  draft->tokens_out = MAX (0, bh_json_get_int (usage, "completion_tokens", draft->tokens_out));
}

gboolean
bhd_openai_read_event (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  JsonArray *choices = bh_json_get_array (event, "choices");
  JsonObject *usage = bh_json_get_object (event, "usage");

  if (bhd_model_failure_in_stream (event, error))
    return FALSE;
  if (usage != NULL)
    read_usage (draft, usage);
  return choices == NULL || json_array_get_length (choices) == 0 ||
         read_choice (draft, json_array_get_element (choices, 0), error);
}
