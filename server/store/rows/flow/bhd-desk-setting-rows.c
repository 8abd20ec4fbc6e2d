/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/flow/bhd-desk-setting-rows.h"

#include "common/bh-db-row.h"

static void
read_row (BhDbRow *row, gpointer data)
{
  BhdDeskSettings *settings = data;

  settings->claim_timeout_s = bh_db_row_int (row);
  settings->auto_resolve_h = bh_db_row_int (row);
  settings->retention_days = bh_db_row_int (row);
}

gboolean
bhd_desk_setting_rows_get (BhDb *db,
                           const char *organization_id,
                           BhdDeskSettings *settings,
                           GError **error)
{
  static const char sql[] = "SELECT claim_timeout_s, auto_resolve_h, retention_days "
                            "FROM desk_settings WHERE organization_id = $1";
  const BhDbValue params[] = { BH_TEXT (organization_id) };

  *settings = (BhdDeskSettings){ 0 };
  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), read_row, settings, error) >= 0;
}

gboolean
bhd_desk_setting_rows_put (BhDb *db,
                           const char *organization_id,
                           const BhdDeskSettings *settings,
                           gint64 now_us,
                           GError **error)
{
  static const char sql[] =
      "INSERT INTO desk_settings (organization_id, claim_timeout_s, auto_resolve_h, "
      "retention_days, updated_us) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (organization_id) DO UPDATE SET claim_timeout_s = excluded.claim_timeout_s, "
      "auto_resolve_h = excluded.auto_resolve_h, retention_days = excluded.retention_days, "
      "updated_us = excluded.updated_us";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sxxxx)", organization_id, settings->claim_timeout_s,
                                    settings->auto_resolve_h, settings->retention_days, now_us),
                     error);
}
