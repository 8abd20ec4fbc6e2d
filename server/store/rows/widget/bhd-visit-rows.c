/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/widget/bhd-visit-rows.h"

char **
bhd_visit_rows_list_open (BhDb *db,
                          const char *organization_id,
                          const char *contact_id,
                          guint limit,
                          GError **error)
{
  static const char sql[] = "SELECT id FROM conversation WHERE organization_id = $1 "
                            "AND contact_id = $2 AND status <> 'resolved' "
                            "ORDER BY updated_us DESC, id DESC LIMIT $3";
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GVariant) rows = bh_db_query (
      db, "(s)", sql, g_variant_new ("(ssx)", organization_id, contact_id, (gint64) limit), error);
  GVariantIter iter;
  const char *id;

  if (rows == NULL)
    return NULL;
  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_next (&iter, "(&s)", &id))
    g_strv_builder_add (ids, id);
  return g_strv_builder_end (ids);
}

char *
bhd_visit_rows_get_pages (BhDb *db,
                          const char *organization_id,
                          const char *contact_id,
                          GError **error)
{
  static const char sql[] =
      "SELECT pages FROM contact_pages WHERE organization_id = $1 AND contact_id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(s)", sql, g_variant_new ("(ss)", organization_id, contact_id), error);
  char *pages = NULL;

  if (row != NULL)
    g_variant_get (row, "(s)", &pages);
  return pages;
}

gboolean
bhd_visit_rows_put_pages (BhDb *db,
                          const char *organization_id,
                          const char *contact_id,
                          const char *pages,
                          GError **error)
{
  static const char sql[] =
      "INSERT INTO contact_pages (organization_id, contact_id, pages) VALUES ($1, $2, $3) "
      "ON CONFLICT (organization_id, contact_id) DO UPDATE SET pages = excluded.pages";

  return bh_db_exec (db, sql, g_variant_new ("(sss)", organization_id, contact_id, pages), error);
}
