/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember run_passage_members[] = {
  { "passage_id", BHD_IS_TEXT },
  { "document_id", BHD_IS_TEXT },
  { "title", BHD_IS_TEXT },
  { "heading", BHD_IS_TEXT, BHD_OR_NULL },
  { "score", BHD_IS_NUMBER },
  BHD_ONE ("parts", parts),
  { "matched", BHD_IS_TEXT, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_run_passage = { "RunPassage", "A passage that a run found",
                                                run_passage_members };

static const BhdMember run_search_members[] = {
  { "question", BHD_IS_TEXT },
  BHD_MANY ("passages", run_passage),
  { NULL },
};
static const BhdShape bhd_shape_run_search = { "RunSearch", "What was searched, and found",
                                               run_search_members };

static const BhdMember run_tool_members[] = {
  { "name", BHD_IS_TEXT },
  { "arguments", BHD_IS_TEXT, BHD_OR_NULL, "As the model wrote them" },
  { "result", BHD_IS_TEXT, BHD_OR_NULL },
  { "status", BHD_IS_TEXT, 0, "success, error, refused, asked or cancelled" },
  { "duration_us", BHD_IS_INT },
  { NULL },
};
static const BhdShape bhd_shape_run_tool = { "RunTool", "A tool that a run asked",
                                             run_tool_members };

static const BhdMember run_guardrail_members[] = {
  { "name", BHD_IS_TEXT },
  { "action", BHD_IS_TEXT },
  { "direction", BHD_IS_TEXT },
  { "excerpt", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_run_guardrail = { "RunGuardrail", "A guardrail that a run hit",
                                                  run_guardrail_members };

static const BhdMember run_attempt_members[] = {
  { "provider", BHD_IS_TEXT, BHD_OR_NULL },
  { "model", BHD_IS_TEXT, BHD_OR_NULL },
  { "error", BHD_IS_TEXT, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_run_attempt = { "RunAttempt", "A provider that was asked in vain",
                                                run_attempt_members };

static const BhdMember run_detail_members[] = {
  { "question", BHD_IS_TEXT, BHD_OR_NULL },
  { "band", BHD_IS_TEXT, BHD_OR_NULL, "answer, choices or person" },
  BHD_MANY ("searches", run_search),
  BHD_MANY ("tools", run_tool),
  BHD_MANY ("guardrails", run_guardrail),
  BHD_MANY ("attempts", run_attempt),
  { "failure", BHD_IS_TEXT, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_run_detail = { "RunDetail", "What a run did, step by step",
                                               run_detail_members };

#define RUN_MEMBERS                                                                                \
  { "outcome", BHD_IS_TEXT, BHD_OR_NULL }, { "provider", BHD_IS_TEXT, BHD_OR_NULL },               \
      { "model", BHD_IS_TEXT, BHD_OR_NULL }, { "tokens_in", BHD_IS_INT },                          \
      { "tokens_out", BHD_IS_INT }, { "cost", BHD_IS_INT }, { "first_token_us", BHD_IS_INT },      \
      { "duration_us", BHD_IS_INT }, { "created_us", BHD_IS_TIME },                                \
      { "verdict", BHD_IS_INT, BHD_OR_NULL, "1 or -1" }, BHD_ONE_OR_NULL ("detail", run_detail)

static const BhdMember run_members[] = {
  { "id", BHD_IS_ID },
  { "conversation_id", BHD_IS_ID },
  { "message_id", BHD_IS_ID, BHD_OR_NULL },
  RUN_MEMBERS,
  { NULL },
};
const BhdShape bhd_shape_run = { "Run", "One turn of the AI, and why it said what it said",
                                 run_members };

static const BhdMember rehearsal_members[] = {
  { "id", BHD_IS_TEXT, BHD_OR_NULL },
  { "conversation_id", BHD_IS_TEXT, BHD_OR_NULL },
  { "message_id", BHD_IS_TEXT, BHD_OR_NULL },
  RUN_MEMBERS,
  { NULL },
};
const BhdShape bhd_shape_rehearsal = { "Rehearsal", "A run that no visitor saw",
                                       rehearsal_members };

static const BhdMember draft_members[] = {
  { "conversation_id", BHD_IS_ID }, { "run_id", BHD_IS_ID, BHD_OR_NULL }, { "body", BHD_IS_TEXT },
  BHD_MANY ("sources", source),     { "created_us", BHD_IS_TIME },        { NULL },
};
const BhdShape bhd_shape_draft = { "Draft", "What the AI suggests to answer", draft_members };
