/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-csat.h"
#include "server/desk/bhd-read-marks.h"
#include "server/http/routes/bhd-page.h"
#include "server/http/routes/bhd-routes.h"

#define COMMENT_MAX 1000

static gboolean
post_read (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhConversation) conversation =
      bhd_read_marks_move (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                           bhd_request_int (request, "seq", 0), error);

  return conversation != NULL;
}

static gboolean
post_csat (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *comment = bhd_request_text (request, "comment");
  gboolean created = FALSE;
  g_autoptr (BhConversation) conversation = bhd_csat_give (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"),
      bhd_request_int (request, "score", 0), comment != NULL ? comment : "", &created, error);

  reply->status = created ? 201 : 200;
  return bhd_page_answer_conversation (turn, request, conversation, reply, error);
}

static const BhdField read_fields[] = {
  { "seq", BHD_FIELD_INT, BHD_IN_BODY, TRUE, 0, G_MAXINT64 },
  { NULL },
};

static const BhdField csat_fields[] = {
  { "score", BHD_FIELD_INT, BHD_IN_BODY, TRUE, 1, 5 },
  { "comment", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, COMMENT_MAX },
  { NULL },
};

/* What a visitor tells besides words: what was read, and how it was. */
const BhdRoute bhd_feedback_routes[] = {
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/read",
    .while_blocked = TRUE,
    .who = BHD_VISITOR,
    .rate = BHD_RATE_READ,
    .fields = read_fields,
    .write = post_read,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Tell how far the visitor has read" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/csat",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = csat_fields,
    .write = post_csat,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("conversation", visitor_conversation))),
    .summary = "Rate a closed conversation" },
  { NULL },
};
