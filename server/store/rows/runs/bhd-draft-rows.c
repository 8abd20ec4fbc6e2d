/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/runs/bhd-draft-rows.h"

gboolean
bhd_draft_rows_put (BhDb *db, const char *organization_id, const BhDraft *draft, GError **error)
{
  static const char sql[] =
      "INSERT INTO draft (organization_id, conversation_id, run_id, body, sources, created_us) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organization_id, conversation_id) "
      "DO UPDATE SET run_id = excluded.run_id, body = excluded.body, sources = excluded.sources, "
      "created_us = excluded.created_us";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssmsx)", organization_id, draft->conversation_id,
                                    draft->run_id, draft->body, draft->sources, draft->created_us),
                     error);
}

BhDraft *
bhd_draft_rows_find (BhDb *db,
                     const char *organization_id,
                     const char *conversation_id,
                     GError **error)
{
  static const char sql[] = "SELECT conversation_id, run_id, body, sources, created_us FROM draft "
                            "WHERE organization_id = $1 AND conversation_id = $2";
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(sssmsx)", sql, g_variant_new ("(ss)", organization_id, conversation_id), error);
  BhDraft fields = { 0 };

  if (row == NULL)
    return NULL;
  g_variant_get (row, "(sssmsx)", &fields.conversation_id, &fields.run_id, &fields.body,
                 &fields.sources, &fields.created_us);
  return bh_draft_new_take (&fields);
}

gboolean
bhd_draft_rows_delete (BhDb *db,
                       const char *organization_id,
                       const char *conversation_id,
                       const char *run_id,
                       gboolean *deleted,
                       GError **error)
{
  static const char sql[] = "DELETE FROM draft WHERE organization_id = $1 "
                            "AND conversation_id = $2 AND ($3 = '' OR run_id = $3)";

  if (!bh_db_exec (
          db, sql,
          g_variant_new ("(sss)", organization_id, conversation_id, run_id != NULL ? run_id : ""),
          error))
    return FALSE;
  *deleted = bh_db_changes (db) > 0;
  return TRUE;
}
