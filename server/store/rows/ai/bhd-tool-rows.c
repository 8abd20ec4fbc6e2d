/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/ai/bhd-tool-rows.h"

#define COLUMNS                                                                                    \
  "organization_id, id, name, description, method, url, headers, header_names, "                   \
  "arguments_schema, timeout_ms, max_answer, confirm, enabled, created_us, updated_us"
#define ROW "(ssssssmsssxxxxxx)"

void
bhd_tool_row_free (BhdToolRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->method);
  g_free (self->url);
  g_free (self->headers);
  g_free (self->header_names);
  g_free (self->arguments_schema);
  g_free (self);
}

BhdToolRow *
bhd_tool_row_copy (const BhdToolRow *self)
{
  BhdToolRow *copy = g_memdup2 (self, sizeof *self);

  copy->organization_id = g_strdup (self->organization_id);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->method = g_strdup (self->method);
  copy->url = g_strdup (self->url);
  copy->headers = g_strdup (self->headers);
  copy->header_names = g_strdup (self->header_names);
  copy->arguments_schema = g_strdup (self->arguments_schema);
  return copy;
}

static gpointer
tool_from_row (GVariant *row)
{
  BhdToolRow *self = g_new0 (BhdToolRow, 1);
  gint64 confirm, enabled;

  g_variant_get (row, ROW, &self->organization_id, &self->id, &self->name, &self->description,
                 &self->method, &self->url, &self->headers, &self->header_names,
                 &self->arguments_schema, &self->timeout_ms, &self->max_answer, &confirm, &enabled,
                 &self->created_us, &self->updated_us);
  self->confirm = confirm != 0;
  self->enabled = enabled != 0;
  return self;
}

static const BhDbRecord tool_record = { ROW, tool_from_row, (GDestroyNotify) bhd_tool_row_free };

static GVariant *
tool_to_row (const BhdToolRow *self)
{
  return g_variant_new (
      ROW, self->organization_id, self->id, self->name, self->description, self->method, self->url,
      self->headers, self->header_names, self->arguments_schema, self->timeout_ms, self->max_answer,
      (gint64) self->confirm, (gint64) self->enabled, self->created_us, self->updated_us);
}

GPtrArray *
bhd_tool_rows_list (BhDb *db, const char *organization_id, gboolean only_enabled, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM tool WHERE organization_id = $1 "
                            "AND enabled >= $2 ORDER BY name";
  GVariant *params = g_variant_new ("(sx)", organization_id, (gint64) only_enabled);

  return bh_db_list (db, &tool_record, sql, params, error);
}

BhdToolRow *
bhd_tool_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM tool WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, id), error);

  return row != NULL ? tool_from_row (row) : NULL;
}

gboolean
bhd_tool_rows_insert (BhDb *db, const BhdToolRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO tool (" COLUMNS ") VALUES "
                            "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

  return bh_db_exec (db, sql, tool_to_row (row), error);
}

gboolean
bhd_tool_rows_update (BhDb *db, const BhdToolRow *row, GError **error)
{
  static const char sql[] =
      "UPDATE tool SET name = $3, description = $4, method = $5, url = $6, headers = $7, "
      "header_names = $8, arguments_schema = $9, timeout_ms = $10, max_answer = $11, "
      "confirm = $12, enabled = $13, created_us = $14, updated_us = $15 "
      "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, tool_to_row (row), error);
}

gboolean
bhd_tool_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM tool WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}
