/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/models/wires/bhd-gemini-schema.h"
#include "server/agent/models/wires/bhd-model-turns.h"

#include <string.h>

#include "server/agent/models/wires/bhd-model-wire-rows.h"

/* Gemini's generateContent, version v1beta: the one that knows tools. */

/* All models of the family can be cut to this, and lose little by it. */
#define DIMENSION 768

/* A call that another provider made, or whose thought Gemini no longer knows, is to be given back
 * with this in place of its signature. */
#define NO_SIGNATURE "skip_thought_signature_validator"

enum
{
  FORGET_THOUGHTS = 1 << 0,
};

/* Names may be written with or without their collection. */
static char *
make_path (const char *model, const char *action)
{
  const char *name = model != NULL ? model : "";
  g_autofree char *escaped = g_uri_escape_string (name, "/", FALSE);

  return g_strconcat ("/v1beta/", strchr (name, '/') != NULL ? "" : "models/", escaped, action,
                      NULL);
}

char *
bhd_gemini_ask_path (const BhdModelAccount *account)
{
  return make_path (account->model, ":streamGenerateContent?alt=sse");
}

guint
bhd_gemini_quirk (const char *refusal)
{
  g_autofree char *low = g_ascii_strdown (refusal, -1);

  return strstr (low, "thought_signature") != NULL || strstr (low, "thought signature") != NULL
             ? FORGET_THOUGHTS
             : 0;
}

static void
write_text (BhJsonWriter *json, const char *text)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "text", text);
  bh_json_end_object (json);
}

static void
write_picture (BhJsonWriter *json, const BhdModelMessage *message)
{
  g_autofree char *data = bhd_model_message_encode_picture (message);

  bh_json_begin_object (json, NULL);
  bh_json_begin_object (json, "inlineData");
  bh_json_string (json, "mimeType", message->picture_type);
  bh_json_string (json, "data", data);
  bh_json_end_object (json);
  bh_json_end_object (json);
}

/* Newer models give their calls ids and want them back. */
static void
write_id (BhJsonWriter *json, const char *id)
{
  if (id != NULL && *id != '\0' && !bhd_model_call_id_is_made (id))
    bh_json_string (json, "id", id);
}

static void
write_call (BhJsonWriter *json, const BhdModelCall *call, guint quirks)
{
  gboolean forget = (quirks & FORGET_THOUGHTS) != 0;

  bh_json_begin_object (json, NULL);
  bh_json_begin_object (json, "functionCall");
  write_id (json, call->id);
  bh_json_string (json, "name", call->name);
  bh_json_raw (json, "args", bhd_model_call_get_object (call));
  bh_json_end_object (json);
  if (forget || call->extra != NULL)
    bh_json_string (json, "thoughtSignature", forget ? NO_SIGNATURE : call->extra);
  bh_json_end_object (json);
}

/* A result has to be an object. */
static void
write_result (BhJsonWriter *json, const BhdModelMessage *message)
{
  const char *text = message->text != NULL ? message->text : "";

  bh_json_begin_object (json, NULL);
  bh_json_begin_object (json, "functionResponse");
  write_id (json, message->call_id);
  bh_json_string (json, "name", message->name != NULL ? message->name : "");
  if (bhd_model_text_is_object (text))
    bh_json_raw (json, "response", text);
  else
    {
      bh_json_begin_object (json, "response");
      bh_json_string (json, "result", text);
      bh_json_end_object (json);
    }
  bh_json_end_object (json);
  bh_json_end_object (json);
}

static const BhdModelTurns turns = {
  .turns = "contents",
  .parts = "parts",
  .user = "user",
  .assistant = "model",
  .write_text = write_text,
  .write_picture = write_picture,
  .write_call = write_call,
  .write_result = write_result,
};

static void
write_system (BhJsonWriter *json, const char *system)
{
  if (system == NULL || *system == '\0')
    return;
  bh_json_begin_object (json, "systemInstruction");
  bh_json_begin_array (json, "parts");
  write_text (json, system);
  bh_json_end_array (json);
  bh_json_end_object (json);
}

static void
write_tools (BhJsonWriter *json, const BhdModelTool *tools)
{
  if (tools == NULL || tools->name == NULL)
    return;
  bh_json_begin_array (json, "tools");
  bh_json_begin_object (json, NULL);
  bh_json_begin_array (json, "functionDeclarations");
  for (const BhdModelTool *tool = tools; tool->name != NULL; tool++)
    {
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "name", tool->name);
      bh_json_string (json, "description", tool->description != NULL ? tool->description : "");
      bhd_gemini_schema_write (json, "parameters", tool->schema);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
  bh_json_end_object (json);
  bh_json_end_array (json);
}

void
bhd_gemini_write_ask (BhJsonWriter *json, const BhdModelRequest *request, guint quirks)
{
  write_system (json, request->system);
  bhd_model_turns_write (&turns, json, request->messages, quirks);
  write_tools (json, request->tools);
  bh_json_begin_object (json, "generationConfig");
  bh_json_int (json, "maxOutputTokens", request->max_tokens);
  bh_json_end_object (json);
}

char *
bhd_gemini_list_path (const char *after)
{
  g_autofree char *escaped = after != NULL ? g_uri_escape_string (after, NULL, FALSE) : NULL;

  if (escaped == NULL)
    return g_strdup ("/v1beta/models?pageSize=1000");
  return g_strconcat ("/v1beta/models?pageSize=1000&pageToken=", escaped, NULL);
}

static gboolean
can_generate (JsonObject *model)
{
  JsonArray *methods = bh_json_get_array (model, "supportedGenerationMethods");
  guint n = methods != NULL ? json_array_get_length (methods) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *method = json_array_get_element (methods, i);

      if (json_node_get_value_type (method) == G_TYPE_STRING &&
          strcmp (json_node_get_string (method), "generateContent") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_model (JsonNode *node, GPtrArray *names)
{
  JsonObject *model = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = model != NULL ? bh_json_get_string (model, "name", "") : "";

  if (*name == '\0' || !can_generate (model))
    return;
  g_ptr_array_add (names, g_strdup (g_str_has_prefix (name, "models/") ? name + 7 : name));
}

void
bhd_gemini_read_list (JsonObject *page, GPtrArray *names, char **after)
{
  JsonArray *models = bh_json_get_array (page, "models");
  const char *next = bh_json_get_string (page, "nextPageToken", "");
  guint n = models != NULL ? json_array_get_length (models) : 0;

  for (guint i = 0; i < n; i++)
    read_model (json_array_get_element (models, i), names);
  if (*next != '\0')
    *after = g_strdup (next);
}

char *
bhd_gemini_embed_path (const BhdModelAccount *account)
{
  return make_path (account->model, ":batchEmbedContents");
}

void
bhd_gemini_write_embed (BhJsonWriter *json,
                        const BhdModelAccount *account,
                        const char *const *texts,
                        guint n,
                        gboolean is_question)
{
  gboolean is_full = strchr (account->model, '/') != NULL;
  g_autofree char *model = g_strconcat (is_full ? "" : "models/", account->model, NULL);

  bh_json_begin_array (json, "requests");
  for (guint i = 0; i < n; i++)
    {
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "model", model);
      bh_json_begin_object (json, "content");
      bh_json_begin_array (json, "parts");
      write_text (json, texts[i]);
      bh_json_end_array (json);
      bh_json_end_object (json);
      bh_json_string (json, "taskType", is_question ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT");
      bh_json_int (json, "outputDimensionality", DIMENSION);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

JsonArray *
bhd_gemini_read_vector (JsonObject *answer, guint i)
{
  JsonArray *rows = bh_json_get_array (answer, "embeddings");
  JsonNode *row =
      rows != NULL && i < json_array_get_length (rows) ? json_array_get_element (rows, i) : NULL;

  if (row == NULL || !JSON_NODE_HOLDS_OBJECT (row))
    return NULL;
  return bh_json_get_array (json_node_get_object (row), "values");
}
