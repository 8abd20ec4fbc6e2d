/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-schema.h"

#include "common/bh-clock.h"

#include "bhd-store-resources.h"

#define SQL_FOLDER "/org/bellhop/store/sql/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The files of the folder in the order of their numbers, as rows for bh_db_migrate(): their texts
 * lie in the program itself. */
static GArray *
schema_load (void)
{
  GResource *resource = bhd_store_get_resource ();
  GArray *migrations = g_array_new (TRUE, TRUE, sizeof (BhMigration));
  g_auto (GStrv) names = g_resource_enumerate_children (resource, SQL_FOLDER, 0, NULL);
  gint64 last = 0;

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (SQL_FOLDER, names[i], NULL);
      g_autoptr (GBytes) text = g_resource_lookup_data (resource, path, 0, NULL);
      BhMigration row = { g_ascii_strtoll (names[i], NULL, 10), g_bytes_get_data (text, NULL) };

      g_assert (row.version > last);
      last = row.version;
      g_array_append_val (migrations, row);
    }
  return migrations;
}

gboolean
bhd_schema_apply (BhDb *db, GError **error)
{
  g_autoptr (GArray) migrations = schema_load ();

  return bh_db_migrate (db, (BhMigration *) migrations->data, bh_clock_now_us (), error);
}
