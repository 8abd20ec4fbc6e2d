/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-passage-rows.h"

#include "common/bh-db-row.h"
#include "server/store/rows/knowledge/bhd-knowledge-size.h"

static gboolean
insert (BhDb *db,
        const char *organization_id,
        const BhdPassage *passage,
        gint64 position,
        GError **error)
{
  static const char sql[] = "INSERT INTO passage (organization_id, id, document_id, position, "
                            "heading, body) VALUES ($1, $2, $3, $4, $5, $6)";

  const BhDbValue params[] = { BH_TEXT (organization_id),      BH_TEXT (passage->id),
                               BH_TEXT (passage->document_id), BH_INT (position),
                               BH_TEXT (passage->heading),     BH_TEXT (passage->body) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_passage_rows_insert (BhDb *db,
                         const char *organization_id,
                         GPtrArray *passages,
                         guint from,
                         guint end,
                         GError **error)
{
  for (guint i = from; i < end; i++)
    if (!insert (db, organization_id, g_ptr_array_index (passages, i), i, error))
      return FALSE;
  return from >= end || bhd_knowledge_size_add (db, organization_id, 0, end - from, error);
}

gboolean
bhd_passage_rows_delete (BhDb *db,
                         const char *organization_id,
                         const char *document_id,
                         GError **error)
{
  static const char sql[] = "DELETE FROM passage WHERE organization_id = $1 AND document_id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, document_id), error) &&
         bhd_knowledge_size_add (db, organization_id, 0, -bh_db_changes (db), error);
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

#define LIST                                                                                       \
  "SELECT p.id, p.document_id, d.title, p.heading, p.body FROM passage p JOIN document d "         \
  "ON d.organization_id = p.organization_id AND d.id = p.document_id "                             \
  "WHERE p.organization_id = $1 "

static GPtrArray *
list_passages (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);

  if (bh_db_each (db, sql, params, n_params, add_passage, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

GPtrArray *
bhd_passage_rows_list (BhDb *db,
                       const char *organization_id,
                       const char *document_id,
                       GError **error)
{
  static const char sql[] = LIST "AND p.document_id = $2 ORDER BY p.position";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (document_id) };

  return list_passages (db, sql, params, G_N_ELEMENTS (params), error);
}

GPtrArray *
bhd_passage_rows_range (BhDb *db,
                        const char *organization_id,
                        const char *after_id,
                        const char *last_id,
                        GError **error)
{
  static const char sql[] = LIST "AND p.document_id > $2 AND p.document_id <= $3 "
                                 "ORDER BY p.document_id, p.position";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (after_id), BH_TEXT (last_id) };

  return list_passages (db, sql, params, G_N_ELEMENTS (params), error);
}
