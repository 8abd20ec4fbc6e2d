/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/ai/bhd-guardrail-rows.h"

#define COLUMNS                                                                                    \
  "organization_id, id, name, type, pattern, action, direction, message, enabled, created_us, "    \
  "updated_us"
#define ROW "(sssssssmsxxx)"

void
bhd_guardrail_row_free (BhdGuardrailRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->name);
  g_free (self->type);
  g_free (self->pattern);
  g_free (self->action);
  g_free (self->direction);
  g_free (self->message);
  g_free (self);
}

BhdGuardrailRow *
bhd_guardrail_row_copy (const BhdGuardrailRow *self)
{
  BhdGuardrailRow *copy = g_memdup2 (self, sizeof *self);

  copy->organization_id = g_strdup (self->organization_id);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->type = g_strdup (self->type);
  copy->pattern = g_strdup (self->pattern);
  copy->action = g_strdup (self->action);
  copy->direction = g_strdup (self->direction);
  copy->message = g_strdup (self->message);
  return copy;
}

static gpointer
guardrail_from_row (GVariant *row)
{
  BhdGuardrailRow *self = g_new0 (BhdGuardrailRow, 1);
  gint64 enabled;

  g_variant_get (row, ROW, &self->organization_id, &self->id, &self->name, &self->type,
                 &self->pattern, &self->action, &self->direction, &self->message, &enabled,
                 &self->created_us, &self->updated_us);
  self->enabled = enabled != 0;
  return self;
}

static const BhDbRecord guardrail_record = { ROW, guardrail_from_row,
                                             (GDestroyNotify) bhd_guardrail_row_free };

static GVariant *
guardrail_to_row (const BhdGuardrailRow *self)
{
  return g_variant_new (ROW, self->organization_id, self->id, self->name, self->type, self->pattern,
                        self->action, self->direction, self->message, (gint64) self->enabled,
                        self->created_us, self->updated_us);
}

GPtrArray *
bhd_guardrail_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM guardrail WHERE organization_id = $1 "
                            "ORDER BY created_us, id";

  return bh_db_list (db, &guardrail_record, sql, g_variant_new ("(s)", organization_id), error);
}

BhdGuardrailRow *
bhd_guardrail_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM guardrail WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, id), error);

  return row != NULL ? guardrail_from_row (row) : NULL;
}

gboolean
bhd_guardrail_rows_insert (BhDb *db, const BhdGuardrailRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO guardrail (" COLUMNS ") VALUES "
                            "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

  return bh_db_exec (db, sql, guardrail_to_row (row), error);
}

gboolean
bhd_guardrail_rows_update (BhDb *db, const BhdGuardrailRow *row, GError **error)
{
  static const char sql[] =
      "UPDATE guardrail SET name = $3, type = $4, pattern = $5, action = $6, direction = $7, "
      "message = $8, enabled = $9, created_us = $10, updated_us = $11 "
      "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, guardrail_to_row (row), error);
}

gboolean
bhd_guardrail_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM guardrail WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}
