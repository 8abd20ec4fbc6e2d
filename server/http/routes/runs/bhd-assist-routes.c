/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "common/bh-message.h"
#include "server/http/bhd-fields.h"
#include "server/http/routes/ai/bhd-ai-setting-fields.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

#define HISTORY_MAX 65536 /* bytes */
#define HISTORY_LINES 30
#define SETTINGS_MAX 32768 /* bytes */

static const BhdField provider_fields[] = {
  { "provider_id", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 36 },
  { NULL },
};

/* The draft settings of a playground, as the fields of the settings' own route. */
typedef struct
{
  BhdValue *values;
  BhdValue *provider;
  BhdAiSettingValues storage;
  BhdAiSettingsChange change;
} Settings;

static void
settings_clear (Settings *self)
{
  if (self->values != NULL)
    bhd_fields_free (self->values, bhd_fields_count (bhd_ai_setting_fields));
  if (self->provider != NULL)
    bhd_fields_free (self->provider, bhd_fields_count (provider_fields));
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settings, settings_clear)

static gboolean
read_settings (const BhdRequest *request, Settings *settings, GError **error)
{
  const char *json = bhd_request_text (request, "settings");

  if (json == NULL)
    json = "{}";
  settings->values = bhd_fields_read (bhd_ai_setting_fields, json, strlen (json), NULL, error);
  if (settings->values != NULL)
    settings->provider = bhd_fields_read (provider_fields, json, strlen (json), NULL, error);
  if (settings->provider == NULL)
    return FALSE;
  bhd_ai_setting_fields_to_change (settings->values, &settings->storage, &settings->change);
  return TRUE;
}

static BhMessage *
read_line (JsonObject *line, guint number)
{
  BhMessage fields = { 0 };

  if (!bh_author_from_string (bh_json_get_string (line, "author", ""), &fields.author) ||
      (fields.author != BH_AUTHOR_VISITOR && fields.author != BH_AUTHOR_AI))
    return NULL;
  fields.id = bh_id_new ();
  fields.conversation_id = g_strdup ("");
  fields.seq = number;
  fields.author_name = g_strdup ("");
  fields.body = g_strdup (bh_json_get_string (line, "body", ""));
  return bh_message_new_take (&fields);
}

/* Returns: (transfer full): of BhMessage; NULL with @error set. */
static GPtrArray *
read_history (const BhdRequest *request, GError **error)
{
  const char *json = bhd_request_text (request, "history");
  g_autofree char *text = g_strdup_printf ("{\"list\":%s}", json != NULL ? json : "[]");
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), 2 * HISTORY_MAX, error);
  JsonArray *array = node != NULL ? bh_json_get_array (json_node_get_object (node), "list") : NULL;
  g_autoptr (GPtrArray) history =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);

  if (node == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      BhMessage *line = JSON_NODE_HOLDS_OBJECT (item) && i < HISTORY_LINES
                            ? read_line (json_node_get_object (item), i + 1)
                            : NULL;

      if (line == NULL)
        {
          g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                       "“history” takes at most %d lines of a visitor or the ai", HISTORY_LINES);
          bh_error_set_detail (error != NULL ? *error : NULL, "field", "\"history\"");
          return NULL;
        }
      g_ptr_array_add (history, line);
    }
  return g_steal_pointer (&history);
}

static gboolean
has_assistant (const BhdRequest *request, GError **error)
{
  if (bhd_request_assistant (request) != NULL)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "there is no AI here");
  return FALSE;
}

static gboolean
answer_rehearsal (BhdReply *reply, const BhdRehearsed *rehearsed)
{
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "text", rehearsed->text);
  bh_json_raw (&reply->json, "sources", rehearsed->sources != NULL ? rehearsed->sources : "[]");
  bh_json_raw (&reply->json, "extra", rehearsed->extra);
  bh_json_raw (&reply->json, "run", rehearsed->run);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_playground (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdAssistant *assistant = bhd_request_assistant (request);
  g_autoptr (GPtrArray) history = read_history (request, error);
  g_auto (Settings) settings = { NULL };
  g_auto (BhdRehearsed) rehearsed = { NULL };
  BhdRehearsal rehearsal = { bhd_request_caller (request)->organization_id,
                             bhd_request_text (request, "question"), history, &settings.change };

  if (history == NULL || !has_assistant (request, error) ||
      !read_settings (request, &settings, error))
    return FALSE;
  rehearsal.provider_id = settings.provider[0].text;
  return assistant->rehearse (&rehearsal, &rehearsed, assistant->data, error) &&
         answer_rehearsal (reply, &rehearsed);
}

static gboolean
post_assist (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdAssistant *assistant = bhd_request_assistant (request);
  const BhdWish wish = { bhd_request_text (request, "op"), bhd_request_text (request, "text"),
                         bhd_request_text (request, "tone"),
                         bhd_request_text (request, "language") };
  g_autofree char *text = NULL;
  g_autofree char *sources = NULL;

  if (!has_assistant (request, error))
    return FALSE;
  text = assistant->assist (bhd_request_caller (request), bhd_request_param (request, "id"), &wish,
                            &sources, assistant->data, error);
  if (text == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "text", text);
  bh_json_raw (&reply->json, "sources", sources != NULL ? sources : "[]");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField playground_fields[] = {
  { "question", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BH_MESSAGE_MAX },
  { "history", BHD_FIELD_ARRAY, BHD_IN_BODY, FALSE, 0, HISTORY_MAX },
  { "settings", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, SETTINGS_MAX },
  { NULL },
};

static const BhdField assist_fields[] = {
  { "op", BHD_FIELD_CHOICE, BHD_IN_BODY, TRUE, .choices = "improve|suggest|summarise|translate" },
  { "text", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, BH_MESSAGE_MAX },
  { "tone", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 200 },
  { "language", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 40 },
  { NULL },
};

const BhdRoute bhd_assist_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/playground",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = playground_fields,
    .max_body = 128 * 1024,
    .slow = TRUE,
    .work = post_playground,
    .gives = BHD_GIVES (BHD_OK ({ "text", BHD_IS_TEXT, BHD_OR_NULL },
                                BHD_MANY ("sources", source),
                                { "extra", BHD_IS_MAP, BHD_OR_NULL },
                                BHD_ONE_OR_NULL ("run", rehearsal))),
    .summary = "Try a question against other settings, unseen by visitors" },
  { .method = "POST",
    .path = "/v1/desk/conversations/:id/assist",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = assist_fields,
    .slow = TRUE,
    .work = post_assist,
    .gives = BHD_GIVES (BHD_OK ({ "text", BHD_IS_TEXT }, BHD_MANY ("sources", source))),
    .summary = "Have the AI improve, suggest, summarise or translate" },
  { NULL },
};
