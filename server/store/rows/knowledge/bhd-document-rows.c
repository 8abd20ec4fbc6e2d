/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-document-rows.h"

#include "common/bh-db-row.h"
#include "server/store/rows/knowledge/bhd-knowledge-size.h"

#define COLUMNS                                                                                    \
  "id, title, category, format, source, file_name, url, blob_hash, size, status, error, "          \
  "created_us, updated_us"
#define HEAD "sssssmsmsmsxsmsxx"

static BhDocument *
document_from_row (GVariant *row, const char *format)
{
  BhDocument fields = { 0 };

  g_variant_get (row, format, &fields.id, &fields.title, &fields.category, &fields.format,
                 &fields.source, &fields.file_name, &fields.url, &fields.blob, &fields.size,
                 &fields.status, &fields.error, &fields.created_us, &fields.updated_us,
                 &fields.body);
  return bh_document_new_take (&fields);
}

/* The text lies in a table of its own: a change of status does not write it again. */
static gboolean
put_text (BhDb *db, const char *organization_id, const BhDocument *document, GError **error)
{
  static const char sql[] =
      "INSERT INTO document_text (organization_id, document_id, body) VALUES ($1, $2, $3) "
      "ON CONFLICT (organization_id, document_id) DO UPDATE SET body = excluded.body";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (document->id),
                               BH_TEXT (document->body) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

static GVariant *
document_params (const char *organization_id,
                 const BhDocument *document,
                 const BhdDocumentKeys *keys)
{
  return g_variant_new ("(s" HEAD "ss)", organization_id, document->id, document->title,
                        document->category, document->format, document->source, document->file_name,
                        document->url, document->blob, document->size, document->status,
                        document->error, document->created_us, document->updated_us,
                        keys->title_key, keys->hash);
}

gboolean
bhd_document_rows_insert (BhDb *db,
                          const char *organization_id,
                          const BhDocument *document,
                          const BhdDocumentKeys *keys,
                          GError **error)
{
  static const char sql[] =
      "INSERT INTO document (organization_id, " COLUMNS ", title_key, hash) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

  return bh_db_exec (db, sql, document_params (organization_id, document, keys), error) &&
         put_text (db, organization_id, document, error) &&
         bhd_knowledge_size_add (db, organization_id, 1, 0, error);
}

gboolean
bhd_document_rows_replace (BhDb *db,
                           const char *organization_id,
                           const BhDocument *document,
                           const BhdDocumentKeys *keys,
                           GError **error)
{
  static const char sql[] =
      "UPDATE document SET title = $3, category = $4, format = $5, source = $6, file_name = $7, "
      "url = $8, blob_hash = $9, size = $10, status = $11, error = $12, created_us = $13, "
      "updated_us = $14, title_key = $15, hash = $16 "
      "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, document_params (organization_id, document, keys), error) &&
         put_text (db, organization_id, document, error);
}

BhDocument *
bhd_document_rows_find_by_title (BhDb *db,
                                 const char *organization_id,
                                 const char *title_key,
                                 char **hash,
                                 GError **error)
{
  static const char sql[] = "SELECT " COLUMNS ", hash FROM document "
                            "WHERE organization_id = $1 AND title_key = $2";
  g_autoptr (GVariant) row = NULL;
  BhDocument fields = { 0 };

  row = bh_db_query_row (db, "(" HEAD "s)", sql, g_variant_new ("(ss)", organization_id, title_key),
                         error);
  if (row == NULL)
    return NULL;

  g_variant_get (row, "(" HEAD "s)", &fields.id, &fields.title, &fields.category, &fields.format,
                 &fields.source, &fields.file_name, &fields.url, &fields.blob, &fields.size,
                 &fields.status, &fields.error, &fields.created_us, &fields.updated_us, hash);
  return bh_document_new_take (&fields);
}

/* Returns: (transfer full) (nullable): what the two texts lead to. */
static BhDocument *
find_one (BhDb *db, const char *sql, const char *first, const char *second, GError **error)
{
  g_autoptr (GVariant) row = NULL;

  row = bh_db_query_row (db, "(" HEAD "ms)", sql, g_variant_new ("(ss)", first, second), error);
  return row != NULL ? document_from_row (row, "(" HEAD "ms)") : NULL;
}

#define FIND_HEAD "SELECT " COLUMNS ", NULL FROM document WHERE organization_id = $1 "
#define OLDEST " ORDER BY created_us, id LIMIT 1"

BhDocument *
bhd_document_rows_find_by_url (BhDb *db,
                               const char *organization_id,
                               const char *url,
                               GError **error)
{
  static const char sql[] = FIND_HEAD "AND url = $2" OLDEST;

  return find_one (db, sql, organization_id, url, error);
}

BhDocument *
bhd_document_rows_find_by_blob (BhDb *db,
                                const char *organization_id,
                                const char *hash,
                                GError **error)
{
  static const char sql[] = FIND_HEAD "AND blob_hash = $2 AND source = 'upload'" OLDEST;

  return find_one (db, sql, organization_id, hash, error);
}

BhDocument *
bhd_document_rows_find_by_file_name (BhDb *db,
                                     const char *organization_id,
                                     const char *file_name,
                                     GError **error)
{
  static const char sql[] = FIND_HEAD "AND file_name = $2" OLDEST;

  return find_one (db, sql, organization_id, file_name, error);
}

gboolean
bhd_document_rows_exists (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT 1 FROM document WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(ss)", organization_id, id), error);

  return row != NULL;
}

BhDocument *
bhd_document_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS ", t.body FROM document d LEFT JOIN document_text t "
                            "ON t.organization_id = d.organization_id AND t.document_id = d.id "
                            "WHERE d.organization_id = $1 AND d.id = $2";

  return find_one (db, sql, organization_id, id, error);
}

BhDocument *
bhd_document_rows_find_head (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = FIND_HEAD "AND id = $2";

  return find_one (db, sql, organization_id, id, error);
}

BhDocument *
bhd_document_rows_take (BhDb *db, char **organization_id, GError **error)
{
  static const char sql[] =
      "UPDATE document SET status = 'extracting' WHERE status = 'queued' "
      "AND (organization_id, id) IN (SELECT organization_id, id FROM document "
      "WHERE status <> 'ready' AND status = 'queued' ORDER BY updated_us, id LIMIT 1) "
      "RETURNING organization_id, id";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(ss)", sql, NULL, error);
  g_autofree char *id = NULL;

  if (row == NULL)
    return NULL;

  g_variant_get (row, "(ss)", organization_id, &id);
  return bhd_document_rows_find (db, *organization_id, id, error);
}

gboolean
bhd_document_rows_recover (BhDb *db, GError **error)
{
  static const char sql[] = "UPDATE document SET status = 'queued' "
                            "WHERE status <> 'ready' AND status IN ('extracting', 'indexing')";

  return bh_db_exec (db, sql, NULL, error);
}

gboolean
bhd_document_rows_step (BhDb *db,
                        const char *organization_id,
                        const BhDocument *document,
                        const BhdDocumentKeys *keys,
                        const char *from,
                        gboolean *stored,
                        GError **error)
{
  static const char sql[] =
      "UPDATE document SET title = $3, title_key = $4, hash = $5, format = $6, blob_hash = $7, "
      "size = $8, status = $9 WHERE organization_id = $1 AND id = $2 "
      "AND status = $10 AND updated_us = $11";

  if (!bh_db_exec (db, sql,
                   g_variant_new ("(ssssssmsxssx)", organization_id, document->id, document->title,
                                  keys->title_key, keys->hash, document->format, document->blob,
                                  document->size, document->status, from, document->updated_us),
                   error))
    return FALSE;
  *stored = bh_db_changes (db) == 1;
  /* What was written in place is the original: no step changes it. */
  return !*stored || document->blob == NULL || put_text (db, organization_id, document, error);
}

gboolean
bhd_document_rows_is_at (BhDb *db,
                         const char *organization_id,
                         const BhDocument *document,
                         const char *status,
                         gboolean *is,
                         GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM document WHERE organization_id = $1 AND id = $2 "
                            "AND status = $3 AND updated_us = $4";
  g_autoptr (GVariant) row = NULL;
  gint64 count = 0;

  row = bh_db_query_row (
      db, "(x)", sql,
      g_variant_new ("(sssx)", organization_id, document->id, status, document->updated_us), error);
  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", &count);
  *is = count == 1;
  return TRUE;
}

gboolean
bhd_document_rows_finish (BhDb *db,
                          const char *organization_id,
                          const BhDocument *document,
                          gboolean *stored,
                          GError **error)
{
  static const char sql[] =
      "UPDATE document SET status = $3, error = $4 WHERE organization_id = $1 AND id = $2 "
      "AND status IN ('extracting', 'indexing') AND updated_us = $5";

  if (!bh_db_exec (db, sql,
                   g_variant_new ("(sssmsx)", organization_id, document->id, document->status,
                                  document->error, document->updated_us),
                   error))
    return FALSE;
  *stored = bh_db_changes (db) == 1;
  return TRUE;
}

gboolean
bhd_document_rows_delete (BhDb *db,
                          const char *organization_id,
                          const char *id,
                          gboolean *found,
                          GError **error)
{
  static const char sql[] = "DELETE FROM document WHERE organization_id = $1 AND id = $2";
  static const char text[] =
      "DELETE FROM document_text WHERE organization_id = $1 AND document_id = $2";

  if (!bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error))
    return FALSE;
  *found = bh_db_changes (db) == 1;
  return !*found || (bh_db_exec (db, text, g_variant_new ("(ss)", organization_id, id), error) &&
                     bhd_knowledge_size_add (db, organization_id, -1, 0, error));
}
