/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-run.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/runs/bhd-run-view-rows.h"

G_BEGIN_DECLS

/* Runs as operators look at them afterwards, and what they and visitors think of the answers. */

/* Newest first.  Returns: (transfer full): of BhRun; BH_ERROR_NOT_FOUND. */
GPtrArray *bhd_run_views_list (BhdTurn *turn,
                               const BhdCaller *
                               operator,
                               const char * conversation_id,
                               guint limit,
                               GError **error);

/* Returns: (transfer full); BH_ERROR_NOT_FOUND. */
BhRun *
bhd_run_views_find (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error);

/* What the index is to learn from a verdict: @score is 0 where there is nothing to learn. */
typedef struct
{
  double score;
  gboolean right;
} BhdJudgement;

/* @verdict: 1, -1, or 0: none after all.  @judgement: (out): of a verdict that is another one than
 * before.  Returns: (transfer full): as it is now */
BhRun *bhd_run_views_judge (BhdTurn *turn,
                            const BhdCaller *
                            operator,
                            const char * id,
                            int verdict,
                            BhdJudgement *judgement,
                            GError **error);

/* A visitor rates an answer of the AI in their own conversation; BH_ERROR_NOT_FOUND for any other
 * message. */
gboolean bhd_run_views_rate (BhdTurn *turn,
                             const BhdCaller *visitor,
                             const char *conversation_id,
                             const char *message_id,
                             gboolean helpful,
                             BhdJudgement *judgement,
                             GError **error);

G_END_DECLS
