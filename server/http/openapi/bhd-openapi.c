/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "server/http/openapi/bhd-openapi.h"

#include "server/http/openapi/bhd-openapi-private.h"

#include <string.h>

#define SERVER "\"\\u0000\"" /* where the address goes: no text of ours can hold it */

static void
write_info (BhJsonWriter *json)
{
  bh_json_begin_object (json, "info");
  bh_json_string (json, "title", "Bellhop");
  bh_json_string (json, "version", BELLHOP_VERSION);
  bh_json_string (
      json, "description",
      "Everything a Bellhop daemon serves.  JSON in UTF-8; ids are UUIDs in lower case, "
      "made by either side: who sends the same id again gets what is stored, and "
      "nothing changes.  Times that end in “_us” are microseconds since the epoch.  A "
      "member that is null may be left out, unknown members are passed over.  Every "
      "error, whatever its status, is an Error with a stable code.");
  bh_json_begin_object (json, "contact");
  bh_json_string (json, "name", "Whoever runs this daemon");
  bh_json_end_object (json);
  bh_json_begin_object (json, "license");
  bh_json_string (json, "name", "GNU Affero General Public License, version 3 or later");
  bh_json_string (json, "identifier", "AGPL-3.0-or-later");
  bh_json_end_object (json);
  bh_json_end_object (json);
}

static void
write_servers (BhJsonWriter *json)
{
  bh_json_begin_array (json, "servers");
  bh_json_begin_object (json, NULL);
  bh_json_raw (json, "url", SERVER);
  bh_json_string (json, "description", "The daemon that was asked");
  bh_json_end_object (json);
  bh_json_end_array (json);
}

static gboolean
is_used (const BhdTag *tag, const BhdRoute *const *routes)
{
  for (; *routes != NULL; routes++)
    if (!bhd_openapi_is_local (*routes) && bhd_openapi_tag ((*routes)->path) == tag)
      return TRUE;
  return FALSE;
}

static void
write_tags (BhJsonWriter *json, const BhdRoute *const *routes)
{
  bh_json_begin_array (json, "tags");
  for (const BhdTag *tag = bhd_openapi_tags; tag->name != NULL; tag++)
    if (is_used (tag, routes))
      {
        bh_json_begin_object (json, NULL);
        bh_json_string (json, "name", tag->name);
        bh_json_string (json, "description", tag->about);
        bh_json_end_object (json);
      }
  bh_json_end_array (json);
}

static void
write_operation (BhJsonWriter *json, const BhdRoute *route)
{
  g_autofree char *method = g_ascii_strdown (route->method, -1);
  g_autofree char *id = bhd_openapi_operation_id (route);
  g_autofree char *about = bhd_openapi_describe (route);
  const BhdTag *tag = bhd_openapi_tag (route->path);

  bh_json_begin_object (json, method);
  bh_json_string (json, "operationId", id);
  bh_json_begin_array (json, "tags");
  bh_json_string (json, NULL, tag != NULL ? tag->name : "Operations");
  bh_json_end_array (json);
  bh_json_string (json, "summary", route->summary);
  bh_json_string (json, "description", about);
  bhd_openapi_write_security (json, route);
  bhd_openapi_write_parameters (json, route);
  bhd_openapi_write_body (json, route);
  bhd_openapi_write_responses (json, route);
  bh_json_end_object (json);
}

/* All methods of one path, wherever they stand in the table; the first of them writes all. */
static void
write_path (BhJsonWriter *json, const BhdRoute *const *routes, guint first)
{
  g_autofree char *path = bhd_openapi_path (routes[first]->path);

  for (guint i = 0; i < first; i++)
    if (strcmp (routes[i]->path, routes[first]->path) == 0)
      return;

  bh_json_begin_object (json, path);
  for (guint i = first; routes[i] != NULL; i++)
    if (strcmp (routes[i]->path, routes[first]->path) == 0)
      write_operation (json, routes[i]);
  bh_json_end_object (json);
}

static void
write_components (BhJsonWriter *json, const BhdRoute *const *routes)
{
  bh_json_begin_object (json, "components");
  bhd_openapi_write_schemes (json, routes);
  bhd_openapi_write_errors (json);
  bhd_openapi_write_shapes (json, routes);
  bh_json_end_object (json);
}

static gpointer
build (gpointer unused)
{
  const BhdRoute *const *routes = bhd_routes_all ();
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  char *text;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "openapi", "3.1.0");
  write_info (&json);
  write_servers (&json);
  write_tags (&json, routes);
  bh_json_begin_object (&json, "paths");
  for (guint i = 0; routes[i] != NULL; i++)
    if (!bhd_openapi_is_local (routes[i]))
      write_path (&json, routes, i);
  bh_json_end_object (&json);
  write_components (&json, routes);
  bh_json_end_object (&json);

  text = bh_json_writer_steal (&json);
  return g_bytes_new_take (text, strlen (text));
}

static char *
quote (const char *text)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_string (&json, NULL, text);
  return bh_json_writer_steal (&json);
}

GBytes *
bhd_openapi_document (const char *server)
{
  static GOnce once = G_ONCE_INIT;
  gsize length;
  const char *text = g_bytes_get_data (g_once (&once, build, NULL), &length);
  const char *gap = g_strstr_len (text, (gssize) length, SERVER);
  g_autofree char *url = quote (server);
  GString *document = g_string_sized_new (length + strlen (url));

  g_assert (gap != NULL);
  g_string_append_len (document, text, gap - text);
  g_string_append (document, url);
  gap += strlen (SERVER);
  g_string_append_len (document, gap, (gssize) length - (gap - text));
  return g_string_free_to_bytes (document);
}
