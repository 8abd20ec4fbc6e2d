/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/runs/bhd-run-rows.h"

#include "common/bh-db-row.h"
#include "common/bh-id.h"

void
bhd_run_row_clear (BhdRunRow *self)
{
  g_clear_pointer (&self->organization_id, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->conversation_id, g_free);
  g_clear_pointer (&self->message_id, g_free);
}

gboolean
bhd_run_rows_wait (BhDb *db,
                   const char *organization_id,
                   const char *conversation_id,
                   gint64 input_seq,
                   gint64 due_us,
                   gint64 patience_us,
                   gint64 now_us,
                   GError **error)
{
  static const char sql[] =
      "INSERT INTO run (organization_id, id, conversation_id, message_id, state, due_us, "
      "input_seq, created_us) VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7) "
      "ON CONFLICT (organization_id, conversation_id) WHERE state = 'waiting' "
      "DO UPDATE SET input_seq = excluded.input_seq, due_us = CASE "
      "WHEN excluded.due_us < run.created_us + $8 THEN excluded.due_us "
      "ELSE run.created_us + $8 END";
  g_autofree char *id = bh_id_new ();
  g_autofree char *message_id = bh_id_new ();
  const BhDbValue params[] = {
    BH_TEXT (organization_id), BH_TEXT (id),       BH_TEXT (conversation_id), BH_TEXT (message_id),
    BH_INT (due_us),           BH_INT (input_seq), BH_INT (now_us),           BH_INT (patience_us),
  };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_run_rows_take (BhDb *db, gint64 now_us, BhdRunRow *row, gboolean *taken, GError **error)
{
  static const char due[] = "SELECT organization_id, id, conversation_id, message_id FROM run "
                            "WHERE state <> 'done' AND state = 'waiting' AND due_us <= $1 "
                            "ORDER BY due_us LIMIT 1";
  static const char mark[] = "UPDATE run SET state = 'running', started_us = $3 "
                             "WHERE organization_id = $1 AND id = $2 AND state = 'waiting'";
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) inner = NULL;

  *taken = FALSE;
  found = bh_db_query_row (db, "(ssss)", due, g_variant_new ("(x)", now_us), &inner);
  if (found == NULL)
    {
      if (inner == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  g_variant_get (found, "(ssss)", &row->organization_id, &row->id, &row->conversation_id,
                 &row->message_id);
  if (!bh_db_exec (db, mark, g_variant_new ("(ssx)", row->organization_id, row->id, now_us), error))
    return FALSE;
  *taken = bh_db_changes (db) == 1;
  return TRUE;
}

gint64
bhd_run_rows_next_due (BhDb *db, GError **error)
{
  static const char sql[] = "SELECT COALESCE(MIN(due_us), 0) FROM run "
                            "WHERE state <> 'done' AND state = 'waiting'";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, NULL, error);
  gint64 due_us = -1;

  if (row != NULL)
    g_variant_get (row, "(x)", &due_us);
  return due_us;
}

gboolean
bhd_run_rows_set_input (BhDb *db, const BhdRunRow *row, gint64 input_seq, GError **error)
{
  static const char sql[] = "UPDATE run SET input_seq = $3 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", row->organization_id, row->id, input_seq),
                     error);
}

gboolean
bhd_run_rows_end (BhDb *db,
                  const BhdRunEndDraft *draft,
                  gint64 now_us,
                  gboolean *ended,
                  GError **error)
{
  static const char sql[] =
      "UPDATE run SET state = 'done', outcome = $3, provider = $4, detail = $5, finished_us = $6, "
      "model = $7, tokens_in = $8, tokens_out = $9, cost = $10, first_token_us = $11, "
      "confidence = $12 WHERE organization_id = $1 AND id = $2 AND state = 'running'";
  GVariant *params =
      g_variant_new ("(sssmsmsxmsxxxxx)", draft->organization_id, draft->id, draft->outcome,
                     draft->provider, draft->detail, now_us, draft->model, draft->tokens_in,
                     draft->tokens_out, draft->cost, draft->first_token_us, draft->confidence);

  if (!bh_db_exec (db, sql, params, error))
    return FALSE;
  *ended = bh_db_changes (db) == 1;
  return TRUE;
}

gboolean
bhd_run_rows_discard_waiting (BhDb *db,
                              const char *organization_id,
                              const char *conversation_id,
                              gint64 now_us,
                              GError **error)
{
  static const char sql[] =
      "UPDATE run SET state = 'done', outcome = 'discarded', finished_us = $3 "
      "WHERE organization_id = $1 AND conversation_id = $2 AND state = 'waiting'";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, conversation_id, now_us),
                     error);
}

gboolean
bhd_run_rows_is_running (BhDb *db,
                         const char *organization_id,
                         const char *id,
                         gboolean *running,
                         GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM run WHERE organization_id = $1 AND id = $2 "
                            "AND state = 'running'";
  g_autoptr (GVariant) row = NULL;
  gint64 count;

  row = bh_db_query_row (db, "(x)", sql, g_variant_new ("(ss)", organization_id, id), error);
  if (row == NULL)
    return FALSE;

  g_variant_get (row, "(x)", &count);
  *running = count == 1;
  return TRUE;
}

gboolean
bhd_run_rows_recover (BhDb *db, gint64 now_us, GError **error)
{
  static const char older[] =
      "UPDATE run SET state = 'done', outcome = 'superseded', finished_us = $1 "
      "WHERE state = 'running' AND EXISTS (SELECT 1 FROM run r "
      "WHERE r.organization_id = run.organization_id AND r.conversation_id = run.conversation_id "
      "AND r.state <> 'done' AND (r.created_us, r.id) > (run.created_us, run.id))";
  static const char again[] = "UPDATE run SET state = 'waiting', due_us = $1, started_us = NULL "
                              "WHERE state = 'running'";

  if (!bh_db_exec (db, older, g_variant_new ("(x)", now_us), error))
    return FALSE;
  return bh_db_exec (db, again, g_variant_new ("(x)", now_us), error);
}
