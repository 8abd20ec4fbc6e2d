/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/runs/bhd-usage-rows.h"

gboolean
bhd_usage_rows_add (BhDb *db,
                    const char *organization_id,
                    gint64 day,
                    const char *contact_id,
                    const BhdUsage *used,
                    GError **error)
{
  static const char sql[] =
      "INSERT INTO ai_usage (organization_id, day, contact_id, messages, tokens, cost) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organization_id, day, contact_id) "
      "DO UPDATE SET messages = ai_usage.messages + excluded.messages, "
      "tokens = ai_usage.tokens + excluded.tokens, cost = ai_usage.cost + excluded.cost";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sxsxxx)", organization_id, day, contact_id, used->messages,
                                    used->tokens, used->cost),
                     error);
}

gboolean
bhd_usage_rows_get (BhDb *db,
                    const char *organization_id,
                    gint64 day,
                    const char *contact_id,
                    BhdUsage *usage,
                    GError **error)
{
  static const char sql[] =
      "SELECT COALESCE(MAX(messages), 0), COALESCE(MAX(tokens), 0), COALESCE(MAX(cost), 0) "
      "FROM ai_usage WHERE organization_id = $1 AND day = $2 AND contact_id = $3";
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(xxx)", sql, g_variant_new ("(sxs)", organization_id, day, contact_id), error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(xxx)", &usage->messages, &usage->tokens, &usage->cost);
  return TRUE;
}
