/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/models/bhd-model-failure.h"

#include "server/agent/models/wires/bhd-model-wire-rows.h"

/* Reads “GenerateContentResponse” objects.  There is no mark at the end: the last one tells why. */

static const BhdModelReason reasons[] = {
  { "STOP", BHD_MODEL_DONE },
  { "FUNCTION_CALL", BHD_MODEL_CALLS }, /* not Google's own word, but that of some between */
  { "MAX_TOKENS", BHD_MODEL_LENGTH },
  { "SAFETY", BHD_MODEL_REFUSED },
  { "RECITATION", BHD_MODEL_REFUSED },
  { "LANGUAGE", BHD_MODEL_REFUSED },
  { "BLOCKLIST", BHD_MODEL_REFUSED },
  { "PROHIBITED_CONTENT", BHD_MODEL_REFUSED },
  { "SPII", BHD_MODEL_REFUSED },
  { "MODEL_ARMOR", BHD_MODEL_REFUSED },
  { NULL },
};

/* Calls come whole, mostly without ids, sometimes with the signature of the thought that led to
 * them. */
static gboolean
read_call (BhdModelDraft *draft, JsonObject *part, JsonObject *function, GError **error)
{
  BhdModelCallDraft *call = bhd_model_draft_get_call (draft, draft->calls->len, error);
  JsonObject *args = bh_json_get_object (function, "args");
  g_autofree char *text =
      args != NULL ? json_to_string (json_object_get_member (function, "args"), FALSE) : NULL;
  const char *id = bh_json_get_string (function, "id", "");

  if (call == NULL)
    return FALSE;
  call->id = *id != '\0' ? g_strdup (id) : NULL;
  call->name = g_strdup (bh_json_get_string (function, "name", ""));
  call->extra = g_strdup (bh_json_get_string (part, "thoughtSignature", NULL));
  return bhd_model_call_draft_append (call, text != NULL ? text : "", error);
}

static gboolean
read_part (BhdModelDraft *draft, JsonNode *node, GError **error)
{
  JsonObject *part = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *function = part != NULL ? bh_json_get_object (part, "functionCall") : NULL;

  if (function != NULL)
    return read_call (draft, part, function, error);
  if (part == NULL || bh_json_get_bool (part, "thought", FALSE))
    return TRUE;
  return bhd_model_draft_say (draft, bh_json_get_string (part, "text", ""), error);
}

static gboolean
read_candidate (BhdModelDraft *draft, JsonObject *candidate, GError **error)
{
  JsonObject *content = bh_json_get_object (candidate, "content");
  JsonArray *parts = content != NULL ? bh_json_get_array (content, "parts") : NULL;
  guint n = parts != NULL ? json_array_get_length (parts) : 0;

  for (guint i = 0; i < n; i++)
    if (!read_part (draft, json_array_get_element (parts, i), error))
      return FALSE;
  return bhd_model_draft_end (draft, reasons, bh_json_get_string (candidate, "finishReason", ""),
                              error);
}

/* Thoughts are paid for like words. */
static void
read_usage (BhdModelDraft *draft, JsonObject *usage)
{
  gint64 said = bh_json_get_int (usage, "candidatesTokenCount", 0);
  gint64 thought = bh_json_get_int (usage, "thoughtsTokenCount", 0);

  draft->tokens_in = MAX (0, bh_json_get_int (usage, "promptTokenCount", draft->tokens_in));
  draft->tokens_out = CLAMP (said, 0, G_MAXINT32) + CLAMP (thought, 0, G_MAXINT32);
}

gboolean
bhd_gemini_read_event (BhdModelDraft *draft, JsonObject *event, GError **error)
{
  JsonArray *candidates = bh_json_get_array (event, "candidates");
  JsonObject *usage = bh_json_get_object (event, "usageMetadata");
  JsonObject *feedback = bh_json_get_object (event, "promptFeedback");
  JsonNode *first = NULL;

  if (bhd_model_failure_in_stream (event, error))
    return FALSE;
  if (usage != NULL)
    read_usage (draft, usage);
  if (feedback != NULL && bh_json_get_string (feedback, "blockReason", NULL) != NULL)
    bhd_model_draft_finish (draft, BHD_MODEL_REFUSED);
  if (candidates != NULL && json_array_get_length (candidates) > 0)
    first = json_array_get_element (candidates, 0);
  return first == NULL || !JSON_NODE_HOLDS_OBJECT (first) ||
         read_candidate (draft, json_node_get_object (first), error);
}
