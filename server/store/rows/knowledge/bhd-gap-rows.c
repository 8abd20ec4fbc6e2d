/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-gap-rows.h"

#include "common/bh-db-row.h"
#include "common/bh-id.h"

#define COLUMNS                                                                                    \
  "id, question, hits, status, resolution, document_id, first_us, last_us, conversation_id, "      \
  "answered"

/* Into a GPtrArray of BhGap. */
static void
add_gap (BhDbRow *row, gpointer list)
{
  BhGap fields = { 0 };

  fields.id = bh_db_row_dup_text (row);
  fields.question = bh_db_row_dup_text (row);
  fields.hits = bh_db_row_int (row);
  fields.status = bh_db_row_dup_text (row);
  fields.resolution = bh_db_row_dup_text (row);
  fields.document_id = bh_db_row_dup_text (row);
  fields.first_us = bh_db_row_int (row);
  fields.last_us = bh_db_row_int (row);
  fields.conversation_id = bh_db_row_dup_text (row);
  fields.answered = bh_db_row_int (row) != 0;
  fields.examples = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_gap_example_free);
  g_ptr_array_add (list, bh_gap_new_take (&fields));
}

static void
add_example (BhDbRow *row, gpointer list)
{
  const char *question = bh_db_row_text (row);
  const char *conversation_id = bh_db_row_text (row);
  gint64 created_us = bh_db_row_int (row);

  g_ptr_array_add (list, bh_gap_example_new (question, conversation_id, created_us));
}

static gboolean
read_examples (BhDb *db, const char *organization_id, GPtrArray *gaps, GError **error)
{
  static const char sql[] = "SELECT question, conversation_id, created_us FROM gap_example "
                            "WHERE organization_id = $1 AND gap_id = $2 "
                            "ORDER BY created_us DESC, conversation_id DESC";

  for (guint i = 0; i < gaps->len; i++)
    {
      const BhGap *gap = g_ptr_array_index (gaps, i);
      const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (gap->id) };

      if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_example, gap->examples, error) <
          0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_example (BhDb *db,
              const char *organization_id,
              const char *gap_id,
              const char *question,
              const char *conversation_id,
              gint64 now_us,
              GError **error)
{
  static const char put[] =
      "INSERT INTO gap_example (organization_id, gap_id, question, conversation_id, created_us) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, gap_id, conversation_id) "
      "DO UPDATE SET question = excluded.question, created_us = excluded.created_us";
  static const char shorten[] =
      "DELETE FROM gap_example WHERE organization_id = $1 AND gap_id = $2 "
      "AND conversation_id NOT IN (SELECT e.conversation_id FROM gap_example e "
      "WHERE e.organization_id = $1 AND e.gap_id = $2 "
      "ORDER BY e.created_us DESC, e.conversation_id DESC LIMIT $3)";
  const BhDbValue row[] = { BH_TEXT (organization_id), BH_TEXT (gap_id), BH_TEXT (question),
                            BH_TEXT (conversation_id), BH_INT (now_us) };
  const BhDbValue rest[] = { BH_TEXT (organization_id), BH_TEXT (gap_id),
                             BH_INT (BHD_GAP_EXAMPLES) };

  return bh_db_put (db, put, row, G_N_ELEMENTS (row), error) &&
         bh_db_put (db, shorten, rest, G_N_ELEMENTS (rest), error);
}

char *
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
      "question = excluded.question, last_us = excluded.last_us, "
      "status = CASE WHEN gap.resolution = 'dismissed' THEN gap.status ELSE 'open' END, "
      "resolution = CASE WHEN gap.resolution = 'dismissed' THEN gap.resolution END, "
      "closed_us = CASE WHEN gap.resolution = 'dismissed' THEN gap.closed_us END, "
      "conversation_id = CASE WHEN gap.answered = 1 THEN gap.conversation_id "
      "ELSE excluded.conversation_id END "
      "RETURNING id";
  g_autofree char *fresh = bh_id_new ();
  g_autoptr (GVariant) row = NULL;
  g_autofree char *id = NULL;

  row = bh_db_query_row (
      db, "(s)", sql,
      g_variant_new ("(sssssx)", organization_id, fresh, question, key, conversation_id, now_us),
      error);
  if (row == NULL)
    return NULL;

  g_variant_get (row, "(s)", &id);
  return keep_example (db, organization_id, id, question, conversation_id, now_us, error)
             ? g_steal_pointer (&id)
             : NULL;
}

BhGap *
bhd_gap_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM gap WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_gap_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_gap, found, error) < 1 ||
      !read_examples (db, organization_id, found, error))
    return NULL;
  return g_ptr_array_steal_index (found, 0);
}

GPtrArray *
bhd_gap_rows_list (BhDb *db,
                   const char *organization_id,
                   const BhdGapFilter *filter,
                   GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM gap WHERE organization_id = $1 "
                            "AND (CAST ($2 AS TEXT) IS NULL OR status = $2) "
                            "AND (CAST ($3 AS TEXT) IS NULL OR (answered, hits, last_us, id) < "
                            "(SELECT l.answered, l.hits, l.last_us, l.id FROM gap l "
                            "WHERE l.organization_id = $1 AND l.id = $3)) "
                            "ORDER BY answered DESC, hits DESC, last_us DESC, id DESC LIMIT $4";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (filter->status),
                               BH_TEXT (filter->after), BH_INT (filter->limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_gap_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_gap, list, error) < 0 ||
      !read_examples (db, organization_id, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
bhd_gap_rows_resolve (BhDb *db,
                      const char *organization_id,
                      const char *id,
                      const char *resolution,
                      const char *document_id,
                      gint64 now_us,
                      GError **error)
{
  static const char close[] =
      "UPDATE gap SET status = 'closed', resolution = $3, document_id = $4, closed_us = $5, "
      "answered = 0 WHERE organization_id = $1 AND id = $2";
  static const char open[] = "UPDATE gap SET status = 'open', resolution = NULL, "
                             "document_id = NULL, closed_us = NULL "
                             "WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id), BH_TEXT (resolution),
                               BH_TEXT (document_id), BH_INT (now_us) };

  return resolution != NULL ? bh_db_put (db, close, params, 5, error)
                            : bh_db_put (db, open, params, 2, error);
}

static void
add_id (BhDbRow *row, gpointer list)
{
  g_ptr_array_add (list, bh_db_row_dup_text (row));
}

/* Returns: (transfer full): what the two texts lead to. */
static GPtrArray *
list_ids (BhDb *db, const char *sql, const char *first, const char *second, GError **error)
{
  const BhDbValue params[] = { BH_TEXT (first), BH_TEXT (second) };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_id, ids, error) < 0)
    return NULL;
  return g_steal_pointer (&ids);
}

GPtrArray *
bhd_gap_rows_closed_by (BhDb *db,
                        const char *organization_id,
                        const char *document_id,
                        GError **error)
{
  static const char sql[] = "SELECT id FROM gap WHERE organization_id = $1 AND document_id = $2";

  return list_ids (db, sql, organization_id, document_id, error);
}

GPtrArray *
bhd_gap_rows_answer (BhDb *db,
                     const char *organization_id,
                     const char *conversation_id,
                     GError **error)
{
  static const char sql[] =
      "UPDATE gap SET answered = 1, conversation_id = $2 WHERE organization_id = $1 "
      "AND status = 'open' AND id IN (SELECT e.gap_id FROM gap_example e "
      "WHERE e.organization_id = $1 AND e.conversation_id = $2 AND EXISTS ("
      "SELECT 1 FROM message m WHERE m.organization_id = $1 AND m.conversation_id = $2 "
      "AND m.author = 'operator' AND m.kind = 'text' AND m.created_us >= e.created_us)) "
      "RETURNING id";

  return list_ids (db, sql, organization_id, conversation_id, error);
}

gint64
bhd_gap_rows_count (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM gap WHERE organization_id = $1 AND status = 'open'";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(s)", organization_id), error);
  gint64 count = -1;

  if (row != NULL)
    g_variant_get (row, "(x)", &count);
  return count;
}
