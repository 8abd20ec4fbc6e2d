/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-phrasing-rows.h"

#include "common/bh-db-row.h"

#define SELECT                                                                                     \
  "SELECT p.id, p.document_id, d.title, p.question, p.status, p.origin, p.hits, "                  \
  "p.conversation_id, p.created_us FROM phrasing p JOIN document d "                               \
  "ON d.organization_id = p.organization_id AND d.id = p.document_id "

/* Into a GPtrArray of BhPhrasing. */
static void
add_phrasing (BhDbRow *row, gpointer list)
{
  BhPhrasing fields = { 0 };

  fields.id = bh_db_row_dup_text (row);
  fields.document_id = bh_db_row_dup_text (row);
  fields.title = bh_db_row_dup_text (row);
  fields.question = bh_db_row_dup_text (row);
  fields.status = bh_db_row_dup_text (row);
  fields.origin = bh_db_row_dup_text (row);
  fields.hits = bh_db_row_int (row);
  fields.conversation_id = bh_db_row_dup_text (row);
  fields.created_us = bh_db_row_int (row);
  g_ptr_array_add (list, bh_phrasing_new_take (&fields));
}

char *
bhd_phrasing_rows_hit (BhDb *db,
                       const char *organization_id,
                       const BhPhrasing *phrasing,
                       const char *key,
                       GError **error)
{
  static const char sql[] =
      "INSERT INTO phrasing (organization_id, id, document_id, question, question_key, status, "
      "origin, hits, conversation_id, created_us) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9) "
      "ON CONFLICT (organization_id, document_id, question_key) DO UPDATE SET "
      "hits = phrasing.hits + 1, "
      "conversation_id = COALESCE (excluded.conversation_id, phrasing.conversation_id) "
      "RETURNING id";
  g_autoptr (GVariant) row = NULL;
  char *id = NULL;

  row = bh_db_query_row (db, "(s)", sql,
                         g_variant_new ("(sssssssmsx)", organization_id, phrasing->id,
                                        phrasing->document_id, phrasing->question, key,
                                        phrasing->status, phrasing->origin,
                                        phrasing->conversation_id, phrasing->created_us),
                         error);
  if (row != NULL)
    g_variant_get (row, "(s)", &id);
  return id;
}

gboolean
bhd_phrasing_rows_decide (BhDb *db,
                          const char *organization_id,
                          const char *id,
                          const char *status,
                          const char *decided_by,
                          gint64 now_us,
                          GError **error)
{
  static const char sql[] = "UPDATE phrasing SET status = $3, decided_by = $4, decided_us = $5 "
                            "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (
      db, sql, g_variant_new ("(sssmsx)", organization_id, id, status, decided_by, now_us), error);
}

BhPhrasing *
bhd_phrasing_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = SELECT "WHERE p.organization_id = $1 AND p.id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_phrasing_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_phrasing, found, error) < 1)
    return NULL;
  return g_ptr_array_steal_index (found, 0);
}

GPtrArray *
bhd_phrasing_rows_list (BhDb *db,
                        const char *organization_id,
                        const BhdPhrasingFilter *filter,
                        GError **error)
{
  static const char sql[] =
      SELECT "WHERE p.organization_id = $1 AND (CAST ($2 AS TEXT) IS NULL OR p.status = $2) "
             "AND (CAST ($3 AS TEXT) IS NULL OR p.document_id = $3) "
             "AND (CAST ($4 AS TEXT) IS NULL OR (p.created_us, p.id) < "
             "(SELECT l.created_us, l.id FROM phrasing l "
             "WHERE l.organization_id = $1 AND l.id = $4)) "
             "ORDER BY p.created_us DESC, p.id DESC LIMIT $5";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (filter->status),
                               BH_TEXT (filter->document_id), BH_TEXT (filter->after),
                               BH_INT (filter->limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_phrasing_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_phrasing, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
bhd_phrasing_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM phrasing WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

gboolean
bhd_phrasing_rows_delete_document (BhDb *db,
                                   const char *organization_id,
                                   const char *document_id,
                                   GError **error)
{
  static const char sql[] = "DELETE FROM phrasing WHERE organization_id = $1 AND document_id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, document_id), error);
}

gint64
bhd_phrasing_rows_count (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM phrasing WHERE organization_id = $1 AND status = 'proposed'";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(s)", organization_id), error);
  gint64 count = -1;

  if (row != NULL)
    g_variant_get (row, "(x)", &count);
  return count;
}
