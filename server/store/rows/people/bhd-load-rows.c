/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/people/bhd-load-rows.h"

#include "common/bh-db-row.h"

static void
add_load (BhDbRow *row, gpointer loads)
{
  char *operator_id = bh_db_row_dup_text (row);
  BhdLoad *load = g_new0 (BhdLoad, 1);

  load->open = bh_db_row_int (row);
  load->waiting = bh_db_row_int (row);
  g_hash_table_insert (loads, operator_id, load);
}

GHashTable *
bhd_load_rows_by_operator (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT assignee_id, COUNT(*), SUM(CASE WHEN waiting_since_us > 0 THEN 1 ELSE 0 END) "
      "FROM conversation WHERE organization_id = $1 AND assignee_id IS NOT NULL "
      "AND status <> 'resolved' GROUP BY assignee_id";
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  g_autoptr (GHashTable) loads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_load, loads, error) < 0)
    return NULL;
  return g_steal_pointer (&loads);
}

void
bhd_running_row_free (BhdRunningRow *self)
{
  g_free (self->run_id);
  g_free (self->conversation_id);
  g_free (self->contact_name);
  g_free (self->question);
  g_free (self->provider);
  g_free (self);
}

static void
add_running (BhDbRow *row, gpointer list)
{
  BhdRunningRow *self = g_new0 (BhdRunningRow, 1);

  self->run_id = bh_db_row_dup_text (row);
  self->conversation_id = bh_db_row_dup_text (row);
  self->contact_name = bh_db_row_dup_text (row);
  self->question = bh_db_row_dup_text (row);
  self->provider = bh_db_row_dup_text (row);
  self->started_us = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

/* Open runs are few, and an index holds just them; those of one organisation are countless and
 * nearly all have ended: COALESCE keeps the planner from going through these. */
GPtrArray *
bhd_load_rows_list_running (BhDb *db, const char *organization_id, guint limit, GError **error)
{
  static const char sql[] =
      "SELECT r.id, r.conversation_id, COALESCE(k.name, ''), COALESCE(m.body, ''), r.provider, "
      "COALESCE(r.started_us, 0) FROM run r "
      "JOIN conversation c ON c.organization_id = $1 AND c.id = r.conversation_id "
      "LEFT JOIN contact k ON k.organization_id = $1 AND k.id = c.contact_id "
      "LEFT JOIN message m ON m.organization_id = $1 AND m.conversation_id = r.conversation_id "
      "AND m.seq = c.visitor_seq "
      "WHERE r.state <> 'done' AND COALESCE(r.organization_id, '') = $1 "
      "ORDER BY r.due_us LIMIT $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (limit) };
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_running_row_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_running, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}
