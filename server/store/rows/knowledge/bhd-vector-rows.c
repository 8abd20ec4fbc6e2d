/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-vector-rows.h"

#include "common/bh-db-row.h"
#include "common/bh-error.h"

#include <string.h>

#define VECTOR "(ssxday)"

void
bhd_passage_vector_free (BhdPassageVector *self)
{
  g_free (self->passage_id);
  g_free (self->document_id);
  g_free (self->q8);
  g_free (self->f32);
  g_free (self);
}

void
bhd_bare_passage_free (BhdBarePassage *self)
{
  g_free (self->passage_id);
  g_free (self->document_id);
  g_free (self->text);
  g_free (self);
}

static GVariant *
bytes (gconstpointer data, gsize n)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, n, 1);
}

static GVariant *
little_floats (const float *numbers, guint n)
{
  g_autofree guint32 *little = g_new (guint32, n);

  memcpy (little, numbers, n * sizeof (float));
  for (guint i = 0; i < n; i++)
    little[i] = GUINT32_TO_LE (little[i]);
  return bytes (little, n * sizeof (float));
}

gboolean
bhd_vector_rows_put (BhDb *db,
                     const char *organization_id,
                     const char *model,
                     const BhdPassageVector *vector,
                     GError **error)
{
  static const char sql[] =
      "INSERT INTO passage_vector (organization_id, passage_id, document_id, model, dimension, "
      "scale, q8, f32) SELECT p.organization_id, p.id, p.document_id, CAST ($3 AS TEXT), "
      "CAST ($4 AS BIGINT), CAST ($5 AS DOUBLE PRECISION), $6, $7 FROM passage p "
      "WHERE p.organization_id = $1 AND p.id = $2 "
      "ON CONFLICT (organization_id, passage_id, model) DO UPDATE SET "
      "dimension = excluded.dimension, scale = excluded.scale, q8 = excluded.q8, "
      "f32 = excluded.f32";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxd@ay@ay)", organization_id, vector->passage_id, model,
                                    (gint64) vector->dimension, vector->scale,
                                    bytes (vector->q8, vector->dimension),
                                    little_floats (vector->f32, vector->dimension)),
                     error);
}

static void
add_bare (BhDbRow *row, gpointer list)
{
  BhdBarePassage *bare = g_new0 (BhdBarePassage, 1);
  const char *title, *heading, *body;

  bare->passage_id = bh_db_row_dup_text (row);
  bare->document_id = bh_db_row_dup_text (row);
  bare->position = bh_db_row_int (row);
  title = bh_db_row_text (row);
  heading = bh_db_row_text (row);
  body = bh_db_row_text (row);
  bare->text = heading[0] != '\0' ? g_strdup_printf ("%s\n%s\n%s", title, heading, body)
                                  : g_strdup_printf ("%s\n%s", title, body);
  g_ptr_array_add (list, bare);
}

GPtrArray *
bhd_vector_rows_missing (BhDb *db,
                         const char *organization_id,
                         const char *model,
                         const char *document_id,
                         gint64 position,
                         guint limit,
                         GError **error)
{
  static const char sql[] =
      "SELECT p.id, p.document_id, p.position, d.title, p.heading, p.body "
      "FROM passage p JOIN document d "
      "ON d.organization_id = p.organization_id AND d.id = p.document_id "
      "WHERE p.organization_id = $1 AND (p.document_id, p.position) > ($3, $4) "
      "AND NOT EXISTS (SELECT 1 FROM passage_vector v WHERE v.organization_id = $1 "
      "AND v.passage_id = p.id AND v.model = $2) "
      "ORDER BY p.document_id, p.position LIMIT $5";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (model), BH_TEXT (document_id),
                               BH_INT (position), BH_INT (limit) };
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_bare_passage_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_bare, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

static gboolean
count (BhDb *db, const char *sql, GVariant *params, gint64 *n, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, params, error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", n);
  return TRUE;
}

gboolean
bhd_vector_rows_count (BhDb *db,
                       const char *organization_id,
                       const char *model,
                       gint64 *done,
                       gint64 *total,
                       GError **error)
{
  return count (db,
                "SELECT COUNT (*) FROM passage_vector WHERE organization_id = $1 AND model = $2",
                g_variant_new ("(ss)", organization_id, model), done, error) &&
         count (db, "SELECT COUNT (*) FROM passage WHERE organization_id = $1",
                g_variant_new ("(s)", organization_id), total, error);
}

/* A row whose bytes do not fit its dimension is taken for none. */
static GPtrArray *
read_vectors (GVariant *rows)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_vector_free);

  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) q8 = NULL;
      g_autoptr (BhdPassageVector) vector = g_new0 (BhdPassageVector, 1);
      gint64 dimension = 0;
      gsize n = 0;
      gconstpointer data = NULL;

      g_variant_get_child (rows, i, "(ssxd@ay)", &vector->passage_id, &vector->document_id,
                           &dimension, &vector->scale, &q8);
      data = g_variant_get_fixed_array (q8, &n, 1);
      if (n == 0 || (gint64) n != dimension)
        continue;
      vector->dimension = (guint) dimension;
      vector->q8 = g_memdup2 (data, n);
      g_ptr_array_add (list, g_steal_pointer (&vector));
    }
  return list;
}

#define SELECT_VECTORS                                                                             \
  "SELECT passage_id, document_id, dimension, scale, q8 FROM passage_vector "                      \
  "WHERE organization_id = $1 AND model = $2 "

GPtrArray *
bhd_vector_rows_page (BhDb *db,
                      const char *organization_id,
                      const char *model,
                      const char *passage_id,
                      guint limit,
                      GError **error)
{
  static const char sql[] = SELECT_VECTORS "AND passage_id > $3 ORDER BY passage_id LIMIT $4";
  g_autoptr (GVariant) rows = bh_db_query (
      db, VECTOR, sql, g_variant_new ("(sssx)", organization_id, model, passage_id, (gint64) limit),
      error);

  return rows != NULL ? read_vectors (rows) : NULL;
}

GPtrArray *
bhd_vector_rows_of_document (BhDb *db,
                             const char *organization_id,
                             const char *model,
                             const char *document_id,
                             GError **error)
{
  static const char sql[] = SELECT_VECTORS "AND document_id = $3";
  g_autoptr (GVariant) rows = bh_db_query (
      db, VECTOR, sql, g_variant_new ("(sss)", organization_id, model, document_id), error);

  return rows != NULL ? read_vectors (rows) : NULL;
}

gboolean
bhd_vector_rows_exact (BhDb *db,
                       const char *organization_id,
                       const char *model,
                       const char *passage_id,
                       float *numbers,
                       guint dimension,
                       GError **error)
{
  static const char sql[] = "SELECT f32 FROM passage_vector "
                            "WHERE organization_id = $1 AND passage_id = $2 AND model = $3";
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(ay)", sql, g_variant_new ("(sss)", organization_id, passage_id, model), error);
  g_autoptr (GVariant) blob = NULL;
  gconstpointer data = NULL;
  gsize n = 0;

  if (row == NULL)
    return FALSE;
  blob = g_variant_get_child_value (row, 0);
  data = g_variant_get_fixed_array (blob, &n, 1);
  if (n != dimension * sizeof (float))
    return FALSE;

  for (guint i = 0; i < dimension; i++)
    {
      guint32 little;

      memcpy (&little, (const guint8 *) data + i * sizeof little, sizeof little);
      little = GUINT32_FROM_LE (little);
      memcpy (&numbers[i], &little, sizeof little);
    }
  return TRUE;
}

int
bhd_vector_rows_drop_others (BhDb *db,
                             const char *organization_id,
                             const char *model,
                             guint dimension,
                             guint limit,
                             GError **error)
{
  /* The empty model is nobody's: all go. */
  static const char sql[] =
      "DELETE FROM passage_vector WHERE organization_id = $1 AND (passage_id, model) IN "
      "(SELECT passage_id, model FROM passage_vector WHERE organization_id = $1 "
      "AND (model <> $2 OR (dimension <> $3 AND $3 > 0)) LIMIT $4)";

  if (!bh_db_exec (db, sql,
                   g_variant_new ("(ssxx)", organization_id, model != NULL ? model : "",
                                  (gint64) dimension, (gint64) limit),
                   error))
    return -1;
  return (int) bh_db_changes (db);
}

char *
bhd_vector_rows_model (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT embedding_model FROM ai_settings WHERE organization_id = $1 "
                            "AND embedding_provider_id IS NOT NULL AND embedding_model <> ''";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(s)", sql, g_variant_new ("(s)", organization_id), error);
  char *model = NULL;

  if (row != NULL)
    g_variant_get (row, "(s)", &model);
  return model;
}
