/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-runs.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/ai/bhd-hours.h"
#include "server/desk/bhd-conversations-private.h"
#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/bhd-runs-private.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/desk/runs/bhd-drafts.h"
#include "server/desk/runs/bhd-usage.h"
#include "server/store/rows/bhd-message-rows.h"
#include "server/store/rows/runs/bhd-run-rows.h"

/* Who never stops writing is answered all the same. */
#define PATIENCE (5 * BH_SECOND)

static gint64 debounce = 400 * BH_SECOND / 1000; /* set once at start, see the header */

void
bhd_runs_set_debounce (gint64 debounce_us)
{
  debounce = MIN (debounce_us, PATIENCE);
}

void
bhd_run_free (BhdRun *self)
{
  g_free (self->id);
  g_free (self->organization_id);
  g_free (self->conversation_id);
  g_free (self->contact_id);
  g_free (self->message_id);
  g_free (self->ai_name);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_free (self);
}

/* What the AI may do in a conversation at this time. */
typedef struct
{
  gboolean speak;
  gboolean suggest; /* instead: operators read it, also where one of them has the conversation */
} Leave;

/* @row: (nullable) */
static Leave
find_leave (const BhdTurn *turn, const BhdConversationRow *row)
{
  Leave leave = { FALSE, FALSE };

  if (row == NULL || !row->ai_enabled || row->fields.status == BH_STATUS_RESOLVED)
    return leave;
  leave.suggest = row->suggests;
  leave.speak = !row->suggests && row->fields.status == BH_STATUS_UNRESOLVED &&
                (row->quiet_hours == NULL ||
                 !bhd_hours_are_open (row->quiet_hours, row->quiet_zone, turn->now_us));
  return leave;
}

gboolean
bhd_runs_expect (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  Leave leave = find_leave (turn, row);
  gint64 wait_us;

  if (!leave.speak && !leave.suggest)
    return TRUE;

  turn->wakes |= BHD_WAKE_AGENT;
  /* A program waits for its answer: it does not send in bursts. */
  wait_us = g_str_equal (row->fields.channel, BHD_CHANNEL_API) ? 0 : debounce;
  return bhd_run_rows_wait (turn->db, row->organization_id, row->fields.id, row->visitor_seq,
                            turn->now_us + wait_us, PATIENCE, turn->now_us, error);
}

BhdRun *
bhd_runs_read_row (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  BhdMessagePage page = { row->organization_id, row->fields.id, 0, 0, FALSE, BHD_RUN_HISTORY };
  g_autoptr (GPtrArray) history = bhd_message_rows_page (turn->db, &page, error);
  BhdRun *run;

  if (history == NULL)
    return NULL;

  run = g_new0 (BhdRun, 1);
  run->id = bh_id_new ();
  run->message_id = bh_id_new ();
  run->organization_id = g_strdup (row->organization_id);
  run->conversation_id = g_strdup (row->fields.id);
  run->contact_id = g_strdup (row->fields.contact_id);
  run->ai_name = g_strdup (row->ai_name);
  run->input_seq = row->visitor_seq;
  run->boundary_seq = row->boundary_seq;
  run->history = g_steal_pointer (&history);
  return run;
}

/* Reads what the run needs.  Returns: (transfer full): NULL with @error set. */
static BhdRun *
run_from_rows (BhdTurn *turn,
               const BhdRunRow *taken,
               const BhdConversationRow *row,
               gboolean suggests,
               GError **error)
{
  BhdRun *run;

  if (!bhd_run_rows_set_input (turn->db, taken, row->visitor_seq, error))
    return NULL;
  run = bhd_runs_read_row (turn, row, error);
  if (run == NULL)
    return NULL;
  bhd_change_set (&run->id, taken->id);
  bhd_change_set (&run->message_id, taken->message_id);
  run->suggests = suggests;
  return run;
}

BhdRun *
bhd_runs_read (BhdTurn *turn, const BhdCaller *caller, const char *conversation_id, GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, conversation_id, error);

  return row != NULL ? bhd_runs_read_row (turn, row, error) : NULL;
}

static gboolean
discard (BhdTurn *turn, const BhdRunRow *taken, GError **error)
{
  BhdRunEndDraft end = { taken->organization_id, taken->id, "discarded" };
  gboolean ended;

  return bhd_run_rows_end (turn->db, &end, turn->now_us, &ended, error);
}

/* Takes one that is due.  *@again: it had become pointless, there may be another. */
static BhdRun *
take_one (BhdTurn *turn, gboolean *again, GError **error)
{
  g_auto (BhdRunRow) taken = { 0 };
  g_autoptr (BhdConversationRow) row = NULL;
  g_autoptr (GError) inner = NULL;
  Leave leave;

  *again = FALSE;
  if (!bhd_run_rows_take (turn->db, turn->now_us, &taken, again, error) || !*again)
    return NULL;

  row = bhd_conversation_rows_find (turn->db, taken.organization_id, NULL, taken.conversation_id,
                                    &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  leave = find_leave (turn, row);
  if (leave.speak || leave.suggest)
    return run_from_rows (turn, &taken, row, leave.suggest, error);

  discard (turn, &taken, error);
  return NULL;
}

BhdRun *
bhd_runs_take (BhdTurn *turn, gint64 *next_due_us, GError **error)
{
  g_autoptr (GError) inner = NULL;
  gboolean again = TRUE;
  BhdRun *run = NULL;

  *next_due_us = 0;
  while (run == NULL && again && inner == NULL)
    run = take_one (turn, &again, &inner);

  if (inner == NULL)
    *next_due_us = bhd_run_rows_next_due (turn->db, &inner);
  if (inner == NULL)
    return run;

  g_clear_pointer (&run, bhd_run_free);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

gboolean
bhd_runs_recover (BhdTurn *turn, GError **error)
{
  turn->wakes |= BHD_WAKE_AGENT;
  return bhd_run_rows_recover (turn->db, turn->now_us, error);
}

/* An operator's answer makes a suggestion pointless. */
static gboolean
is_answered (const BhdConversationRow *row, const BhdRun *run)
{
  return row->fields.last_author == BH_AUTHOR_OPERATOR && row->fields.last_seq > run->input_seq;
}

/* Why a run may not speak, as the word for its end.  Returns: (nullable): NULL where it may. */
static const char *
find_objection (const BhdTurn *turn, const BhdConversationRow *row, const BhdRun *run)
{
  Leave leave = find_leave (turn, row);

  if (run->suggests ? !leave.suggest || is_answered (row, run) : !leave.speak)
    return "discarded";
  return row->visitor_seq > run->input_seq ? "superseded" : NULL;
}

static const char *const outcomes[] = {
  [BHD_RUN_ANSWER] = "answered",  [BHD_RUN_OFFER] = "offered", [BHD_RUN_ESCALATE] = "escalated",
  [BHD_RUN_RESOLVE] = "resolved", [BHD_RUN_FAIL] = "failed",
};

const char *
bhd_run_end_to_string (BhdRunEnd end)
{
  return outcomes[end];
}

static gboolean
say (BhdTurn *turn,
     BhdConversationRow *row,
     const BhdRun *run,
     const BhdRunResult *result,
     GError **error)
{
  BhdSaying saying = { .id = run->message_id,
                       .author = BH_AUTHOR_AI,
                       .author_name = row->ai_name,
                       .kind = BH_MESSAGE_TEXT,
                       .body = result->text,
                       .sources = result->sources,
                       .extra = result->extra };
  g_autoptr (BhMessage) message = NULL;

  if (run->suggests)
    return bhd_drafts_put (turn, row, run->id, result->text, result->sources, error);
  message = bhd_change_say (turn, row, &saying, error);
  return message != NULL;
}

/* Tokens are used up whether the answer came in time or not; an answer is what was answered. */
static gboolean
count_usage (BhdTurn *turn,
             const BhdRun *run,
             const BhdRunResult *result,
             gboolean spoken,
             GError **error)
{
  const BhdUsage used = { spoken && result->end != BHD_RUN_FAIL,
                          result->tokens_in + result->tokens_out, result->cost };

  return result->free ||
         bhd_usage_count (turn, run->organization_id, run->contact_id, &used, error);
}

/* A person who has the conversation is not asked for once more. */
static gboolean
escalate (BhdTurn *turn,
          BhdConversationRow *row,
          const BhdRunResult *result,
          const char *reason,
          GError **error)
{
  if (row->fields.status != BH_STATUS_UNRESOLVED)
    return TRUE;
  if (result->priority != NULL)
    bhd_change_set (&row->fields.priority, result->priority);
  return bhd_handoffs_request (turn, row, reason, result->summary != NULL ? result->summary : "",
                               error);
}

/* Everything a run's end does, in one transaction with the check that it may. */
static gboolean
take_effect (BhdTurn *turn,
             BhdConversationRow *row,
             const BhdRun *run,
             const BhdRunResult *result,
             GError **error)
{
  if (run->suggests && result->end == BHD_RUN_FAIL)
    return TRUE; /* nothing to send, and people read already */
  if (result->text != NULL && !say (turn, row, run, result, error))
    return FALSE;
  if (result->gap != NULL &&
      !bhd_gaps_hit (turn, run->organization_id, result->gap, run->conversation_id, error))
    return FALSE;
  if (result->end == BHD_RUN_ESCALATE)
    return escalate (turn, row, result, result->reason != NULL ? result->reason : "custom", error);
  if (result->end == BHD_RUN_FAIL)
    return escalate (turn, row, result, "tool_failed", error);
  if (result->end == BHD_RUN_RESOLVE && !run->suggests)
    return bhd_handoffs_resolve (turn, row, row->ai_name, error);
  return TRUE;
}

/* Returns: FALSE with @error set; else @row (out) (nullable). */
static gboolean
find_row (BhdTurn *turn, const BhdRun *run, BhdConversationRow **row, GError **error)
{
  g_autoptr (GError) inner = NULL;

  *row = bhd_conversation_rows_find (turn->db, run->organization_id, NULL, run->conversation_id,
                                     &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
close_run (BhdTurn *turn,
           const BhdRun *run,
           const BhdRunResult *result,
           const char *objection,
           gboolean *ended,
           GError **error)
{
  const char *outcome = run->suggests ? "suggested" : outcomes[result->end];
  BhdRunEndDraft end = { run->organization_id,
                         run->id,
                         objection != NULL ? objection : outcome,
                         result->provider,
                         result->model,
                         result->tokens_in,
                         result->tokens_out,
                         result->cost,
                         result->first_token_us,
                         (gint64) (result->confidence * 1e6),
                         result->detail };

  return bhd_run_rows_end (turn->db, &end, turn->now_us, ended, error);
}

gboolean
bhd_runs_finish (BhdTurn *turn,
                 const BhdRun *run,
                 const BhdRunResult *result,
                 gboolean *stored,
                 GError **error)
{
  g_autoptr (BhdConversationRow) row = NULL;
  const char *objection = NULL;
  gboolean ended;

  *stored = FALSE;
  if (!find_row (turn, run, &row, error))
    return FALSE;
  objection = find_objection (turn, row, run);
  if (!close_run (turn, run, result, objection, &ended, error))
    return FALSE;
  if (!ended)
    return TRUE;
  if (!count_usage (turn, run, result, objection == NULL, error))
    return FALSE;
  if (objection != NULL)
    return TRUE;

  *stored = take_effect (turn, row, run, result, error);
  return *stored;
}

gboolean
bhd_runs_is_current (BhdTurn *turn, const BhdRun *run, GError **error)
{
  g_autoptr (BhdConversationRow) row = NULL;
  gboolean running = FALSE;

  return find_row (turn, run, &row, error) && find_objection (turn, row, run) == NULL &&
         bhd_run_rows_is_running (turn->db, run->organization_id, run->id, &running, error) &&
         running;
}
