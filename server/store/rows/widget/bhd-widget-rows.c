/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/widget/bhd-widget-rows.h"

#include "common/bh-db-row.h"

char *
bhd_widget_rows_find (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT settings FROM widget_settings WHERE organization_id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(s)", sql, g_variant_new ("(s)", organization_id), error);
  char *settings = NULL;

  if (row != NULL)
    g_variant_get (row, "(s)", &settings);
  return settings;
}

gboolean
bhd_widget_rows_put (BhDb *db,
                     const char *organization_id,
                     const char *settings,
                     gint64 now_us,
                     GError **error)
{
  static const char sql[] =
      "INSERT INTO widget_settings (organization_id, settings, updated_us) VALUES ($1, $2, $3) "
      "ON CONFLICT (organization_id) DO UPDATE SET settings = excluded.settings, "
      "updated_us = excluded.updated_us";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, settings, now_us), error);
}

char *
bhd_widget_rows_get_secret (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT identity_secret FROM widget_settings WHERE organization_id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(ms)", sql, g_variant_new ("(s)", organization_id), error);
  char *sealed = NULL;

  if (row != NULL)
    g_variant_get (row, "(ms)", &sealed);
  return sealed;
}

gboolean
bhd_widget_rows_set_secret (BhDb *db,
                            const char *organization_id,
                            const char *sealed,
                            gint64 now_us,
                            GError **error)
{
  static const char sql[] =
      "INSERT INTO widget_settings (organization_id, settings, identity_secret, updated_us) "
      "VALUES ($1, '{}', $2, $3) ON CONFLICT (organization_id) DO UPDATE SET "
      "identity_secret = excluded.identity_secret, updated_us = excluded.updated_us";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, sealed, now_us), error);
}

static void
add_time (BhDbRow *row, gpointer data)
{
  gint64 time = bh_db_row_int (row);

  if (time >= 0)
    g_array_append_val ((GArray *) data, time);
}

/* What an operator began, and what came back, nobody waited for. */
GArray *
bhd_widget_rows_reply_times (BhDb *db,
                             const char *organization_id,
                             gint64 since_us,
                             guint limit,
                             GError **error)
{
  static const char sql[] =
      "SELECT COALESCE ((SELECT m.created_us - h.created_us FROM message m "
      "WHERE m.organization_id = h.organization_id AND m.conversation_id = h.conversation_id "
      "AND m.author = 'operator' AND m.kind = 'text' AND m.created_us >= h.created_us "
      "ORDER BY m.seq LIMIT 1), -1) FROM handoff h "
      "WHERE h.organization_id = $1 AND h.created_us >= $2 "
      "AND h.reason <> 'operator_took' AND h.reason <> 'reopened' "
      "ORDER BY h.created_us DESC LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (since_us), BH_INT (limit) };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_time, times, error) < 0)
    return NULL;
  return g_steal_pointer (&times);
}
