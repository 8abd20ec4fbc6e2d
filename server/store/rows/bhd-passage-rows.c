/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-passage-rows.h"

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

static GPtrArray *
passages_from_rows (GVariant *rows)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  const char *id, *document_id, *title, *heading, *body;
  GVariantIter iter;

  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_next (&iter, "(&s&s&s&s&s)", &id, &document_id, &title, &heading, &body))
    g_ptr_array_add (list, bhd_passage_new (id, document_id, title, heading, body));
  return list;
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
  g_autoptr (GVariant) rows = NULL;

  if (document_id != NULL)
    rows = bh_db_query (db, "(sssss)", one, g_variant_new ("(ss)", organization_id, document_id),
                        error);
  else
    rows = bh_db_query (db, "(sssss)", all, g_variant_new ("(s)", organization_id), error);
  return rows != NULL ? passages_from_rows (rows) : NULL;
}
