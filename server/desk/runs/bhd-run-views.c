/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-run-views.h"

#include "common/bh-error.h"
#include "server/desk/bhd-change-private.h"

GPtrArray *
bhd_run_views_list (BhdTurn *turn,
                    const BhdCaller *
                    operator,
                    const char * conversation_id,
                    guint limit,
                    GError **error)
{
  g_autoptr (BhdConversationRow) row =
      bhd_change_begin_desk (turn, operator, conversation_id, error);

  if (row == NULL)
    return NULL;
  return bhd_run_view_rows_list (turn->db, row->organization_id, row->fields.id, limit, error);
}

static BhRun *
must (BhRun *run, GError *inner, GError **error)
{
  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (run == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no such run of the AI");
  return run;
}

BhRun *
bhd_run_views_find (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  GError *inner = NULL;
  BhRun *run;

  g_assert (operator->who == BHD_OPERATOR);

  run = bhd_run_view_rows_find (turn->db, operator->organization_id, id, &inner);
  return must (run, inner, error);
}

/* The same verdict again teaches nothing new. */
static gboolean
judge (BhdTurn *turn,
       const char *organization_id,
       const BhRun *run,
       int verdict,
       const char *by,
       BhdJudgement *judgement,
       GError **error)
{
  double score = 0;

  *judgement = (BhdJudgement){ 0, verdict > 0 };
  if (!bhd_run_view_rows_judge (turn->db, organization_id, run->id, verdict, by, &score, error))
    return FALSE;
  if (verdict != 0 && verdict != run->verdict)
    judgement->score = score;
  return TRUE;
}

BhRun *
bhd_run_views_judge (BhdTurn *turn,
                     const BhdCaller *
                     operator,
                     const char * id,
                     int verdict,
                     BhdJudgement *judgement,
                     GError **error)
{
  g_autoptr (BhRun) run = bhd_run_views_find (turn, operator, id, error);

  if (run == NULL || !judge (turn, operator->organization_id, run, verdict, operator->operator_id,
                             judgement, error))
    return NULL;
  return bhd_run_views_find (turn, operator, id, error);
}

gboolean
bhd_run_views_rate (BhdTurn *turn,
                    const BhdCaller *visitor,
                    const char *conversation_id,
                    const char *message_id,
                    gboolean helpful,
                    BhdJudgement *judgement,
                    GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, visitor, conversation_id, error);
  g_autoptr (BhRun) run = NULL;
  GError *inner = NULL;

  if (row == NULL)
    return FALSE;
  run = bhd_run_view_rows_find_by_message (turn->db, row->organization_id, message_id, &inner);
  if (run != NULL && !g_str_equal (run->conversation_id, row->fields.id))
    g_clear_pointer (&run, bh_run_unref);
  if (must (run, inner, error) == NULL)
    return FALSE;
  return judge (turn, row->organization_id, run, helpful ? 1 : -1, "visitor", judgement, error);
}
