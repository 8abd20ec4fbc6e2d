/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-event-rows.h"

#include "common/bh-error.h"

#define EVENT_ROW "(sxsmsmssmsx)"

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

gint64
bhd_event_rows_reserve (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "UPDATE feed SET seq = seq + 1 WHERE organization_id = $1 RETURNING seq";
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row = NULL;
  gint64 seq = 0;

  row = bh_db_query_row (db, "(x)", sql, g_variant_new ("(s)", organization_id), &inner);
  if (row != NULL)
    g_variant_get (row, "(x)", &seq);
  else if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    no_such_organization (organization_id, error);
  return seq;
}

gboolean
bhd_event_rows_insert (BhDb *db, const BhdEvent *event, GError **error)
{
  static const char sql[] = "INSERT INTO event (organization_id, seq, type, conversation_id, "
                            "contact_id, body, desk, created_us) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

  return bh_db_exec (db, sql,
                     g_variant_new (EVENT_ROW, event->organization_id, event->seq, event->type,
                                    event->conversation_id, event->contact_id, event->body,
                                    event->desk, event->created_us),
                     error);
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

static GPtrArray *
events_from_rows (GVariant *rows)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_event_unref);
  BhdEventDraft draft = { 0 };
  GVariantIter iter;
  gint64 created_us;

  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_next (&iter, "(&sx&sm&sm&s&sm&sx)", &draft.organization_id, &draft.seq,
                              &draft.type, &draft.conversation_id, &draft.contact_id, &draft.body,
                              &draft.desk, &created_us))
    g_ptr_array_add (events, bhd_event_new (&draft, created_us));
  return events;
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
  g_autoptr (GVariant) rows = NULL;

  rows = bh_db_query (
      db, EVENT_ROW, sql,
      g_variant_new ("(sxxmsx)", organization_id, after, upto, contact_id, (gint64) limit), error);
  return rows != NULL ? events_from_rows (rows) : NULL;
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
