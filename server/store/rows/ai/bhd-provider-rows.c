/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/ai/bhd-provider-rows.h"

#define COLUMNS                                                                                    \
  "organization_id, id, position, kind, name, base_url, model, key, enabled, price_in, "           \
  "price_out, vision, created_us, updated_us"
#define ROW "(ssxssssmsxxxxxx)"

void
bhd_provider_row_free (BhdProviderRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->base_url);
  g_free (self->model);
  g_free (self->key);
  g_free (self);
}

static gpointer
provider_from_row (GVariant *row)
{
  BhdProviderRow *self = g_new0 (BhdProviderRow, 1);
  gint64 enabled, vision;

  g_variant_get (row, ROW, &self->organization_id, &self->id, &self->position, &self->kind,
                 &self->name, &self->base_url, &self->model, &self->key, &enabled, &self->price_in,
                 &self->price_out, &vision, &self->created_us, &self->updated_us);
  self->enabled = enabled != 0;
  self->vision = vision != 0;
  return self;
}

static const BhDbRecord provider_record = { ROW, provider_from_row,
                                            (GDestroyNotify) bhd_provider_row_free };

static GVariant *
provider_to_row (const BhdProviderRow *self)
{
  return g_variant_new (ROW, self->organization_id, self->id, self->position, self->kind,
                        self->name, self->base_url, self->model, self->key, (gint64) self->enabled,
                        self->price_in, self->price_out, (gint64) self->vision, self->created_us,
                        self->updated_us);
}

GPtrArray *
bhd_provider_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM provider WHERE organization_id = $1 "
                            "ORDER BY position, id";

  return bh_db_list (db, &provider_record, sql, g_variant_new ("(s)", organization_id), error);
}

BhdProviderRow *
bhd_provider_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM provider WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, id), error);

  return row != NULL ? provider_from_row (row) : NULL;
}

gboolean
bhd_provider_rows_insert (BhDb *db, const BhdProviderRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO provider (" COLUMNS ") VALUES "
                            "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

  return bh_db_exec (db, sql, provider_to_row (row), error);
}

gboolean
bhd_provider_rows_update (BhDb *db, const BhdProviderRow *row, GError **error)
{
  static const char sql[] =
      "UPDATE provider SET position = $3, kind = $4, name = $5, base_url = $6, model = $7, "
      "key = $8, enabled = $9, price_in = $10, price_out = $11, vision = $12, "
      "created_us = $13, updated_us = $14 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, provider_to_row (row), error);
}

gboolean
bhd_provider_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM provider WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}
