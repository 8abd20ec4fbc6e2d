/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-cache-directory.h"

#include "common/bh-json-reader.h"
#include "console/client/bhc-values.h"
#include "console/client/cache/bhc-cache-file.h"

#include <string.h>

#define DIRECTORY_MAX (8 * 1024 * 1024)

GVariant *
bhc_cache_read_directory (BhcCache *self)
{
  static const char sql[] = "SELECT value FROM meta WHERE name = 'directory'";
  BhDb *reader = bhc_cache_get_reader (self);
  g_autoptr (GVariant) row =
      reader != NULL ? bh_db_query_row (reader, "(s)", sql, NULL, NULL) : NULL;
  g_autoptr (JsonNode) root = NULL;
  const char *text;

  if (row == NULL)
    return NULL;

  g_variant_get (row, "(&s)", &text);
  root = bh_json_parse_object (text, strlen (text), DIRECTORY_MAX, NULL);
  return root != NULL ? bhc_values_from_json (json_node_get_object (root), NULL) : NULL;
}

static gboolean
keep_job (BhcWrite *write, gpointer data, GError **error)
{
  g_autofree char *text = bhc_values_to_json (data, NULL, error);

  return text != NULL && bhc_cache_file_set_meta (write->db, "directory", text, error);
}

void
bhc_cache_keep_directory_async (BhcCache *self,
                                GVariant *directory,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  bhc_cache_run_async (self, keep_job, g_variant_ref_sink (directory),
                       (GDestroyNotify) g_variant_unref, callback, data);
}
