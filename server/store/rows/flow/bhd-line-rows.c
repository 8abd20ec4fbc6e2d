/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/flow/bhd-line-rows.h"

#include "common/bh-db-row.h"

/* Word for word as the index has it. */
#define IN_LINE "status = 'escalated' AND assignee_id IS NULL AND snoozed_until_us = 0 "

static void
place_free (BhdLinePlace *self)
{
  g_free (self->conversation_id);
  g_free (self->contact_id);
  g_free (self);
}

static void
add_row (BhDbRow *row, gpointer data)
{
  BhdLinePlace *place = g_new0 (BhdLinePlace, 1);

  place->conversation_id = bh_db_row_dup_text (row);
  place->contact_id = bh_db_row_dup_text (row);
  g_ptr_array_add (data, place);
}

GPtrArray *
bhd_line_rows_list (BhDb *db, const char *organization_id, guint limit, GError **error)
{
  static const char sql[] = "SELECT id, contact_id FROM conversation WHERE organization_id = $1 "
                            "AND " IN_LINE "ORDER BY waiting_since_us, id LIMIT $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_row, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

gint64
bhd_line_rows_count (BhDb *db,
                     const char *organization_id,
                     gint64 since_us,
                     const char *conversation_id,
                     guint limit,
                     GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM (SELECT id FROM conversation WHERE organization_id = $1 AND " IN_LINE
      "AND (waiting_since_us, id) <= ($2, $3) ORDER BY waiting_since_us, id LIMIT $4) AS line";
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(x)", sql,
      g_variant_new ("(sxsx)", organization_id, since_us, conversation_id, (gint64) limit + 1),
      error);
  gint64 place = 0;

  if (row != NULL)
    g_variant_get (row, "(x)", &place);
  return place <= limit ? place : 0;
}
