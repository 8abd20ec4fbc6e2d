/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-attachment-rows.h"

#include "common/bh-db-row.h"

#define COLUMNS                                                                                                \
  "organization_id, id, conversation_id, canned_id, by_visitor, sender_id, message_id, internal, name, size, " \
  "received, blob_hash, media_type, width, height, created_us, updated_us"

static void
add_attachment (BhDbRow *row, gpointer list)
{
  BhdAttachment fields = { 0 };

  fields.organization_id = bh_db_row_dup_text (row);
  fields.id = bh_db_row_dup_text (row);
  fields.conversation_id = bh_db_row_dup_text (row);
  fields.canned_id = bh_db_row_dup_text (row);
  fields.by_visitor = bh_db_row_int (row) == 1;
  fields.sender_id = bh_db_row_dup_text (row);
  fields.message_id = bh_db_row_dup_text (row);
  fields.internal = bh_db_row_int (row) == 1;
  fields.name = bh_db_row_dup_text (row);
  fields.size = bh_db_row_int (row);
  fields.received = bh_db_row_int (row);
  fields.blob_hash = bh_db_row_dup_text (row);
  fields.media_type = bh_db_row_dup_text (row);
  fields.width = bh_db_row_int (row);
  fields.height = bh_db_row_int (row);
  fields.created_us = bh_db_row_int (row);
  fields.updated_us = bh_db_row_int (row);
  g_ptr_array_add (list, bhd_attachment_new_take (&fields));
}

/* Returns: (transfer full): of BhdAttachment */
static GPtrArray *
select_rows (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_attachment_free);

  if (bh_db_each (db, sql, params, n_params, add_attachment, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
bhd_attachment_rows_insert (BhDb *db, const BhdAttachment *attachment, GError **error)
{
  static const char sql[] = "INSERT INTO attachment (organization_id, id, conversation_id, "
                            "canned_id, by_visitor, sender_id, name, size, received, created_us, "
                            "updated_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
  const BhDbValue params[] = {
    BH_TEXT (attachment->organization_id),
    BH_TEXT (attachment->id),
    BH_TEXT (attachment->conversation_id),
    BH_TEXT (attachment->canned_id),
    BH_INT (attachment->by_visitor),
    BH_TEXT (attachment->sender_id),
    BH_TEXT (attachment->name),
    BH_INT (attachment->size),
    BH_INT (attachment->received),
    BH_INT (attachment->created_us),
    BH_INT (attachment->updated_us),
  };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

BhdAttachment *
bhd_attachment_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM attachment WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = select_rows (db, sql, params, G_N_ELEMENTS (params), error);

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

gboolean
bhd_attachment_rows_advance (BhDb *db,
                             const char *organization_id,
                             const char *id,
                             gint64 from,
                             gint64 to,
                             gint64 now_us,
                             gboolean *stored,
                             GError **error)
{
  static const char sql[] =
      "UPDATE attachment SET received = $4, updated_us = $5 "
      "WHERE organization_id = $1 AND id = $2 AND received = $3 AND blob_hash IS NULL";

  if (!bh_db_exec (db, sql, g_variant_new ("(ssxxx)", organization_id, id, from, to, now_us),
                   error))
    return FALSE;
  *stored = bh_db_changes (db) == 1;
  return TRUE;
}

gboolean
bhd_attachment_rows_complete (BhDb *db, const BhdAttachment *attachment, GError **error)
{
  static const char sql[] =
      "UPDATE attachment SET received = size, blob_hash = $3, media_type = $4, width = $5, "
      "height = $6, updated_us = $7 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssxxx)", attachment->organization_id, attachment->id,
                                    attachment->blob_hash, attachment->media_type,
                                    attachment->width, attachment->height, attachment->updated_us),
                     error);
}

gboolean
bhd_attachment_rows_claim (BhDb *db,
                           const BhdAttachment *attachment,
                           const char *message_id,
                           gboolean internal,
                           gboolean *stored,
                           GError **error)
{
  static const char sql[] = "UPDATE attachment SET message_id = $3, internal = $4 "
                            "WHERE organization_id = $1 AND id = $2 AND message_id IS NULL";

  if (!bh_db_exec (db, sql,
                   g_variant_new ("(sssx)", attachment->organization_id, attachment->id, message_id,
                                  (gint64) internal),
                   error))
    return FALSE;
  *stored = bh_db_changes (db) == 1;
  return TRUE;
}

gboolean
bhd_attachment_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM attachment WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

gboolean
bhd_attachment_rows_count (BhDb *db,
                           const char *organization_id,
                           const char *conversation_id,
                           const char *sender_id,
                           gint64 *n,
                           gint64 *bytes,
                           gint64 *loose,
                           GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN "
      "message_id IS NULL AND sender_id = $3 THEN 1 ELSE 0 END), 0) AS BIGINT) FROM attachment "
      "WHERE organization_id = $1 AND conversation_id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(xxx)", sql,
                       g_variant_new ("(sss)", organization_id, conversation_id, sender_id), error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(xxx)", n, bytes, loose);
  return TRUE;
}

gboolean
bhd_attachment_rows_count_of_visitor (BhDb *db,
                                      const char *organization_id,
                                      const char *contact_id,
                                      gint64 since_us,
                                      gint64 *bytes,
                                      gint64 *loose,
                                      GError **error)
{
  static const char sql[] =
      "SELECT CAST(COALESCE(SUM(a.size), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN a.message_id "
      "IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) FROM conversation c JOIN attachment a "
      "ON a.organization_id = c.organization_id AND a.conversation_id = c.id "
      "WHERE c.organization_id = $1 AND c.contact_id = $2 AND a.sender_id = $2 "
      "AND a.created_us >= $3";
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(xx)", sql, g_variant_new ("(ssx)", organization_id, contact_id, since_us), error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(xx)", bytes, loose);
  return TRUE;
}

GPtrArray *
bhd_attachment_rows_list (BhDb *db,
                          const char *organization_id,
                          const char *conversation_id,
                          GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM attachment WHERE organization_id = $1 AND conversation_id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (conversation_id) };

  return select_rows (db, sql, params, G_N_ELEMENTS (params), error);
}

GPtrArray *
bhd_attachment_rows_list_of_canned (BhDb *db,
                                    const char *organization_id,
                                    const char *canned_id,
                                    GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM attachment WHERE organization_id = $1 AND canned_id = $2 "
      "ORDER BY created_us, id";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (canned_id) };

  return select_rows (db, sql, params, G_N_ELEMENTS (params), error);
}

GPtrArray *
bhd_attachment_rows_list_canned (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM attachment WHERE organization_id = $1 AND canned_id IS NOT NULL "
      "AND blob_hash IS NOT NULL ORDER BY canned_id, created_us, id";
  const BhDbValue params[] = { BH_TEXT (organization_id) };

  return select_rows (db, sql, params, G_N_ELEMENTS (params), error);
}

GPtrArray *
bhd_attachment_rows_list_stale (BhDb *db, gint64 before_us, guint limit, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM attachment WHERE message_id IS NULL "
      "AND (canned_id IS NULL OR blob_hash IS NULL) AND updated_us < $1 LIMIT $2";
  const BhDbValue params[] = { BH_INT (before_us), BH_INT (limit) };

  return select_rows (db, sql, params, G_N_ELEMENTS (params), error);
}
