/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-handoff-rows.h"

gboolean
bhd_handoff_rows_insert (BhDb *db, const BhdHandoffDraft *draft, GError **error)
{
  static const char sql[] =
      "INSERT INTO handoff (organization_id, id, conversation_id, status, reason, summary, "
      "operator_id, created_us, claimed_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssssmsxx)", draft->organization_id, draft->id,
                                    draft->conversation_id, draft->status, draft->reason,
                                    draft->summary, draft->operator_id, draft->created_us,
                                    draft->claimed_us),
                     error);
}

gboolean
bhd_handoff_rows_update (BhDb *db, const BhdHandoffDraft *draft, gint64 now_us, GError **error)
{
  static const char sql[] =
      "UPDATE handoff SET status = $3, operator_id = $4, claimed_us = $5, reason = $7, "
      "resolved_us = CASE WHEN $3 = 'resolved' THEN CAST($6 AS BIGINT) ELSE NULL END "
      "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssmsxxs)", draft->organization_id, draft->id, draft->status,
                                    draft->operator_id, draft->claimed_us, now_us, draft->reason),
                     error);
}
