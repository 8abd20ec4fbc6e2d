/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-read-marks.h"
#include "server/desk/widget/bhd-visits.h"
#include "server/http/routes/attachments/bhd-saying-fields.h"
#include "server/http/routes/bhd-page.h"
#include "server/http/routes/bhd-routes.h"

#define SNAPSHOT 200

static void
write_next (BhdReply *reply, GPtrArray *conversations, guint limit)
{
  const BhConversation *last =
      conversations->len == limit ? g_ptr_array_index (conversations, limit - 1) : NULL;

  bh_json_string (&reply->json, "next", last != NULL ? last->id : NULL);
}

static gboolean
get_conversations (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  guint limit = (guint) bhd_request_int (request, "limit", SNAPSHOT);
  g_autoptr (GPtrArray) conversations = bhd_conversations_snapshot (
      turn, bhd_request_caller (request), bhd_request_text (request, "after"), limit, error);

  if (conversations == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "conversations");
  for (guint i = 0; i < conversations->len; i++)
    bh_conversation_write_json (g_ptr_array_index (conversations, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  write_next (reply, conversations, limit);
  if (!bhd_page_write_head (turn, request, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_message (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean created = FALSE;
  BhdPosting posting = {
    .id = bhd_request_text (request, "id"),
    .kind = BH_MESSAGE_TEXT,
    .body = bhd_saying_body (request, error),
    .attachments = bhd_request_list (request, "attachments"),
    .mentions = bhd_request_list (request, "mentions"),
    .has_seen = bhd_request_has (request, "seen_seq"),
    .seen_seq = bhd_request_int (request, "seen_seq", 0),
  };
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (BhMessage) message = NULL;

  if (bhd_request_has (request, "kind"))
    bh_message_kind_from_string (bhd_request_text (request, "kind"), &posting.kind);
  if (posting.body != NULL)
    message = bhd_messages_post_seen (turn, bhd_request_caller (request),
                                      bhd_request_param (request, "id"), &posting, &conversation,
                                      &created, error);
  if (message == NULL)
    return FALSE;

  reply->status = created ? 201 : 200;
  bh_json_begin_object (&reply->json, NULL);
  bh_message_write_json (message, &reply->json, "message");
  bh_conversation_write_json (conversation, &reply->json, "conversation");
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* Reading and each of the steps below are the same but for the function of the desk. */
typedef BhConversation *(*Step) (BhdTurn *turn,
                                 const BhdCaller *caller,
                                 const char *id,
                                 GError **error);

static gboolean
take_step (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, Step step, GError **error)
{
  g_autoptr (BhConversation) conversation =
      step (turn, bhd_request_caller (request), bhd_request_param (request, "id"), error);

  return bhd_page_answer_conversation (turn, request, conversation, reply, error);
}

static gboolean
get_conversation (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  g_autoptr (BhConversation) conversation =
      bhd_conversations_find (turn, caller, bhd_request_param (request, "id"), error);

  if (conversation == NULL)
    return FALSE;
  conversation->contact_pages = /* nobody else has it yet */
      bhd_visits_list (turn, caller->organization_id, conversation->contact_id, error);
  return conversation->contact_pages != NULL &&
         bhd_page_answer_conversation (turn, request, conversation, reply, error);
}

static gboolean
claim (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return take_step (turn, request, reply, bhd_conversations_claim, error);
}

static gboolean
release (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return take_step (turn, request, reply, bhd_conversations_release, error);
}

static gboolean
resolve (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return take_step (turn, request, reply, bhd_conversations_resolve, error);
}

static gboolean
reopen (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return take_step (turn, request, reply, bhd_conversations_reopen, error);
}

static gboolean
give_back (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return take_step (turn, request, reply, bhd_conversations_return, error);
}

static gboolean
mark_read (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhConversation) conversation =
      bhd_read_marks_move (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                           bhd_request_int (request, "seq", 0), error);

  return bhd_page_answer_conversation (turn, request, conversation, reply, error);
}

static const BhdField snapshot_fields[] = {
  { "after", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, SNAPSHOT },
  { NULL },
};

static const BhdField page_fields[] = { BHD_PAGE_FIELDS, { NULL } };

static const BhdField message_fields[] = {
  BHD_SAYING_FIELDS,
  { "kind", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "text|note" },
  { "mentions", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, BHD_MENTIONS_MAX },
  { "seen_seq", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, G_MAXINT64 },
  { NULL },
};

static const BhdField read_fields[] = {
  { "seq", BHD_FIELD_INT, BHD_IN_BODY, TRUE, 0, G_MAXINT64 },
  { NULL },
};

static const BhdField typing_fields[] = {
  { "on", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { NULL },
};

#define CONVERSATION "/v1/desk/conversations/:id"
#define OPERATOR .who = BHD_OPERATOR

const BhdRoute bhd_inbox_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/conversations",
    OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = snapshot_fields,
    .read = get_conversations,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("conversations", conversation), BHD_NEXT, BHD_SEQ)),
    .summary = "A page of the snapshot of all conversations" },
  { .method = "GET",
    .path = CONVERSATION,
    OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_conversation,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "One conversation" },
  { .method = "GET",
    .path = CONVERSATION "/messages",
    OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = page_fields,
    .read = bhd_page_get_messages,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation),
                                BHD_MANY ("messages", message),
                                { "more", BHD_IS_BOOL },
                                BHD_SEQ)),
    .summary = "A page of the transcript" },
  { .method = "POST",
    .path = CONVERSATION "/messages",
    OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = message_fields,
    .write = post_message,
    .gives = BHD_GIVES (
        BHD_OK_OR_CREATED (BHD_ONE ("message", message), BHD_ONE ("conversation", conversation))),
    .summary = "Answer the visitor, or leave a note for colleagues" },
  { .method = "POST",
    .path = CONVERSATION "/claim",
    OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = claim,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Take the conversation" },
  { .method = "POST",
    .path = CONVERSATION "/release",
    OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = release,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Give the conversation back" },
  { .method = "POST",
    .path = CONVERSATION "/resolve",
    OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = resolve,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Close the conversation" },
  { .method = "POST",
    .path = CONVERSATION "/reopen",
    OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = reopen,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Open a closed conversation again" },
  { .method = "POST",
    .path = CONVERSATION "/return",
    OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = give_back,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Hand the conversation back to the AI" },
  { .method = "POST",
    .path = CONVERSATION "/read",
    OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = read_fields,
    .write = mark_read,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Mark as read up to a message" },
  { .method = "POST",
    .path = CONVERSATION "/typing",
    OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = typing_fields,
    .read = bhd_page_post_typing,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Tell the visitor that somebody is typing" },
  { NULL },
};
