/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/ai/bhd-violation-rows.h"

#define COLUMNS                                                                                    \
  "organization_id, id, guardrail_id, guardrail_name, type, action, direction, "                   \
  "conversation_id, run_id, excerpt, created_us"
#define ROW "(sssssssmsmssx)"

void
bhd_violation_row_free (BhdViolationRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->guardrail_id);
  g_free (self->guardrail_name);
  g_free (self->type);
  g_free (self->action);
  g_free (self->direction);
  g_free (self->conversation_id);
  g_free (self->run_id);
  g_free (self->excerpt);
  g_free (self);
}

gboolean
bhd_violation_rows_insert (BhDb *db, const BhdViolationRow *self, GError **error)
{
  static const char sql[] = "INSERT INTO violation (" COLUMNS ") VALUES "
                            "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

  return bh_db_exec (db, sql,
                     g_variant_new (ROW, self->organization_id, self->id, self->guardrail_id,
                                    self->guardrail_name, self->type, self->action, self->direction,
                                    self->conversation_id, self->run_id, self->excerpt,
                                    self->created_us),
                     error);
}

static gpointer
violation_from_row (GVariant *row)
{
  BhdViolationRow *self = g_new0 (BhdViolationRow, 1);

  g_variant_get (row, ROW, &self->organization_id, &self->id, &self->guardrail_id,
                 &self->guardrail_name, &self->type, &self->action, &self->direction,
                 &self->conversation_id, &self->run_id, &self->excerpt, &self->created_us);
  return self;
}

static const BhDbRecord violation_record = { ROW, violation_from_row,
                                             (GDestroyNotify) bhd_violation_row_free };

/* Ids are made here and begin with their time, so their order is that of time. */
GPtrArray *
bhd_violation_rows_page (BhDb *db,
                         const char *organization_id,
                         const char *after,
                         guint limit,
                         GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM violation WHERE organization_id = $1 "
                            "AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3";
  GVariant *params = g_variant_new ("(smsx)", organization_id, after, (gint64) limit);

  return bh_db_list (db, &violation_record, sql, params, error);
}
