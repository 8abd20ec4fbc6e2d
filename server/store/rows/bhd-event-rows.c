/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-event-rows.h"

#include "common/bh-db-row.h"
#include "common/bh-error.h"

gboolean
bhd_event_rows_start (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "INSERT INTO feed (organization_id, seq, pruned_seq) VALUES ($1, 0, 0)";

  return bh_db_exec (db, sql, g_variant_new ("(s)", organization_id), error);
}

static gboolean
no_such_organization (const char *organization_id, GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no organization “%s”", organization_id);
  return FALSE;
}

/* Two statements: RETURNING costs SQLite a temporary table, several times the price of both. */
gint64
bhd_event_rows_reserve (BhDb *db, const char *organization_id, GError **error)
{
  static const char raise[] = "UPDATE feed SET seq = seq + 1 WHERE organization_id = $1";
  static const char read[] = "SELECT seq FROM feed WHERE organization_id = $1";
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  gint64 seq = 0;

  if (bh_db_put (db, raise, params, G_N_ELEMENTS (params), error) &&
      bh_db_each (db, read, params, G_N_ELEMENTS (params), bh_db_row_keep_int, &seq, error) == 0)
    no_such_organization (organization_id, error);
  return seq;
}

gboolean
bhd_event_rows_insert (BhDb *db, const BhdEvent *event, GError **error)
{
  static const char sql[] = "INSERT INTO event (organization_id, seq, type, conversation_id, "
                            "contact_id, body, desk, created_us) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  const BhDbValue params[] = { BH_TEXT (event->organization_id),
                               BH_INT (event->seq),
                               BH_TEXT (event->type),
                               BH_TEXT (event->conversation_id),
                               BH_TEXT (event->contact_id),
                               BH_TEXT (event->body),
                               BH_TEXT (event->desk),
                               BH_INT (event->created_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_event_rows_head (BhDb *db,
                     const char *organization_id,
                     gint64 *seq,
                     gint64 *pruned_seq,
                     GError **error)
{
  static const char sql[] = "SELECT seq, pruned_seq FROM feed WHERE organization_id = $1";
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row = NULL;
  gint64 pruned;

  row = bh_db_query_row (db, "(xx)", sql, g_variant_new ("(s)", organization_id), &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (row == NULL)
    return no_such_organization (organization_id, error);

  g_variant_get (row, "(xx)", seq, &pruned);
  if (pruned_seq != NULL)
    *pruned_seq = pruned;
  return TRUE;
}

static void
add_event (BhDbRow *row, gpointer data)
{
  BhdEventDraft draft = { 0 };

  draft.organization_id = bh_db_row_text (row);
  draft.seq = bh_db_row_int (row);
  draft.type = bh_db_row_text (row);
  draft.conversation_id = bh_db_row_text (row);
  draft.contact_id = bh_db_row_text (row);
  draft.body = bh_db_row_text (row);
  draft.desk = bh_db_row_text (row);
  g_ptr_array_add (data, bhd_event_new (&draft, bh_db_row_int (row)));
}

GPtrArray *
bhd_event_rows_list (BhDb *db,
                     const char *organization_id,
                     const char *contact_id,
                     gint64 after,
                     gint64 upto,
                     guint limit,
                     GError **error)
{
  static const char sql[] = "SELECT organization_id, seq, type, conversation_id, contact_id, body, "
                            "desk, created_us FROM event WHERE organization_id = $1 AND seq > $2 "
                            "AND seq <= $3 "
                            "AND ($4 IS NULL OR contact_id = $4) ORDER BY seq LIMIT $5";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (after), BH_INT (upto),
                               BH_TEXT (contact_id), BH_INT (limit) };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_event_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_event, events, error) < 0)
    return NULL;
  return g_steal_pointer (&events);
}

gboolean
bhd_event_rows_find_old (BhDb *db,
                         const char *organization_id,
                         gint64 before_us,
                         guint limit,
                         BhdEventSpan *span,
                         GError **error)
{
  static const char sql[] =
      "SELECT seq, created_us FROM event WHERE organization_id = $1 AND seq < "
      "(SELECT MAX(seq) FROM event WHERE organization_id = $1) ORDER BY seq LIMIT $2";
  g_autoptr (GVariant) rows = NULL;
  GVariantIter iter;
  gint64 seq, created_us;

  rows =
      bh_db_query (db, "(xx)", sql, g_variant_new ("(sx)", organization_id, (gint64) limit), error);
  if (rows == NULL)
    return FALSE;

  *span = (BhdEventSpan){ 0, 0 };
  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_next (&iter, "(xx)", &seq, &created_us) && created_us < before_us)
    *span = (BhdEventSpan){ seq, span->count + 1 };
  return TRUE;
}

gboolean
bhd_event_rows_prune (BhDb *db, const char *organization_id, gint64 seq, GError **error)
{
  static const char rows[] = "DELETE FROM event WHERE organization_id = $1 AND seq <= $2";
  static const char head[] = "UPDATE feed SET pruned_seq = $2 WHERE organization_id = $1 AND "
                             "pruned_seq < $2 AND seq >= $2";

  if (!bh_db_exec (db, rows, g_variant_new ("(sx)", organization_id, seq), error))
    return FALSE;
  return bh_db_exec (db, head, g_variant_new ("(sx)", organization_id, seq), error);
}
