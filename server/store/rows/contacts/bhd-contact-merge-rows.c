/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/contacts/bhd-contact-merge-rows.h"

#include "common/bh-db-row.h"

#define MOVE(table)                                                                                \
  "UPDATE " table " SET contact_id = $3 WHERE organization_id = $1 AND contact_id = $2"

static const char *const moves[] = {
  "UPDATE attachment SET sender_id = $3 WHERE organization_id = $1 AND by_visitor = 1 "
  "AND sender_id = $2 AND conversation_id IN (SELECT id FROM conversation "
  "WHERE organization_id = $1 AND contact_id = $2)",
  MOVE ("conversation"),
  MOVE ("contact_session"),
  MOVE ("api_session"),
  MOVE ("contact_note"),
  MOVE ("webhook_delivery"),
  "INSERT INTO contact_pages (organization_id, contact_id, pages) "
  "SELECT organization_id, $3, pages FROM contact_pages "
  "WHERE organization_id = $1 AND contact_id = $2 ON CONFLICT DO NOTHING",
  "INSERT INTO ai_usage (organization_id, day, contact_id, messages, tokens, cost) "
  "SELECT organization_id, day, $3, messages, tokens, cost FROM ai_usage "
  "WHERE organization_id = $1 AND contact_id = $2 "
  "ON CONFLICT (organization_id, day, contact_id) DO UPDATE SET "
  "messages = ai_usage.messages + excluded.messages, "
  "tokens = ai_usage.tokens + excluded.tokens, cost = ai_usage.cost + excluded.cost",
};

static const char *const removals[] = {
  "DELETE FROM contact_pages WHERE organization_id = $1 AND contact_id = $2",
  "DELETE FROM ai_usage WHERE organization_id = $1 AND contact_id = $2",
  "DELETE FROM contact WHERE organization_id = $1 AND id = $2",
};

gboolean
bhd_contact_merge_rows_move (BhDb *db,
                             const char *organization_id,
                             const char *from,
                             const char *into,
                             GError **error)
{
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (from), BH_TEXT (into) };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (!bh_db_put (db, moves[i], params, 3, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (removals); i++)
    if (!bh_db_put (db, removals[i], params, 2, error))
      return FALSE;
  return TRUE;
}
