/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "common/bh-message.h"
#include "server/desk/bhd-organizations.h"
#include "server/http/headless/bhd-dialogue.h"
#include "server/http/headless/tongues/bhd-tongues.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

#define SESSION_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"

static gboolean
refuse (const char *field, const char *why, GError **error)
{
  return bh_error_refuse (error, BH_ERROR_INVALID, field, "could not take “%s”: %s", field, why);
}

static gboolean
chat (BhdTurn *turn, const BhdRequest *request, BhdTalk *talk, GError **error)
{
  const BhdApiWords words = { bhd_request_text (request, "sessionId"),
                              bhd_request_text (request, "message"),
                              bhd_request_text (request, "messageId") };

  if (words.session_id[strspn (words.session_id, SESSION_CHARACTERS)] != '\0')
    return refuse ("sessionId", "it may have letters, digits and . _ : -", error);
  return bhd_api_chat_post (turn, bhd_request_caller (request), &words, &talk->place, error);
}

static gboolean
post_chat (BhdTurn *turn, const BhdRequest *request, BhdTalk *talk, GError **error)
{
  talk->tongue = &bhd_tongue_json;
  return chat (turn, request, talk, error);
}

static gboolean
post_stream (BhdTurn *turn, const BhdRequest *request, BhdTalk *talk, GError **error)
{
  talk->tongue = &bhd_tongue_lines;
  return chat (turn, request, talk, error);
}

static BhdDialogue *
read_dialogue (const BhdRequest *request, GError **error)
{
  const char *messages = bhd_request_text (request, "messages");

  return bhd_dialogue_read (messages, strlen (messages), error);
}

/* The client's words in the session of this name. */
static gboolean
say (BhdTurn *turn,
     const BhdRequest *request,
     const char *session_id,
     const BhdDialogue *dialogue,
     BhdTalk *talk,
     GError **error)
{
  const BhdApiWords words = { session_id, dialogue->question, dialogue->question_id };

  return bhd_api_chat_post (turn, bhd_request_caller (request), &words, &talk->place, error);
}

/* A question that nobody will remember: whoever waits for the answer is a contact that is nowhere
 * stored. */
static void
ask_alone (const BhdRequest *request, BhdDialogue *dialogue, BhdTalk *talk)
{
  talk->place.organization_id = g_strdup (bhd_request_caller (request)->organization_id);
  talk->place.contact_id = bh_id_new ();
  talk->question = g_steal_pointer (&dialogue->question);
  talk->history = g_ptr_array_ref (dialogue->history);
}

/* Returns: FALSE with @error set where the options are no JSON that we understand. */
static gboolean
read_options (const BhdRequest *request, BhdTalk *talk, GError **error)
{
  const char *options = bhd_request_text (request, "stream_options");
  g_autoptr (JsonNode) root = NULL;

  if (options == NULL)
    return TRUE;
  root = bh_json_parse_object (options, strlen (options), strlen (options), error);
  if (root != NULL)
    talk->with_usage = bh_json_get_bool (json_node_get_object (root), "include_usage", FALSE);
  return root != NULL;
}

static gboolean
post_completion (BhdTurn *turn, const BhdRequest *request, BhdTalk *talk, GError **error)
{
  const char *user = bhd_request_text (request, "user");
  g_autoptr (BhdDialogue) dialogue = read_dialogue (request, error);

  if (dialogue == NULL || !read_options (request, talk, error))
    return FALSE;
  talk->tongue =
      bhd_request_bool (request, "stream", FALSE) ? &bhd_tongue_chunks : &bhd_tongue_completion;
  if (user != NULL)
    return say (turn, request, user, dialogue, talk, error);
  ask_alone (request, dialogue, talk);
  return TRUE;
}

static gboolean
post_ui (BhdTurn *turn, const BhdRequest *request, BhdTalk *talk, GError **error)
{
  g_autoptr (BhdDialogue) dialogue = read_dialogue (request, error);

  talk->tongue = &bhd_tongue_ui;
  return dialogue != NULL &&
         say (turn, request, bhd_request_text (request, "id"), dialogue, talk, error);
}

static gboolean
get_models (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, bhd_request_caller (request)->organization_id, error);

  if (organization == NULL)
    return FALSE;
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "object", "list");
  bh_json_begin_array (&reply->json, "data");
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "id", BHD_TONGUE_MODEL);
  bh_json_string (&reply->json, "object", "model");
  bh_json_int (&reply->json, "created", 0);
  bh_json_string (&reply->json, "owned_by", organization->slug);
  bh_json_end_object (&reply->json);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField chat_fields[] = {
  { "sessionId", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BHD_API_SESSION_MAX },
  { "message", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BH_MESSAGE_MAX },
  { "messageId", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 1, BHD_API_MESSAGE_ID_MAX },
  { NULL },
};

static const BhdField completion_fields[] = {
  { "model", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, 200 },
  { "messages", BHD_FIELD_ARRAY, BHD_IN_BODY, TRUE, 0, BHD_DIALOGUE_MAX_SIZE },
  { "stream", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { "stream_options", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 1024 },
  { "user", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, BHD_API_SESSION_MAX },
  { NULL },
};

static const BhdField ui_fields[] = {
  { "id", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, BHD_API_SESSION_MAX },
  { "messages", BHD_FIELD_ARRAY, BHD_IN_BODY, TRUE, 0, BHD_DIALOGUE_MAX_SIZE },
  { NULL },
};

#define CHATS                                                                                      \
  .method = "POST", .who = BHD_WIDGET_KEY, .rate = BHD_RATE_CHAT, .max_body = BHD_DIALOGUE_MAX_SIZE

const BhdRoute bhd_chat_routes[] = {
  { CHATS, .path = "/v1/chat", .fields = chat_fields, .talk = post_chat,
    .errors = &bhd_tongue_chat_errors, .gives = BHD_GIVES (BHD_RECORD (chat_answer)),
    .summary = "Say something, and have the answer" },
  { CHATS, .path = "/v1/chat/stream", .fields = chat_fields, .talk = post_stream,
    .errors = &bhd_tongue_chat_errors, .gives = BHD_GIVES (BHD_LINES (chat_event)),
    .summary = "Say something, and have the answer as it comes" },
  { CHATS, .path = "/chat", .fields = chat_fields, .talk = post_stream,
    .errors = &bhd_tongue_chat_errors, .gives = BHD_GIVES (BHD_LINES (chat_event)),
    .summary = "The same, under its older name" },
  { CHATS, .path = "/v1/chat/completions", .fields = completion_fields, .talk = post_completion,
    .errors = &bhd_tongue_openai_errors,
    .gives = BHD_GIVES (BHD_RECORD (completion), BHD_EVENTS (completion_chunk)),
    .summary = "Ask the organisation's AI in OpenAI's form" },
  { CHATS, .path = "/v1/chat/ui", .fields = ui_fields, .talk = post_ui,
    .errors = &bhd_tongue_chat_errors, .gives = BHD_GIVES (BHD_EVENTS (ui_event)),
    .summary = "Say something in the AI SDK's form, and have the answer as it comes" },
  { .method = "GET",
    .path = "/v1/models",
    .who = BHD_WIDGET_KEY,
    .rate = BHD_RATE_READ,
    .read = get_models,
    .errors = &bhd_tongue_openai_errors,
    .gives = BHD_GIVES (BHD_RECORD (models)),
    .summary = "The one model there is, in OpenAI's form" },
  { NULL },
};
