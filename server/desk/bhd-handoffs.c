/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-handoffs-private.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/flow/bhd-colleagues-private.h"
#include "server/store/rows/bhd-handoff-rows.h"
#include "server/store/rows/flow/bhd-due-rows.h"
#include "server/store/rows/runs/bhd-run-rows.h"

/* What table handoff holds of the conversation's latest one. */
static BhdHandoffDraft
draft_from_row (const BhdConversationRow *row)
{
  const BhConversation *fields = &row->fields;

  return (BhdHandoffDraft){
    row->organization_id,   fields->handoff_id,         fields->id,
    fields->handoff_status, fields->handoff_reason,     fields->handoff_summary,
    fields->assignee_id,    fields->handoff_created_us, fields->handoff_claimed_us
  };
}

/* A new handoff, pending or, with an assignee, claimed. */
static gboolean
start (BhdTurn *turn,
       BhdConversationRow *row,
       const char *reason,
       const char *summary,
       GError **error)
{
  BhConversation *fields = &row->fields;
  gboolean claimed = fields->assignee_id != NULL;
  BhdHandoffDraft draft;

  g_free (fields->handoff_id);
  fields->handoff_id = bh_id_new ();
  bhd_change_set (&fields->handoff_status, claimed ? "claimed" : "pending");
  bhd_change_set (&fields->handoff_reason, reason);
  bhd_change_set (&fields->handoff_summary, summary);
  fields->handoff_created_us = turn->now_us;
  fields->handoff_claimed_us = claimed ? turn->now_us : 0;
  fields->waiting_since_us = claimed ? 0 : turn->now_us;
  fields->status = BH_STATUS_ESCALATED;
  row->boundary_seq = row->visitor_seq;

  draft = draft_from_row (row);
  return bhd_handoff_rows_insert (turn->db, &draft, error) &&
         bhd_run_rows_discard_waiting (turn->db, row->organization_id, fields->id, turn->now_us,
                                       error);
}

static gboolean
move (BhdTurn *turn, BhdConversationRow *row, const char *status, GError **error)
{
  BhdHandoffDraft draft;

  bhd_change_set (&row->fields.handoff_status, status);
  draft = draft_from_row (row);
  return bhd_handoff_rows_update (turn->db, &draft, turn->now_us, error);
}

static void
assign (BhdConversationRow *row, const BhdCaller *operator)
{
  bhd_change_set (&row->fields.assignee_id, operator != NULL ? operator->operator_id : NULL);
  bhd_change_set (&row->fields.assignee_name, operator != NULL ? operator->name : NULL);
  bhd_change_set (&row->fields.assignee_avatar, operator != NULL ? operator->avatar : NULL);
}

gboolean
bhd_handoffs_request (BhdTurn *turn,
                      BhdConversationRow *row,
                      const char *reason,
                      const char *summary,
                      GError **error)
{
  row->fields.snoozed_until_us = 0;
  return start (turn, row, reason, summary, error) &&
         bhd_change_notice (turn, row, "handoff_requested", row->fields.contact_name, error);
}

gboolean
bhd_handoffs_change_reason (BhdTurn *turn,
                            BhdConversationRow *row,
                            const char *reason,
                            GError **error)
{
  BhdHandoffDraft draft;

  bhd_change_set (&row->fields.handoff_reason, reason);
  draft = draft_from_row (row);
  return bhd_handoff_rows_update (turn->db, &draft, turn->now_us, error);
}

void
bhd_handoffs_set_claimed_error (const BhdConversationRow *row, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *owner = NULL;

  if (error == NULL)
    return;

  g_set_error (error, BH_ERROR, BH_ERROR_CLAIMED, "%s has this conversation already",
               row->fields.assignee_name);
  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", row->fields.assignee_id);
  bh_json_string (&json, "name", row->fields.assignee_name);
  bh_json_end_object (&json);
  owner = bh_json_writer_steal (&json);
  bh_error_set_detail (*error, "owner", owner);
}

/* Between reading and now somebody else has claimed it (only a store with several writers lets that
 * happen): read again to name them. */
static gboolean
lost (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  g_autoptr (BhdConversationRow) now =
      bhd_conversation_rows_find (turn->db, row->organization_id, NULL, row->fields.id, error);

  if (now != NULL)
    bhd_handoffs_set_claimed_error (now, error);
  return FALSE;
}

/* Whether somebody waits for words: since the request, or since their own last ones. */
static gboolean
is_awaited (const BhdConversationRow *row)
{
  return row->fields.waiting_since_us > 0 ||
         (row->fields.last_seq > 0 && row->fields.last_author == BH_AUTHOR_VISITOR);
}

gboolean
bhd_handoffs_take (BhdTurn *turn,
                   BhdConversationRow *row,
                   const BhdCaller *
                   operator,
                   GError ** error)
{
  gboolean pending = row->fields.status == BH_STATUS_ESCALATED && row->fields.handoff_id != NULL;
  gboolean won = FALSE;

  if (!bhd_colleagues_check (turn, operator, error))
    return FALSE;
  if (!bhd_conversation_rows_assign (turn->db, row->organization_id,
                                     row->fields.id, operator->operator_id, &won, error))
    return FALSE;
  if (!won)
    return lost (turn, row, error);

  assign (row, operator);
  row->owed_since_us = is_awaited (row) ? turn->now_us : 0;
  row->fields.waiting_since_us = 0;
  row->fields.handoff_claimed_us = turn->now_us;
  if (pending ? !move (turn, row, "claimed", error)
              : !start (turn, row, "operator_took", "", error))
    return FALSE;
  return bhd_change_notice (turn, row, "operator_joined", operator->name, error);
}

/* Who has waited for the owner's answer keeps their place in the line. */
static void
wait_again (BhdTurn *turn, BhdConversationRow *row)
{
  row->fields.handoff_claimed_us = 0;
  row->owed_since_us = 0;
  if (row->fields.waiting_since_us == 0)
    row->fields.waiting_since_us = turn->now_us;
}

gboolean
bhd_handoffs_release (BhdTurn *turn,
                      BhdConversationRow *row,
                      const BhdCaller *
                      operator,
                      GError ** error)
{
  g_autofree char *left = g_strdup (row->fields.assignee_name);

  assign (row, NULL);
  wait_again (turn, row);
  return move (turn, row, "pending", error) &&
         bhd_change_notice (turn, row, "operator_left", left, error);
}

gboolean
bhd_handoffs_resolve (BhdTurn *turn, BhdConversationRow *row, const char *name, GError **error)
{
  gboolean open = row->fields.status == BH_STATUS_ESCALATED && row->fields.handoff_id != NULL;

  if (open && !move (turn, row, "resolved", error))
    return FALSE;

  row->fields.status = BH_STATUS_RESOLVED;
  row->fields.waiting_since_us = 0;
  row->fields.snoozed_until_us = 0;
  row->fields.resolved_us = turn->now_us;
  row->owed_since_us = 0;
  return bhd_due_rows_set_idle (turn->db, row->organization_id, row->fields.id, 0, error) &&
         bhd_run_rows_discard_waiting (turn->db, row->organization_id, row->fields.id, turn->now_us,
                                       error) &&
         bhd_change_notice (turn, row, "resolved", name, error);
}

gboolean
bhd_handoffs_return (BhdTurn *turn, BhdConversationRow *row, const char *name, GError **error)
{
  if (row->fields.handoff_id != NULL && !move (turn, row, "resolved", error))
    return FALSE;

  assign (row, NULL);
  row->fields.status = BH_STATUS_UNRESOLVED;
  row->fields.waiting_since_us = 0;
  row->owed_since_us = 0;
  row->boundary_seq = MAX (row->visitor_seq, row->fields.last_seq);
  return bhd_change_notice (turn, row, "returned_to_ai", name, error);
}

gboolean
bhd_handoffs_reopen (BhdTurn *turn,
                     BhdConversationRow *row,
                     const BhdCaller *
                     operator,
                     GError ** error)
{
  if (!bhd_colleagues_check (turn, operator, error))
    return FALSE;
  assign (row, operator);
  row->fields.resolved_us = 0;
  return start (turn, row, "reopened", "", error) && bhd_change_touch (turn, row, error) &&
         bhd_change_notice (turn, row, "reopened", operator->name, error);
}

/* Compare-and-set where nobody has it: whoever claims meanwhile keeps it. */
static gboolean
take_over (BhdTurn *turn, BhdConversationRow *row, const BhdCaller *to, GError **error)
{
  gboolean won = TRUE;

  if (to != NULL && row->fields.assignee_id == NULL &&
      !bhd_conversation_rows_assign (turn->db, row->organization_id, row->fields.id,
                                     to->operator_id, &won, error))
    return FALSE;
  if (!won)
    return lost (turn, row, error);
  assign (row, to);
  return TRUE;
}

gboolean
bhd_handoffs_hand_over (BhdTurn *turn,
                        BhdConversationRow *row,
                        const BhdCaller *to,
                        const char *name,
                        const char *by,
                        GError **error)
{
  gboolean open = row->fields.status == BH_STATUS_ESCALATED && row->fields.handoff_id != NULL;
  gboolean awaited = is_awaited (row);
  gboolean queued = row->fields.assignee_id == NULL;

  if (!take_over (turn, row, to, error))
    return FALSE;

  row->fields.snoozed_until_us = 0;
  if (to == NULL)
    wait_again (turn, row);
  else
    {
      row->fields.handoff_claimed_us = turn->now_us;
      row->owed_since_us = awaited ? turn->now_us : 0;
      row->fields.waiting_since_us = queued ? 0 : row->fields.waiting_since_us;
    }
  if (open ? !move (turn, row, to != NULL ? "claimed" : "pending", error)
           : !start (turn, row, to != NULL ? "operator_took" : "custom", "", error))
    return FALSE;
  return bhd_change_notice_by (turn, row, "transferred", name, by, error);
}
