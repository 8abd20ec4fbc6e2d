/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-choosing.h"
#include "server/desk/runs/bhd-run-views.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-page.h"
#include "server/http/routes/bhd-routes.h"

static gboolean
post_choice (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean created = FALSE;
  g_autoptr (BhMessage) message = bhd_choosing_choose (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"),
      bhd_request_text (request, "id"), bhd_request_text (request, "message_id"),
      bhd_request_text (request, "document_id"), &created, error);

  return bhd_page_answer_message (message, created, reply);
}

typedef struct
{
  const BhdRequest *request;
  BhdJudgement judgement;
} Rating;

static gpointer
rating_job (BhdTurn *turn, gpointer data, GError **error)
{
  Rating *rating = data;
  const BhdRequest *request = rating->request;

  bhd_run_views_rate (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                      bhd_request_param (request, "message_id"),
                      bhd_request_bool (request, "helpful", FALSE), &rating->judgement, error);
  return NULL;
}

/* The index learns from it once it is stored. */
static gboolean
post_rating (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdAssistant *assistant = bhd_request_assistant (request);
  Rating rating = { request };

  if (!bhd_ai_call (store, BHD_JOB_WRITE, rating_job, &rating, error))
    return FALSE;
  if (assistant != NULL && rating.judgement.score > 0)
    assistant->judge (bhd_request_caller (request)->organization_id, rating.judgement.score,
                      rating.judgement.right, assistant->data);
  return TRUE;
}

static const BhdField choice_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "message_id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "document_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { NULL },
};

static const BhdField rating_fields[] = {
  { "helpful", BHD_FIELD_BOOL, BHD_IN_BODY, TRUE },
  { NULL },
};

const BhdRoute bhd_choice_routes[] = {
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/choose",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = choice_fields,
    .write = post_choice,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("message", message))),
    .summary = "Say which article was meant" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/messages/:message_id/rating",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = rating_fields,
    .work = post_rating,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Say whether an answer helped" },
  { NULL },
};
