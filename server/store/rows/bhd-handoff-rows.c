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

static gboolean
mark (BhDb *db, const char *organization_id, const char *id, gint64 wanted, GError **error)
{
  static const char sql[] = "UPDATE handoff SET summarise = $3 "
                            "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, id, wanted), error);
}

gboolean
bhd_handoff_rows_ask_summary (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  return mark (db, organization_id, id, 1, error);
}

char **
bhd_handoff_rows_take_summary (BhDb *db, GError **error)
{
  static const char sql[] = "SELECT organization_id, id, conversation_id FROM handoff "
                            "WHERE summarise = 1 ORDER BY created_us LIMIT 1";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(sss)", sql, NULL, error);
  g_auto (GStrv) found = g_new0 (char *, 4);

  if (row == NULL)
    return NULL;
  g_variant_get (row, "(sss)", &found[0], &found[1], &found[2]);
  return mark (db, found[0], found[1], 0, error) ? g_steal_pointer (&found) : NULL;
}

gboolean
bhd_handoff_rows_set_summary (BhDb *db,
                              const char *organization_id,
                              const char *id,
                              const char *summary,
                              GError **error)
{
  static const char sql[] = "UPDATE handoff SET summary = $3 "
                            "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(sss)", organization_id, id, summary), error);
}
