/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "server/agent/models/wires/bhd-model-wire-rows.h"

/* POST /chat/completions, GET /models and POST /embeddings, as OpenAI published them and xAI,
 * Ollama, llama.cpp, vLLM and others followed. */

/* What some of those servers refuse. */
enum
{
  OTHER_LIMIT = 1 << 0, /* the other of the two names of the token limit */
  NO_USAGE = 1 << 1,    /* does not count along in a stream */
};

char *
bhd_openai_ask_path (const BhdModelAccount *account)
{
  return g_strdup ("/chat/completions");
}

guint
bhd_openai_quirk (const char *refusal)
{
  if (strstr (refusal, "stream_options") != NULL || strstr (refusal, "include_usage") != NULL)
    return NO_USAGE;
  if (strstr (refusal, "max_tokens") != NULL || strstr (refusal, "max_completion_tokens") != NULL)
    return OTHER_LIMIT;
  return 0;
}

/* OpenAI's reasoning models and xAI's know the new name alone, many others the old one alone, and
 * those pass over what they do not know. */
static const char *
limit_name (const BhdModelAccount *account, guint quirks)
{
  const char *base = account->base_url != NULL ? account->base_url : "";
  gboolean is_new =
      *base == '\0' || strstr (base, "api.openai.com") != NULL || strstr (base, "api.x.ai") != NULL;

  if ((quirks & OTHER_LIMIT) != 0)
    is_new = !is_new;
  return is_new ? "max_completion_tokens" : "max_tokens";
}

static void
write_call (BhJsonWriter *json, const BhdModelCall *call)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "id", call->id);
  bh_json_string (json, "type", "function");
  bh_json_begin_object (json, "function");
  bh_json_string (json, "name", call->name);
  bh_json_string (json, "arguments", bhd_model_call_get_object (call));
  bh_json_end_object (json);
  bh_json_end_object (json);
}

static void
write_assistant (BhJsonWriter *json, const BhdModelMessage *message)
{
  gboolean calls = message->calls != NULL && message->calls->len > 0;
  gboolean silent = message->text == NULL || *message->text == '\0';

  bh_json_string (json, "role", "assistant");
  bh_json_string (json, "content", silent ? (calls ? NULL : "") : message->text);
  if (!calls)
    return;
  bh_json_begin_array (json, "tool_calls");
  for (guint i = 0; i < message->calls->len; i++)
    write_call (json, message->calls->pdata[i]);
  bh_json_end_array (json);
}

/* A picture travels in an address of its own kind. */
static void
write_picture (BhJsonWriter *json, const BhdModelMessage *message)
{
  g_autofree char *data = bhd_model_message_encode_picture (message);
  g_autofree char *url = g_strconcat ("data:", message->picture_type, ";base64,", data, NULL);

  bh_json_begin_array (json, "content");
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "image_url");
  bh_json_begin_object (json, "image_url");
  bh_json_string (json, "url", url);
  bh_json_end_object (json);
  bh_json_end_object (json);
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "text");
  bh_json_string (json, "text", message->text != NULL ? message->text : "");
  bh_json_end_object (json);
  bh_json_end_array (json);
}

static void
write_message (BhJsonWriter *json, const BhdModelMessage *message)
{
  bh_json_begin_object (json, NULL);
  if (message->role == BHD_MODEL_ASSISTANT)
    write_assistant (json, message);
  else
    {
      gboolean is_tool = message->role == BHD_MODEL_TOOL;

      bh_json_string (json, "role", is_tool ? "tool" : "user");
      if (is_tool)
        bh_json_string (json, "tool_call_id", message->call_id != NULL ? message->call_id : "");
      if (message->picture != NULL)
        write_picture (json, message);
      else
        bh_json_string (json, "content", message->text != NULL ? message->text : "");
    }
  bh_json_end_object (json);
}

static void
write_messages (BhJsonWriter *json, const BhdModelRequest *request)
{
  bh_json_begin_array (json, "messages");
  if (request->system != NULL && *request->system != '\0')
    {
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "role", "system");
      bh_json_string (json, "content", request->system);
      bh_json_end_object (json);
    }
  for (guint i = 0; i < request->messages->len; i++)
    write_message (json, request->messages->pdata[i]);
  bh_json_end_array (json);
}

static void
write_tools (BhJsonWriter *json, const BhdModelTool *tools)
{
  if (tools == NULL || tools->name == NULL)
    return;
  bh_json_begin_array (json, "tools");
  for (const BhdModelTool *tool = tools; tool->name != NULL; tool++)
    {
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "type", "function");
      bh_json_begin_object (json, "function");
      bh_json_string (json, "name", tool->name);
      bh_json_string (json, "description", tool->description != NULL ? tool->description : "");
      bh_json_raw (json, "parameters", tool->schema);
      bh_json_end_object (json);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

void
bhd_openai_write_ask (BhJsonWriter *json, const BhdModelRequest *request, guint quirks)
{
  bh_json_string (json, "model", request->account->model);
  bh_json_bool (json, "stream", TRUE);
  if ((quirks & NO_USAGE) == 0)
    {
      bh_json_begin_object (json, "stream_options");
      bh_json_bool (json, "include_usage", TRUE);
      bh_json_end_object (json);
    }
  bh_json_int (json, limit_name (request->account, quirks), request->max_tokens);
  write_messages (json, request);
  write_tools (json, request->tools);
}

char *
bhd_openai_list_path (const char *after)
{
  return g_strdup ("/models");
}

void
bhd_openai_read_list (JsonObject *page, GPtrArray *names, char **after)
{
  JsonArray *models = bh_json_get_array (page, "data");
  guint n = models != NULL ? json_array_get_length (models) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *model = json_array_get_element (models, i);
      const char *id = JSON_NODE_HOLDS_OBJECT (model)
                           ? bh_json_get_string (json_node_get_object (model), "id", NULL)
                           : NULL;

      if (id != NULL)
        g_ptr_array_add (names, g_strdup (id));
    }
}

char *
bhd_openai_embed_path (const BhdModelAccount *account)
{
  return g_strdup ("/embeddings");
}

void
bhd_openai_write_embed (BhJsonWriter *json,
                        const BhdModelAccount *account,
                        const char *const *texts,
                        guint n,
                        gboolean is_question)
{
  bh_json_string (json, "model", account->model);
  bh_json_string (json, "encoding_format", "float");
  bh_json_begin_array (json, "input");
  for (guint i = 0; i < n; i++)
    bh_json_string (json, NULL, texts[i]);
  bh_json_end_array (json);
}

/* Each says which text it belongs to; a server that does not keeps the order. */
JsonArray *
bhd_openai_read_vector (JsonObject *answer, guint i)
{
  JsonArray *rows = bh_json_get_array (answer, "data");
  guint n = rows != NULL ? json_array_get_length (rows) : 0;

  for (guint k = 0; k < n; k++)
    {
      JsonNode *row = json_array_get_element (rows, k);

      if (JSON_NODE_HOLDS_OBJECT (row) &&
          bh_json_get_int (json_node_get_object (row), "index", k) == i)
        return bh_json_get_array (json_node_get_object (row), "embedding");
    }
  return NULL;
}
