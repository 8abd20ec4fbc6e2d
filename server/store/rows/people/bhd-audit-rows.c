/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/people/bhd-audit-rows.h"

#include "common/bh-db-row.h"

void
bhd_audit_row_free (BhdAuditRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->operator_id);
  g_free (self->operator_name);
  g_free (self->action);
  g_free (self->subject_id);
  g_free (self->detail);
  g_free (self);
}

gboolean
bhd_audit_rows_insert (BhDb *db, const BhdAuditRow *row, GError **error)
{
  static const char sql[] =
      "INSERT INTO audit (organization_id, id, operator_id, operator_name, action, subject_id, "
      "detail, at_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  const BhDbValue params[] = {
    BH_TEXT (row->organization_id), BH_TEXT (row->id),     BH_TEXT (row->operator_id),
    BH_TEXT (row->operator_name),   BH_TEXT (row->action), BH_TEXT (row->subject_id),
    BH_TEXT (row->detail),          BH_INT (row->at_us),
  };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

static void
add_row (BhDbRow *row, gpointer list)
{
  BhdAuditRow *self = g_new0 (BhdAuditRow, 1);

  self->organization_id = bh_db_row_dup_text (row);
  self->id = bh_db_row_dup_text (row);
  self->operator_id = bh_db_row_dup_text (row);
  self->operator_name = bh_db_row_dup_text (row);
  self->action = bh_db_row_dup_text (row);
  self->subject_id = bh_db_row_dup_text (row);
  self->detail = bh_db_row_dup_text (row);
  self->at_us = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

/* @at_us: (out): of the entry @id; the end of time where @id is NULL. */
static gboolean
find_time (BhDb *db, const char *organization_id, const char *id, gint64 *at_us, GError **error)
{
  static const char sql[] = "SELECT at_us FROM audit WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };

  *at_us = id == NULL ? G_MAXINT64 : G_MININT64;
  return id == NULL ||
         bh_db_each (db, sql, params, G_N_ELEMENTS (params), bh_db_row_keep_int, at_us, error) >= 0;
}

static GPtrArray *
list_before (BhDb *db,
             const char *organization_id,
             const BhdAuditFilter *filter,
             gint64 before_us,
             GError **error)
{
  static const char sql[] =
      "SELECT organization_id, id, operator_id, operator_name, action, subject_id, detail, at_us "
      "FROM audit WHERE organization_id = $1 AND (at_us, id) < ($2, $3) "
      "AND ($4 IS NULL OR operator_id = $4) AND ($5 IS NULL OR action = $5) "
      "ORDER BY at_us DESC, id DESC LIMIT $6";
  const BhDbValue params[] = {
    BH_TEXT (organization_id),
    BH_INT (before_us),
    BH_TEXT (filter->before != NULL ? filter->before : ""),
    BH_TEXT (filter->operator_id),
    BH_TEXT (filter->action),
    BH_INT (filter->limit),
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_audit_row_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_row, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

GPtrArray *
bhd_audit_rows_list (BhDb *db,
                     const char *organization_id,
                     const BhdAuditFilter *filter,
                     GError **error)
{
  gint64 before_us;

  if (!find_time (db, organization_id, filter->before, &before_us, error))
    return NULL;
  return list_before (db, organization_id, filter, before_us, error);
}

gint64
bhd_audit_rows_prune (BhDb *db,
                      const char *organization_id,
                      gint64 before_us,
                      guint limit,
                      GError **error)
{
  static const char sql[] =
      "DELETE FROM audit WHERE organization_id = $1 AND id IN (SELECT id FROM audit "
      "WHERE organization_id = $1 AND at_us < $2 ORDER BY at_us, id LIMIT $3)";

  if (!bh_db_exec (db, sql, g_variant_new ("(sxx)", organization_id, before_us, (gint64) limit),
                   error))
    return -1;
  return bh_db_changes (db);
}
