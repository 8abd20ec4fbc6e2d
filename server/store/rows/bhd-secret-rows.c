/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-secret-rows.h"

#include "common/bh-error.h"

char *
bhd_secret_rows_get_webhook (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT webhook_secret FROM organization WHERE id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(ms)", sql, g_variant_new ("(s)", organization_id), error);
  char *sealed = NULL;

  if (row != NULL)
    g_variant_get (row, "(ms)", &sealed);
  return sealed;
}

gboolean
bhd_secret_rows_set_webhook (BhDb *db,
                             const char *organization_id,
                             const char *sealed,
                             GError **error)
{
  static const char sql[] = "UPDATE organization SET webhook_secret = $2 WHERE id = $1";

  if (!bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, sealed), error))
    return FALSE;
  if (bh_db_changes (db) == 1)
    return TRUE;
  g_set_error_literal (error, BH_ERROR, BH_ERROR_NOT_FOUND, "there is no such organisation");
  return FALSE;
}
