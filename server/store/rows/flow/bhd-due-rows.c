/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/flow/bhd-due-rows.h"

#include "common/bh-db-row.h"

#define SELECT "SELECT c.organization_id, c.id FROM "
/* CROSS: the settings first, of which there are few, then each organisation's conversations by
 * time. */
#define SETTINGS                                                                                   \
  "desk_settings d CROSS JOIN conversation c WHERE c.organization_id = d.organization_id AND "

/* $1: now.  Who has put off a conversation may let the visitor wait until then. */
static const char *const queries[BHD_DUE_KINDS] = {
  [BHD_DUE_SNOOZE] = SELECT "conversation c WHERE c.snoozed_until_us > 0 "
                            "AND c.snoozed_until_us <= $1 ORDER BY c.snoozed_until_us LIMIT $2",
  [BHD_DUE_TIMEOUT] = SELECT SETTINGS
  "d.claim_timeout_s > 0 AND c.owed_since_us > 0 AND c.snoozed_until_us = 0 "
  "AND c.owed_since_us <= CAST($1 AS BIGINT) - d.claim_timeout_s * 1000000 LIMIT $2",
  [BHD_DUE_ORPHAN] =
      SELECT "operator o CROSS JOIN conversation c WHERE c.organization_id = o.organization_id "
             "AND c.assignee_id = o.id AND c.status <> 'resolved' "
             "AND o.disabled_us > 0 AND o.disabled_us <= $1 LIMIT $2",
  [BHD_DUE_IDLE] = SELECT SETTINGS
  "d.auto_resolve_h > 0 AND c.idle_since_us > 0 "
  "AND c.idle_since_us <= CAST($1 AS BIGINT) - d.auto_resolve_h * 3600000000 LIMIT $2",
};

static void
due_row_free (BhdDueRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self);
}

static void
add_row (BhDbRow *row, gpointer data)
{
  BhdDueRow *due = g_new0 (BhdDueRow, 1);

  due->organization_id = bh_db_row_dup_text (row);
  due->id = bh_db_row_dup_text (row);
  g_ptr_array_add (data, due);
}

GPtrArray *
bhd_due_rows_list (BhDb *db, BhdDue due, gint64 now_us, guint limit, GError **error)
{
  const BhDbValue params[] = { BH_INT (now_us), BH_INT (limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) due_row_free);

  if (bh_db_each (db, queries[due], params, G_N_ELEMENTS (params), add_row, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
bhd_due_rows_set_idle (BhDb *db,
                       const char *organization_id,
                       const char *id,
                       gint64 idle_since_us,
                       GError **error)
{
  static const char sql[] = "UPDATE conversation SET idle_since_us = $3 "
                            "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, id, idle_since_us), error);
}
