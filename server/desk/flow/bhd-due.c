/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-due.h"

#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/desk/people/bhd-audit.h"
#include "server/store/rows/flow/bhd-desk-setting-rows.h"
#include "server/store/rows/flow/bhd-due-rows.h"

#include "common/bh-clock.h"

#define PIECE 50 /* conversations of each kind */

gboolean
bhd_due_look (BhdTurn *turn, gboolean *any, GError **error)
{
  *any = FALSE;
  for (guint due = 0; due < BHD_DUE_KINDS && !*any; due++)
    {
      g_autoptr (GPtrArray) list = bhd_due_rows_list (turn->db, due, turn->now_us, 1, error);

      if (list == NULL)
        return FALSE;
      *any = list->len > 0;
    }
  return TRUE;
}

/* It comes back to the top of the inbox.  Who owed an answer when it was put off, owes it from now.
 */
static gboolean
wake (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  row->fields.snoozed_until_us = 0;
  row->fields.updated_us = turn->now_us;
  if (row->owed_since_us > 0)
    row->owed_since_us = turn->now_us;
  return bhd_change_announce (turn, row, "conversation.updated", bhd_conversation_row_waits (row),
                              error);
}

static gboolean
give_back (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  return bhd_handoffs_release (turn, row, NULL, error);
}

/* Who let the visitor wait is found in the audit log. */
static gboolean
time_out (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *detail = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "operator_id", row->fields.assignee_id);
  bh_json_end_object (&json);
  detail = bh_json_writer_steal (&json);
  return bhd_audit_note (turn,
                         &(const BhdAuditRow){ .organization_id = row->organization_id,
                                               .action = (char *) BHD_AUDIT_CLAIM_TIMEOUT,
                                               .subject_id = row->fields.id,
                                               .detail = detail },
                         error) &&
         give_back (turn, row, error);
}

/* Since when it is idle as far as is known now, which decides when it is looked at again. */
static gint64
idle_since (BhdTurn *turn, const BhdConversationRow *row)
{
  const BhConversation *fields = &row->fields;

  if (fields->status == BH_STATUS_RESOLVED)
    return 0;
  if (fields->waiting_since_us > 0 || fields->snoozed_until_us > 0)
    return turn->now_us; /* somebody is owed an answer, or it was put off: it is not idle */
  return fields->updated_us;
}

static gboolean
close_idle (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, row->organization_id, error);

  return organization != NULL && bhd_handoffs_resolve (turn, row, organization->name, error) &&
         bhd_gaps_note_resolved (turn, row->organization_id, row->fields.id, error);
}

static gboolean
look_at_idle (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  gint64 since_us = idle_since (turn, row);
  BhdDeskSettings settings;

  if (!bhd_desk_setting_rows_get (turn->db, row->organization_id, &settings, error))
    return FALSE;
  if (since_us > 0 && since_us <= turn->now_us - settings.auto_resolve_h * BH_HOUR)
    return close_idle (turn, row, error);
  return bhd_due_rows_set_idle (turn->db, row->organization_id, row->fields.id, since_us, error);
}

static gboolean (*const deeds[BHD_DUE_KINDS]) (BhdTurn *turn,
                                               BhdConversationRow *row,
                                               GError **error) = {
  [BHD_DUE_SNOOZE] = wake,
  [BHD_DUE_TIMEOUT] = time_out,
  [BHD_DUE_ORPHAN] = give_back,
  [BHD_DUE_IDLE] = look_at_idle,
};

static gboolean
do_kind (BhdTurn *turn, BhdDue due, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) list = bhd_due_rows_list (turn->db, due, turn->now_us, PIECE, error);

  if (list == NULL)
    return FALSE;
  *more |= list->len == PIECE;
  for (guint i = 0; i < list->len; i++)
    {
      const BhdDueRow *one = list->pdata[i];
      g_autoptr (BhdConversationRow) row =
          bhd_conversation_rows_find (turn->db, one->organization_id, NULL, one->id, error);

      if (row == NULL || !deeds[due](turn, row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
bhd_due_do (BhdTurn *turn, gboolean *more, GError **error)
{
  *more = FALSE;
  for (guint due = 0; due < BHD_DUE_KINDS; due++)
    if (!do_kind (turn, due, more, error))
      return FALSE;
  return TRUE;
}
