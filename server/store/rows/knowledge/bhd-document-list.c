/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-document-list.h"

#include "common/bh-db-row.h"
#include "server/store/rows/knowledge/bhd-knowledge-size.h"

#include <string.h>

#define FITS                                                                                       \
  "FROM document WHERE organization_id = $1 "                                                      \
  "AND (CAST ($2 AS TEXT) IS NULL OR title_key LIKE $2 ESCAPE '!') "                               \
  "AND (CAST ($3 AS TEXT) IS NULL OR category = $3) "

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
#define READ                                                                                       \
  "SELECT id, title, category, format, source, file_name, url, size, status, error, "              \
  "created_us, updated_us " FITS
#define PAGE                                                                                       \
  "AND (CAST ($4 AS TEXT) IS NULL OR (created_us, id) < "                                          \
  "(SELECT l.created_us, l.id FROM document l WHERE l.organization_id = $1 AND l.id = $4)) "       \
  "ORDER BY created_us DESC, id DESC LIMIT $5"
  static const char any[] = READ PAGE;
  static const char one[] = READ "AND status = $6 " PAGE; /* apart: an index leads to it */
#undef READ
#undef PAGE
  g_autofree char *pattern = pattern_of (filter->words);
  const BhDbValue params[] = { BH_TEXT (organization_id),  BH_TEXT (pattern),
                               BH_TEXT (filter->category), BH_TEXT (filter->after),
                               BH_INT (filter->limit),     BH_TEXT (filter->status) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_document_unref);
  gboolean whole = filter->status == NULL;

  if (bh_db_each (db, whole ? any : one, params, whole ? 5 : 6, add_document, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

static void
add_mark (BhDbRow *row, gpointer list)
{
  BhDocument fields = { 0 };

  fields.id = bh_db_row_dup_text (row);
  fields.category = bh_db_row_dup_text (row);
  g_ptr_array_add (list, bh_document_new_take (&fields));
}

GPtrArray *
bhd_document_list_shelf (BhDb *db,
                         const char *organization_id,
                         const char *after_id,
                         guint limit,
                         GError **error)
{
  static const char sql[] = "SELECT id, category FROM document "
                            "WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (after_id), BH_INT (limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_document_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_mark, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

static gint64
count_fitting (BhDb *db,
               const char *organization_id,
               const BhdDocumentFilter *filter,
               GError **error)
{
  static const char any[] = "SELECT COUNT(*) " FITS;
  static const char one[] = "SELECT COUNT(*) " FITS "AND status = $4";
  g_autofree char *pattern = pattern_of (filter->words);
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (pattern),
                               BH_TEXT (filter->category), BH_TEXT (filter->status) };
  gboolean whole = filter->status == NULL;
  gint64 number = 0;

  return bh_db_each (db, whole ? any : one, params, whole ? 3 : 4, bh_db_row_keep_int, &number,
                     error) < 0
             ? -1
             : number;
}

/* Returns: -1 with @error set. */
static gint64
count_status (BhDb *db, const char *organization_id, const char *status, GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM document WHERE organization_id = $1 AND status = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (status) };
  gint64 number = 0;

  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), bh_db_row_keep_int, &number, error) < 0
             ? -1
             : number;
}

gboolean
bhd_document_list_count (BhDb *db,
                         const char *organization_id,
                         BhdDocumentCounts *counts,
                         GError **error)
{
  static const char *const waiting[] = { "queued", "extracting", "indexing" };
  BhdKnowledgeSize size;

  *counts = (BhdDocumentCounts){ 0 };
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      gint64 number = count_status (db, organization_id, waiting[i], error);

      if (number < 0)
        return FALSE;
      counts->waiting += number;
    }
  counts->error = count_status (db, organization_id, "error", error);
  if (counts->error < 0 || !bhd_knowledge_size_read (db, organization_id, &size, error))
    return FALSE;
  counts->ready = size.documents - counts->waiting - counts->error;
  counts->passages = size.passages;
  return TRUE;
}

/* By status alone: those that are ready are most, so they are what the others leave. */
static gint64
count_by_status (BhDb *db, const char *organization_id, const char *status, GError **error)
{
  BhdDocumentCounts counts;

  if (status != NULL && strcmp (status, "ready") != 0)
    return count_status (db, organization_id, status, error);
  if (!bhd_document_list_count (db, organization_id, &counts, error))
    return -1;
  return status != NULL ? counts.ready : counts.ready + counts.waiting + counts.error;
}

gint64
bhd_document_list_total (BhDb *db,
                         const char *organization_id,
                         const BhdDocumentFilter *filter,
                         GError **error)
{
  gboolean searched = filter->words != NULL && *filter->words != '\0';

  if (!searched && filter->category == NULL)
    return count_by_status (db, organization_id, filter->status, error);
  return count_fitting (db, organization_id, filter, error);
}
