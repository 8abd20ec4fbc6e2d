/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-document-list.h"

#include "common/bh-db-row.h"

#define FITS                                                                                       \
  "FROM document WHERE organization_id = $1 "                                                      \
  "AND (CAST ($2 AS TEXT) IS NULL OR title_key LIKE $2 ESCAPE '!') "                               \
  "AND (CAST ($3 AS TEXT) IS NULL OR status = $3) "                                                \
  "AND (CAST ($4 AS TEXT) IS NULL OR category = $4) "

/* Into a GPtrArray of BhDocument. */
static void
add_document (BhDbRow *row, gpointer list)
{
  BhDocument fields = { 0 };

  fields.id = bh_db_row_dup_text (row);
  fields.title = bh_db_row_dup_text (row);
  fields.category = bh_db_row_dup_text (row);
  fields.format = bh_db_row_dup_text (row);
  fields.source = bh_db_row_dup_text (row);
  fields.file_name = bh_db_row_dup_text (row);
  fields.url = bh_db_row_dup_text (row);
  fields.size = bh_db_row_int (row);
  fields.status = bh_db_row_dup_text (row);
  fields.error = bh_db_row_dup_text (row);
  fields.created_us = bh_db_row_int (row);
  fields.updated_us = bh_db_row_int (row);
  g_ptr_array_add (list, bh_document_new_take (&fields));
}

/* What LIKE finds anywhere.  Returns: (transfer full) (nullable) */
static char *
pattern_of (const char *words)
{
  GString *pattern = words != NULL && *words != '\0' ? g_string_new ("%") : NULL;

  for (; pattern != NULL && *words != '\0'; words++)
    {
      if (*words == '%' || *words == '_' || *words == '!')
        g_string_append_c (pattern, '!');
      g_string_append_c (pattern, *words);
    }
  return pattern != NULL ? g_string_free (g_string_append_c (pattern, '%'), FALSE) : NULL;
}

GPtrArray *
bhd_document_list_read (BhDb *db,
                        const char *organization_id,
                        const BhdDocumentFilter *filter,
                        GError **error)
{
  static const char sql[] =
      "SELECT id, title, category, format, source, file_name, url, size, status, error, "
      "created_us, updated_us " FITS "AND (CAST ($5 AS TEXT) IS NULL OR (created_us, id) < "
      "(SELECT l.created_us, l.id FROM document l WHERE l.organization_id = $1 AND l.id = $5)) "
      "ORDER BY created_us DESC, id DESC LIMIT $6";
  g_autofree char *pattern = pattern_of (filter->words);
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (pattern),
                               BH_TEXT (filter->status),  BH_TEXT (filter->category),
                               BH_TEXT (filter->after),   BH_INT (filter->limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_document_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_document, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

static gint64
query_number (BhDb *db, const char *sql, GVariant *params, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, params, error);
  gint64 number = -1;

  if (row != NULL)
    g_variant_get (row, "(x)", &number);
  return number;
}

gint64
bhd_document_list_total (BhDb *db,
                         const char *organization_id,
                         const BhdDocumentFilter *filter,
                         GError **error)
{
  static const char sql[] = "SELECT COUNT(*) " FITS;
  g_autofree char *pattern = pattern_of (filter->words);

  return query_number (
      db, sql,
      g_variant_new ("(smsmsms)", organization_id, pattern, filter->status, filter->category),
      error);
}

gboolean
bhd_document_list_count (BhDb *db,
                         const char *organization_id,
                         BhdDocumentCounts *counts,
                         GError **error)
{
  static const char documents[] =
      "SELECT COUNT(*) FILTER (WHERE status = 'ready'), COUNT(*) FILTER (WHERE status = 'error'), "
      "COUNT(*) FILTER (WHERE status IN ('queued', 'extracting', 'indexing')) "
      "FROM document WHERE organization_id = $1";
  static const char passages[] = "SELECT COUNT(*) FROM passage WHERE organization_id = $1";
  g_autoptr (GVariant) row = NULL;

  row = bh_db_query_row (db, "(xxx)", documents, g_variant_new ("(s)", organization_id), error);
  if (row == NULL)
    return FALSE;

  g_variant_get (row, "(xxx)", &counts->ready, &counts->error, &counts->waiting);
  counts->passages = query_number (db, passages, g_variant_new ("(s)", organization_id), error);
  return counts->passages >= 0;
}
