/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/flow/bhd-line.h"
#include "server/http/routes/attachments/bhd-saying-fields.h"
#include "server/http/routes/bhd-cursor.h"
#include "server/http/routes/bhd-page.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

#define LIST 20

static void
write_next (BhdReply *reply, GPtrArray *conversations, guint limit)
{
  const BhConversation *last =
      conversations->len == limit ? g_ptr_array_index (conversations, limit - 1) : NULL;

  bhd_cursor_write_next (&reply->json, last != NULL ? last->updated_us : 0,
                         last != NULL ? last->id : NULL);
}

static gboolean
get_conversations (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *visitor = bhd_request_caller (request);
  guint limit = (guint) bhd_request_int (request, "limit", LIST);
  g_autoptr (GPtrArray) conversations = NULL;
  g_autoptr (BhOrganization) organization = NULL;
  BhdCursor before;

  if (!bhd_cursor_read (request, "before", &before, error))
    return FALSE;

  organization = bhd_organizations_find (turn, visitor->organization_id, error);
  if (organization != NULL)
    conversations = bhd_conversations_list_own (turn, visitor, before.us, before.id, limit, error);
  if (conversations == NULL ||
      !bhd_line_place_all (turn, visitor->organization_id, conversations, error))
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "conversations");
  for (guint i = 0; i < conversations->len; i++)
    bh_conversation_write_visitor_json (g_ptr_array_index (conversations, i), organization->ai_name,
                                        &reply->json, NULL);
  bh_json_end_array (&reply->json);
  write_next (reply, conversations, limit);
  if (!bhd_page_write_head (turn, request, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_conversation (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *visitor = bhd_request_caller (request);
  gboolean created = FALSE, more;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_open_with (turn, visitor, bhd_request_text (request, "id"),
                                   bhd_request_text (request, "greeting"), &created, error);
  g_autoptr (GPtrArray) messages = NULL;

  if (conversation != NULL)
    messages = bhd_messages_page (turn, visitor, conversation->id, 0, 0, 1, &more, error);
  if (messages == NULL)
    return FALSE;

  reply->status = created ? 201 : 200;
  bh_json_begin_object (&reply->json, NULL);
  if (!bhd_page_write_conversation (turn, request, conversation, reply, error))
    return FALSE;
  bhd_page_write_messages (reply, messages);
  if (!bhd_page_write_head (turn, request, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_message (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean created = FALSE;
  const char *body = bhd_saying_body (request, error);
  g_autoptr (BhMessage) message = NULL;

  if (body != NULL)
    message = bhd_messages_post_files (
        turn, bhd_request_caller (request), bhd_request_param (request, "id"),
        bhd_request_text (request, "id"), BH_MESSAGE_TEXT, body,
        bhd_request_list (request, "attachments"), NULL, &created, error);
  return bhd_page_answer_message (message, created, reply);
}

static gboolean
post_person (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhConversation) conversation = bhd_conversations_want_person (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"), error);

  return bhd_page_answer_conversation (turn, request, conversation, reply, error);
}

static gboolean
post_call (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdCallbackFunc call = bhd_request_callback (request);
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (BhMessage) message = NULL;
  gboolean created = FALSE;

  if (call == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN, "nobody calls back here: write instead");
  else
    message = call (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                    bhd_request_text (request, "id"), bhd_request_text (request, "phone"),
                    &conversation, &created, error);
  if (message == NULL)
    return FALSE;

  reply->status = created ? 201 : 200;
  bh_json_begin_object (&reply->json, NULL);
  bh_message_write_json (message, &reply->json, "message");
  if (!bhd_page_write_conversation (turn, request, conversation, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField list_fields[] = {
  { "before", BHD_FIELD_TEXT, BHD_IN_QUERY, FALSE, 1, 64 },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 100 },
  { NULL },
};

static const BhdField conversation_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "greeting", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 64 },
  { NULL },
};

static const BhdField page_fields[] = { BHD_PAGE_FIELDS, { NULL } };

static const BhdField message_fields[] = { BHD_SAYING_FIELDS, { NULL } };

static const BhdField call_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "phone", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, 64 },
  { NULL },
};

static const BhdField typing_fields[] = {
  { "on", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { NULL },
};

static const BhdField feed_fields[] = {
  { "after", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 0, G_MAXINT64 },
  { "wait", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 0, 25 },
  { NULL },
};

const BhdRoute bhd_widget_routes[] = {
  { .method = "GET",
    .path = "/v1/widget/conversations",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_conversations,
    .gives =
        BHD_GIVES (BHD_OK (BHD_MANY ("conversations", visitor_conversation), BHD_NEXT, BHD_SEQ)),
    .summary = "The visitor's conversations, newest activity first" },
  { .method = "POST",
    .path = "/v1/widget/conversations",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = conversation_fields,
    .write = post_conversation,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("conversation", visitor_conversation),
                                           BHD_MANY ("messages", message),
                                           BHD_SEQ)),
    .summary = "Open a conversation" },
  { .method = "GET",
    .path = "/v1/widget/conversations/:id/messages",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_READ,
    .fields = page_fields,
    .read = bhd_page_get_messages,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", visitor_conversation),
                                BHD_MANY ("messages", message),
                                { "more", BHD_IS_BOOL },
                                BHD_SEQ)),
    .summary = "A page of the transcript" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/messages",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = message_fields,
    .write = post_message,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("message", message))),
    .summary = "Say something" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/person",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .write = post_person,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", visitor_conversation))),
    .summary = "Ask for a person" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/call",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = call_fields,
    .write = post_call,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("message", message),
                                           BHD_ONE ("conversation", visitor_conversation))),
    .summary = "Ask to be called back" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/typing",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_READ,
    .fields = typing_fields,
    .read = bhd_page_post_typing,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Tell that the visitor is typing" },
  { .method = "GET",
    .path = "/v1/widget/feed",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_FEED,
    .fields = feed_fields,
    .feed = TRUE,
    .gives = BHD_GIVES (
        BHD_SOCKET,
        BHD_OK (BHD_MANY ("frames", frame), { "seq", BHD_IS_INT, 0, "The next “after”" })),
    .summary = "What happens in the visitor's conversations" },
  { NULL },
};
