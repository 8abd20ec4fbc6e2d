/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/tools/bhd-tool-url.h"

#include "common/bh-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define URL_MAX 8000 /* bytes of a filled address */

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, reason);
  return FALSE;
}

/* Where the path begins; the end of @url where it has none. */
static const char *
path_of (const char *url)
{
  const char *host = strstr (url, "://");

  host = host != NULL ? host + 3 : url;
  return host + strcspn (host, "/?#");
}

static gboolean
add_name (GPtrArray *names, const char *start, const char *end, GError **error)
{
  g_autofree char *name = g_strndup (start, (gsize) (end - start));

  if (*name == '\0' || strpbrk (name, "{/?#") != NULL)
    return refuse (error, N_ ("“{%s}” names no argument"), name);
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
  return TRUE;
}

GPtrArray *
bhd_tool_url_names (const char *url, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *path = path_of (url);
  const char *end = path + strcspn (path, "?#");
  gsize before = strcspn (url, "{}");

  if (url + before < path || end[strcspn (end, "{}")] != '\0')
    {
      refuse (error, N_ ("{name} may stand in the path only"));
      return NULL;
    }
  while ((path += strcspn (path, "{}")) < end)
    {
      const char *close = *path == '{' ? strchr (path, '}') : NULL;

      if (close == NULL)
        {
          refuse (error, N_ ("each { needs its }, and the other way round"));
          return NULL;
        }
      if (!add_name (names, path + 1, close, error))
        return NULL;
      path = close + 1;
    }
  return g_steal_pointer (&names);
}

/* Returns: (transfer full): as text: strings bare, all else as JSON writes it. */
static char *
text_of (JsonNode *value)
{
  return json_node_get_value_type (value) == G_TYPE_STRING ? g_strdup (json_node_get_string (value))
                                                           : json_to_string (value, FALSE);
}

static gboolean
append_piece (GString *filled, JsonObject *arguments, const char *name, GError **error)
{
  JsonNode *value = json_object_get_member (arguments, name);
  g_autofree char *text = NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value) || JSON_NODE_HOLDS_OBJECT (value) ||
      JSON_NODE_HOLDS_ARRAY (value))
    return refuse (error, N_ ("“%s” is required: it is part of the address"), name);
  text = text_of (value);
  if (*text == '\0' || strcmp (text, ".") == 0 || strcmp (text, "..") == 0)
    return refuse (error, N_ ("“%s” cannot be “%s”"), name, text);
  g_string_append_uri_escaped (filled, text, NULL, FALSE);
  return TRUE;
}

static void
append_pair (GString *filled, const char *name, JsonNode *value)
{
  g_autofree char *text = text_of (value);

  g_string_append_c (filled, strchr (filled->str, '?') == NULL ? '?' : '&');
  g_string_append_uri_escaped (filled, name, NULL, FALSE);
  g_string_append_c (filled, '=');
  g_string_append_uri_escaped (filled, text, NULL, FALSE);
}

/* A list is its items, each under the name. */
static void
append_query (GString *filled, const char *name, JsonNode *value)
{
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (JSON_NODE_HOLDS_NULL (value))
    return;
  if (list == NULL)
    append_pair (filled, name, value);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    append_pair (filled, name, json_array_get_element (list, i));
}

static gboolean
append_path (GString *filled, const char *url, JsonObject *arguments, GError **error)
{
  const char *open;

  while ((open = strchr (url, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = g_strndup (open + 1, (gsize) (close - open - 1));

      g_string_append_len (filled, url, open - url);
      if (!append_piece (filled, arguments, name, error))
        return FALSE;
      url = close + 1;
    }
  g_string_append (filled, url);
  return TRUE;
}

static void
append_rest (GString *filled, GPtrArray *names, JsonObject *arguments)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, arguments);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      append_query (filled, name, value);
}

char *
bhd_tool_url_fill (const char *url, JsonObject *arguments, gboolean query, GError **error)
{
  g_autoptr (GPtrArray) names = bhd_tool_url_names (url, error);
  g_autoptr (GString) filled = g_string_new (NULL);

  if (names == NULL || !append_path (filled, url, arguments, error))
    return NULL;
  if (query)
    append_rest (filled, names, arguments);
  if (filled->len <= URL_MAX)
    return g_string_free (g_steal_pointer (&filled), FALSE);
  refuse (error, N_ ("the arguments are too long for an address"));
  return NULL;
}
