/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "common/bh-json-writer.h"
#include "server/ctl/bhd-call.h"

#include <gio/gio.h>
#include <string.h>

#include "server/ctl/bhd-import.h"

#define CHUNK (1024 * 1024)

/* Returns: (transfer full): what the daemon says to a file of this name and these bytes. */
static char *
announce (const char *socket,
          const char *id,
          const char *organization,
          const char *category,
          const char *file,
          GBytes *bytes,
          GError **error)
{
  g_auto (BhJsonWriter) body = BH_JSON_WRITER_INIT;
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *json = NULL;

  bh_json_begin_object (&body, NULL);
  bh_json_string (&body, "organization", organization);
  bh_json_string (&body, "id", id);
  bh_json_string (&body, "category", category != NULL ? category : "");
  bh_json_string (&body, "file_name", name);
  bh_json_int (&body, "size", (gint64) g_bytes_get_size (bytes));
  bh_json_string (&body, "hash", hash);
  bh_json_end_object (&body);
  json = bh_json_writer_steal (&body);
  return bhd_call (socket, "POST", "/v1/ctl/uploads", json, error);
}

/* Returns: (transfer full): the answer to the last piece. */
static char *
send_pieces (const char *socket,
             const char *id,
             const char *organization,
             GBytes *bytes,
             GError **error)
{
  g_autofree char *slug = g_uri_escape_string (organization, NULL, FALSE);
  g_autofree char *answer = NULL;

  for (gsize offset = 0; offset < g_bytes_get_size (bytes); offset += CHUNK)
    {
      gsize length = MIN (CHUNK, g_bytes_get_size (bytes) - offset);
      g_autoptr (GBytes) piece = g_bytes_new_from_bytes (bytes, offset, length);
      g_autofree char *path = g_strdup_printf (
          "/v1/ctl/uploads/%s?organization=%s&offset=%" G_GSIZE_FORMAT, id, slug, offset);

      g_free (answer);
      answer = bhd_call_bytes (socket, "PUT", path, piece, error);
      if (answer == NULL)
        return NULL;
    }
  return g_steal_pointer (&answer);
}

char *
bhd_import_file (const char *socket,
                 const char *organization,
                 const char *category,
                 const char *file,
                 GError **error)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *answer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_get_contents (file, &contents, &length, error))
    return NULL;
  bytes = g_bytes_new_take (contents, length);
  answer = announce (socket, id, organization, category, file, bytes, error);
  if (answer == NULL || g_str_has_prefix (answer, "{\"document\""))
    return g_steal_pointer (&answer);
  return send_pieces (socket, id, organization, bytes, error);
}
