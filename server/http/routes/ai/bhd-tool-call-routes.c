/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-tool-calls.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-page.h"
#include "server/http/routes/bhd-routes.h"

static gboolean
get_calls (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  guint limit = (guint) bhd_request_int (request, "limit", BHD_AI_PAGE);
  g_autoptr (GPtrArray) rows = bhd_tool_calls_page (
      turn, bhd_ai_organization (request), bhd_request_text (request, "conversation_id"),
      bhd_request_text (request, "after"), limit + 1, error);
  const BhdToolCallRow *last = NULL;

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "calls");
  for (guint i = 0; i < MIN (rows->len, limit); i++)
    bhd_ai_write_call (&reply->json, NULL, last = rows->pdata[i]);
  bh_json_end_array (&reply->json);
  bh_json_string (&reply->json, "next", rows->len > limit ? last->id : NULL);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_action (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhMessage) message = bhd_tool_calls_confirm (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"),
      bhd_request_param (request, "call_id"), bhd_request_text (request, "token"),
      bhd_request_bool (request, "confirm", FALSE), error);

  return bhd_page_answer_message (message, FALSE, reply);
}

static const BhdField call_fields[] = {
  { "conversation_id", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  BHD_AI_PAGE_FIELDS,
  { NULL },
};

static const BhdField action_fields[] = {
  { "token", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, 128 },
  { "confirm", BHD_FIELD_BOOL, BHD_IN_BODY, TRUE },
  { NULL },
};

const BhdRoute bhd_tool_call_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/tool-calls",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = call_fields,
    .read = get_calls,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("calls", tool_call), BHD_NEXT)),
    .summary = "What tools were asked, and what they answered" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/actions/:call_id",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = action_fields,
    .write = post_action,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("message", message))),
    .summary = "Say yes or no to what the AI would do" },
  { NULL },
};
