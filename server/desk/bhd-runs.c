/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-runs.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/bhd-runs-private.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/store/rows/bhd-message-rows.h"
#include "server/store/rows/bhd-run-rows.h"

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

static gboolean
ai_may_speak (const BhdConversationRow *row)
{
  return row->fields.status == BH_STATUS_UNRESOLVED && row->ai_enabled;
}

gboolean
bhd_runs_expect (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  if (!ai_may_speak (row))
    return TRUE;

  turn->wakes |= BHD_WAKE_AGENT;
  return bhd_run_rows_wait (turn->db, row->organization_id, row->fields.id, row->visitor_seq,
                            turn->now_us + debounce, PATIENCE, turn->now_us, error);
}

/* Reads what the run needs.  Returns: (transfer full): NULL with @error set. */
static BhdRun *
run_from_rows (BhdTurn *turn, BhdRunRow *taken, const BhdConversationRow *row, GError **error)
{
  BhdMessagePage page = { row->organization_id, row->fields.id, 0, 0, FALSE, BHD_RUN_HISTORY };
  g_autoptr (GPtrArray) history = bhd_message_rows_page (turn->db, &page, error);
  BhdRun *run;

  if (history == NULL || !bhd_run_rows_set_input (turn->db, taken, row->visitor_seq, error))
    return NULL;

  run = g_new0 (BhdRun, 1);
  run->id = g_steal_pointer (&taken->id);
  run->organization_id = g_steal_pointer (&taken->organization_id);
  run->conversation_id = g_steal_pointer (&taken->conversation_id);
  run->message_id = g_steal_pointer (&taken->message_id);
  run->contact_id = g_strdup (row->fields.contact_id);
  run->ai_name = g_strdup (row->ai_name);
  run->input_seq = row->visitor_seq;
  run->boundary_seq = row->boundary_seq;
  run->history = g_steal_pointer (&history);
  return run;
}

static gboolean
discard (BhdTurn *turn, const BhdRunRow *taken, GError **error)
{
  BhdRunEndDraft end = { taken->organization_id, taken->id, "discarded", NULL, NULL };
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
  if (row != NULL && ai_may_speak (row))
    return run_from_rows (turn, &taken, row, error);

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

/* Why a run may not speak, as the word for its end; NULL where it may. */
static const char *
objection (const BhdConversationRow *row, const BhdRun *run)
{
  if (row == NULL || !ai_may_speak (row))
    return "discarded";
  return row->visitor_seq > run->input_seq ? "superseded" : NULL;
}

static const char *const outcomes[] = {
  [BHD_RUN_ANSWER] = "answered",  [BHD_RUN_OFFER] = "offered", [BHD_RUN_ESCALATE] = "escalated",
  [BHD_RUN_RESOLVE] = "resolved", [BHD_RUN_FAIL] = "failed",
};

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
                       .sources = result->sources };
  g_autoptr (BhMessage) message = bhd_change_say (turn, row, &saying, error);

  return message != NULL;
}

/* Everything a run's end does, in one transaction with the check that it may. */
static gboolean
take_effect (BhdTurn *turn,
             BhdConversationRow *row,
             const BhdRun *run,
             const BhdRunResult *result,
             GError **error)
{
  const char *reason = result->reason != NULL ? result->reason : "custom";
  const char *summary = result->summary != NULL ? result->summary : "";

  if (result->text != NULL && !say (turn, row, run, result, error))
    return FALSE;
  if (result->gap != NULL &&
      !bhd_gaps_hit (turn, run->organization_id, result->gap, run->conversation_id, error))
    return FALSE;
  if (result->end == BHD_RUN_ESCALATE)
    return bhd_handoffs_request (turn, row, reason, summary, error);
  if (result->end == BHD_RUN_RESOLVE)
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

gboolean
bhd_runs_finish (BhdTurn *turn,
                 const BhdRun *run,
                 const BhdRunResult *result,
                 gboolean *stored,
                 GError **error)
{
  g_autoptr (BhdConversationRow) row = NULL;
  BhdRunEndDraft end = { run->organization_id, run->id, NULL, result->provider, result->detail };
  const char *refused;
  gboolean ended;

  *stored = FALSE;
  if (!find_row (turn, run, &row, error))
    return FALSE;

  refused = objection (row, run);
  end.outcome = refused != NULL ? refused : outcomes[result->end];
  if (!bhd_run_rows_end (turn->db, &end, turn->now_us, &ended, error))
    return FALSE;
  if (refused != NULL || !ended)
    return TRUE;

  *stored = take_effect (turn, row, run, result, error);
  return *stored;
}

gboolean
bhd_runs_is_current (BhdTurn *turn, const BhdRun *run, GError **error)
{
  g_autoptr (BhdConversationRow) row = NULL;
  gboolean running = FALSE;

  return find_row (turn, run, &row, error) && objection (row, run) == NULL &&
         bhd_run_rows_is_running (turn->db, run->organization_id, run->id, &running, error) &&
         running;
}
