/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-organization-rows.h"

#define SELECT_ORGANIZATION                                                                        \
  "SELECT o.id, o.slug, o.name, o.greeting, o.ai_enabled, o.ai_name, o.allowed_origins, "          \
  "(SELECT w.url FROM webhook w WHERE w.organization_id = o.id AND w.id = o.id "                   \
  "AND w.url <> ''), o.created_us FROM organization o "
#define ROW "(ssssxssmsx)"

static char *
origins_to_json (char **origins)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_array (&json, NULL);
  for (guint i = 0; origins != NULL && origins[i] != NULL; i++)
    bh_json_string (&json, NULL, origins[i]);
  bh_json_end_array (&json);
  return bh_json_writer_steal (&json);
}

/* The text is our own, written above. */
static char **
origins_from_json (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (origins, json_array_get_string_element (array, i));
  return g_strv_builder_end (origins);
}

static gpointer
organization_from_row (GVariant *row)
{
  BhOrganization fields = { 0 };
  g_autofree char *origins = NULL;
  gint64 ai_enabled;

  g_variant_get (row, ROW, &fields.id, &fields.slug, &fields.name, &fields.greeting, &ai_enabled,
                 &fields.ai_name, &origins, &fields.webhook_url, &fields.created_us);
  fields.ai_enabled = ai_enabled != 0;
  fields.allowed_origins = origins_from_json (origins);
  return bh_organization_new_take (&fields);
}

static const BhDbRecord organization_record = { ROW, organization_from_row,
                                                (GDestroyNotify) bh_organization_unref };

gboolean
bhd_organization_rows_insert (BhDb *db, const BhOrganization *organization, GError **error)
{
  static const char sql[] = "INSERT INTO organization (id, slug, name, greeting, ai_enabled, "
                            "ai_name, allowed_origins, created_us) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  g_autofree char *origins = origins_to_json (organization->allowed_origins);

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssxssx)", organization->id, organization->slug,
                                    organization->name, organization->greeting,
                                    (gint64) organization->ai_enabled, organization->ai_name,
                                    origins, organization->created_us),
                     error);
}

gboolean
bhd_organization_rows_update (BhDb *db, const BhOrganization *organization, GError **error)
{
  static const char sql[] = "UPDATE organization SET name = $2, greeting = $3, ai_enabled = $4, "
                            "ai_name = $5, allowed_origins = $6 WHERE id = $1";
  g_autofree char *origins = origins_to_json (organization->allowed_origins);

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxss)", organization->id, organization->name,
                                    organization->greeting, (gint64) organization->ai_enabled,
                                    organization->ai_name, origins),
                     error);
}

BhOrganization *
bhd_organization_rows_find (BhDb *db, const char *slug_or_id, GError **error)
{
  static const char sql[] = SELECT_ORGANIZATION "WHERE o.slug = $1 OR o.id = $1";
  g_autoptr (GVariant) row = NULL;

  row = bh_db_query_row (db, ROW, sql, g_variant_new ("(s)", slug_or_id), error);
  return row != NULL ? organization_from_row (row) : NULL;
}

GPtrArray *
bhd_organization_rows_list (BhDb *db, GError **error)
{
  static const char sql[] = SELECT_ORGANIZATION "ORDER BY o.created_us, o.id";

  return bh_db_list (db, &organization_record, sql, NULL, error);
}
