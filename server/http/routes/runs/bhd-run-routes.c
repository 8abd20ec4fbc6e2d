/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-drafts.h"
#include "server/desk/runs/bhd-run-views.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"

#define RUNS 50 /* of a conversation that are shown */

static gboolean
get_runs (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) runs = bhd_run_views_list (turn, bhd_request_caller (request),
                                                   bhd_request_param (request, "id"), RUNS, error);

  if (runs == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "runs");
  for (guint i = 0; i < runs->len; i++)
    bh_run_write_json (g_ptr_array_index (runs, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
answer_run (BhdReply *reply, const BhRun *run)
{
  if (run == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_run_write_json (run, &reply->json, "run");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
get_run (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhRun) run = bhd_run_views_find (turn, bhd_request_caller (request),
                                              bhd_request_param (request, "id"), error);

  return answer_run (reply, run);
}

typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
  BhdJudgement judgement;
} Verdict;

static gpointer
verdict_job (BhdTurn *turn, gpointer data, GError **error)
{
  Verdict *verdict = data;
  const BhdRequest *request = verdict->request;
  g_autoptr (BhRun) run = bhd_run_views_judge (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"),
      (int) bhd_request_int (request, "verdict", 0), &verdict->judgement, error);

  answer_run (verdict->reply, run);
  return NULL;
}

/* The index learns from it once it is stored. */
static gboolean
post_verdict (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdAssistant *assistant = bhd_request_assistant (request);
  Verdict verdict = { request, reply };

  if (!bhd_ai_call (store, BHD_JOB_WRITE, verdict_job, &verdict, error))
    return FALSE;
  if (assistant != NULL && verdict.judgement.score > 0)
    assistant->judge (bhd_request_caller (request)->organization_id, verdict.judgement.score,
                      verdict.judgement.right, assistant->data);
  return TRUE;
}

static gboolean
get_draft (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhDraft) draft = NULL;

  if (!bhd_drafts_find (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                        &draft, error))
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  if (draft != NULL)
    bh_draft_write_json (draft, &reply->json, "draft");
  else
    bh_json_null (&reply->json, "draft");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
delete_draft (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_drafts_discard (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                             NULL, error);
}

static const BhdField verdict_fields[] = {
  { "verdict", BHD_FIELD_INT, BHD_IN_BODY, TRUE, -1, 1 },
  { NULL },
};

const BhdRoute bhd_run_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/conversations/:id/runs",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_runs,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("runs", run))),
    .summary = "What the AI did in a conversation, newest first" },
  { .method = "GET",
    .path = "/v1/desk/runs/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_run,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("run", run))),
    .summary = "Why the AI said what it said" },
  { .method = "POST",
    .path = "/v1/desk/runs/:id/verdict",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = verdict_fields,
    .work = post_verdict,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("run", run))),
    .summary = "Thumbs up or down for an answer of the AI" },
  { .method = "GET",
    .path = "/v1/desk/conversations/:id/draft",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_draft,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE_OR_NULL ("draft", draft))),
    .summary = "What the AI suggests to answer" },
  { .method = "DELETE",
    .path = "/v1/desk/conversations/:id/draft",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_draft,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Throw the suggestion away" },
  { NULL },
};
