/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-passage-rows.h"

#include "common/bh-db-row.h"

gboolean
bhd_passage_rows_insert (BhDb *db,
                         const char *organization_id,
                         const BhdPassage *passage,
                         gint64 position,
                         GError **error)
{
  static const char sql[] = "INSERT INTO passage (organization_id, id, document_id, position, "
                            "heading, body) VALUES ($1, $2, $3, $4, $5, $6)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxss)", organization_id, passage->id, passage->document_id,
                                    position, passage->heading, passage->body),
                     error);
}

gboolean
bhd_passage_rows_delete (BhDb *db,
                         const char *organization_id,
                         const char *document_id,
                         GError **error)
{
  static const char sql[] = "DELETE FROM passage WHERE organization_id = $1 AND document_id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, document_id), error);
}

static void
add_passage (BhDbRow *row, gpointer list)
{
  const char *id = bh_db_row_text (row);
  const char *document_id = bh_db_row_text (row);
  const char *title = bh_db_row_text (row);
  const char *heading = bh_db_row_text (row);
  const char *body = bh_db_row_text (row);

  g_ptr_array_add (list, bhd_passage_new (id, document_id, title, heading, body));
}

GPtrArray *
bhd_passage_rows_list (BhDb *db,
                       const char *organization_id,
                       const char *document_id,
                       GError **error)
{
#define LIST                                                                                       \
  "SELECT p.id, p.document_id, d.title, p.heading, p.body FROM passage p JOIN document d "         \
  "ON d.organization_id = p.organization_id AND d.id = p.document_id "                             \
  "WHERE p.organization_id = $1 "
#define ORDER "ORDER BY p.document_id, p.position"
  static const char all[] = LIST ORDER;
  static const char one[] = LIST "AND p.document_id = $2 " ORDER;
#undef LIST
#undef ORDER
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (document_id) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  gboolean whole = document_id == NULL;

  if (bh_db_each (db, whole ? all : one, params, whole ? 1 : 2, add_passage, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}
