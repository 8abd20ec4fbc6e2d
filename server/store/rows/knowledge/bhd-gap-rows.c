/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-gap-rows.h"

#include "common/bh-id.h"

#define COLUMNS                                                                                    \
  "id, question, hits, status, resolution, document_id, first_us, last_us, conversation_id"
#define ROW "(ssxsmsmsxxms)"

static BhGap *
gap_from_row (GVariant *row)
{
  BhGap fields = { 0 };

  g_variant_get (row, ROW, &fields.id, &fields.question, &fields.hits, &fields.status,
                 &fields.resolution, &fields.document_id, &fields.first_us, &fields.last_us,
                 &fields.conversation_id);
  return bh_gap_new_take (&fields);
}

BhGap *
bhd_gap_rows_hit (BhDb *db,
                  const char *organization_id,
                  const char *question,
                  const char *key,
                  const char *conversation_id,
                  gint64 now_us,
                  GError **error)
{
  static const char sql[] =
      "INSERT INTO gap (organization_id, id, question, question_key, hits, status, "
      "conversation_id, first_us, last_us) VALUES ($1, $2, $3, $4, 1, 'open', $5, $6, $6) "
      "ON CONFLICT (organization_id, question_key) DO UPDATE SET hits = gap.hits + 1, "
      "status = 'open', question = excluded.question, "
      "conversation_id = excluded.conversation_id, last_us = excluded.last_us "
      "RETURNING " COLUMNS;
  g_autofree char *id = bh_id_new ();
  g_autoptr (GVariant) row = NULL;

  row = bh_db_query_row (
      db, ROW, sql,
      g_variant_new ("(sssssx)", organization_id, id, question, key, conversation_id, now_us),
      error);
  return row != NULL ? gap_from_row (row) : NULL;
}

GPtrArray *
bhd_gap_rows_list (BhDb *db, const char *organization_id, guint limit, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM gap WHERE organization_id = $1 "
                            "AND status = 'open' ORDER BY hits DESC, last_us DESC, id LIMIT $2";
  g_autoptr (GVariant) rows = NULL;
  GPtrArray *list;

  rows = bh_db_query (db, ROW, sql, g_variant_new ("(sx)", organization_id, (gint64) limit), error);
  if (rows == NULL)
    return NULL;

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_gap_unref);
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

      g_ptr_array_add (list, gap_from_row (row));
    }
  return list;
}
