/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-drafts.h"

#include "server/desk/bhd-change-private.h"
#include "server/store/rows/runs/bhd-draft-rows.h"

/* “draft.updated”, for operators; no draft says that it has gone. */
static gboolean
announce (BhdTurn *turn, const BhdConversationRow *row, const BhDraft *draft, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  BhdEventDraft event = { row->organization_id, "draft.updated", row->fields.id };

  event.seq = bhd_turn_reserve_seq (turn, row->organization_id, error);
  if (event.seq == 0)
    return FALSE;
  bh_json_begin_object (&json, NULL);
  if (draft != NULL)
    bh_draft_write_json (draft, &json, "draft");
  else
    bh_json_null (&json, "draft");
  bh_json_end_object (&json);
  event.body = body = bh_json_writer_steal (&json);
  return bhd_turn_publish (turn, &event, error);
}

gboolean
bhd_drafts_find (BhdTurn *turn,
                 const BhdCaller *
                 operator,
                 const char * conversation_id,
                 BhDraft **draft,
                 GError **error)
{
  g_autoptr (BhdConversationRow) row =
      bhd_change_begin_desk (turn, operator, conversation_id, error);
  g_autoptr (GError) inner = NULL;

  if (row == NULL)
    return FALSE;
  *draft = bhd_draft_rows_find (turn->db, row->organization_id, row->fields.id, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
bhd_drafts_withdraw (BhdTurn *turn,
                     const BhdConversationRow *row,
                     const char *run_id,
                     GError **error)
{
  gboolean deleted = FALSE;

  if (!bhd_draft_rows_delete (turn->db, row->organization_id, row->fields.id, run_id, &deleted,
                              error))
    return FALSE;
  return !deleted || announce (turn, row, NULL, error);
}

gboolean
bhd_drafts_discard (BhdTurn *turn,
                    const BhdCaller *
                    operator,
                    const char * conversation_id,
                    const char *run_id,
                    GError **error)
{
  g_autoptr (BhdConversationRow) row =
      bhd_change_begin_desk (turn, operator, conversation_id, error);

  return row != NULL && bhd_drafts_withdraw (turn, row, run_id, error);
}

gboolean
bhd_drafts_put (BhdTurn *turn,
                const BhdConversationRow *row,
                const char *run_id,
                const char *body,
                const char *sources,
                GError **error)
{
  BhDraft fields = { .conversation_id = g_strdup (row->fields.id),
                     .run_id = g_strdup (run_id),
                     .body = g_strdup (body),
                     .sources = g_strdup (sources),
                     .created_us = turn->now_us };
  g_autoptr (BhDraft) draft = bh_draft_new_take (&fields);

  return bhd_draft_rows_put (turn->db, row->organization_id, draft, error) &&
         announce (turn, row, draft, error);
}
