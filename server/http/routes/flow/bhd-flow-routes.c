/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-conversations.h"
#include "server/desk/flow/bhd-sorting.h"
#include "server/desk/flow/bhd-transfers.h"
#include "server/http/routes/bhd-page.h"
#include "server/http/routes/bhd-routes.h"

#define NOTE_MAX 4000

static gboolean
is_said (const BhdRequest *request, const char *field)
{
  return bhd_request_has (request, field) || bhd_request_is_null (request, field);
}

static gboolean
patch_conversation (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdSorting sorting = {
    .priority = bhd_request_text (request, "priority"),
    .labels = bhd_request_list (request, "labels"),
    .has_team = is_said (request, "team_id"),
    .team_id = bhd_request_text (request, "team_id"),
    .has_snooze = is_said (request, "snoozed_until_us"),
    .snoozed_until_us = bhd_request_int (request, "snoozed_until_us", 0),
  };
  g_autoptr (BhConversation) conversation = bhd_sorting_change (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"), &sorting, error);

  return bhd_page_answer_conversation (turn, request, conversation, reply, error);
}

static gboolean
post_transfer (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdTransfer transfer = {
    .operator_id = bhd_request_text (request, "operator_id"),
    .team_id = bhd_request_text (request, "team_id"),
    .note = bhd_request_text (request, "note"),
    .note_id = bhd_request_text (request, "note_id"),
  };
  g_autoptr (BhConversation) conversation = bhd_transfers_make (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"), &transfer, error);

  return bhd_page_answer_conversation (turn, request, conversation, reply, error);
}

/* Nothing is stored: the other consoles hear it. */
static gboolean
post_viewing (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  g_auto (BhJsonWriter) body = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_find (turn, caller, bhd_request_param (request, "id"), error);

  if (conversation == NULL)
    return FALSE;

  bh_json_begin_object (&body, NULL);
  bh_json_string (&body, "operator_id", caller->operator_id);
  bh_json_string (&body, "name", caller->name);
  bh_json_bool (&body, "on", bhd_request_bool (request, "on", TRUE));
  bh_json_end_object (&body);
  text = bh_json_writer_steal (&body);
  bhd_hub_say (bhd_request_hub (request), caller->organization_id, NULL, conversation->id,
               "viewing", text);
  return TRUE;
}

static const BhdField sorting_fields[] = {
  { "priority", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "low|normal|high|urgent" },
  { "labels", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, BHD_SORTING_LABELS },
  { "team_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { "snoozed_until_us", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 1, G_MAXINT64 },
  { NULL },
};

static const BhdField transfer_fields[] = {
  { "operator_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { "team_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { "note", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 1, NOTE_MAX },
  { "note_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { NULL },
};

static const BhdField viewing_fields[] = {
  { "on", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { NULL },
};

#define CONVERSATION "/v1/desk/conversations/:id"

const BhdRoute bhd_flow_routes[] = {
  { .method = "PATCH",
    .path = CONVERSATION,
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = sorting_fields,
    .write = patch_conversation,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Sort the conversation: priority, labels, team; or put it off" },
  { .method = "POST",
    .path = CONVERSATION "/transfer",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = transfer_fields,
    .write = post_transfer,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("conversation", conversation))),
    .summary = "Hand the conversation over to a colleague or a team" },
  { .method = "POST",
    .path = CONVERSATION "/viewing",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = viewing_fields,
    .read = post_viewing,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Tell colleagues that one is looking" },
  { NULL },
};
