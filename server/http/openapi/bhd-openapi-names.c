/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/openapi/bhd-openapi-private.h"

#include <string.h>

const BhdTag bhd_openapi_tags[] = {
  { "Feed", "Everything that happens, in order, over a WebSocket or by long polling",
    "/v1/feed|/v1/widget/feed" },
  { "Widget", "What a visitor's browser calls", "/v1/widget" },
  { "Conversations", "The inbox of the desk",
    "/v1/desk/conversations|/v1/desk/attachments|/v1/avatars" },
  { "Knowledge", "Articles, uploads, gaps, phrasings, search",
    "/v1/desk/documents|/v1/desk/uploads|/v1/desk/gaps|/v1/desk/phrasings|/v1/desk/search|"
    "/v1/desk/knowledge" },
  { "AI", "How the AI speaks, what it may do, and why it said what it said",
    "/v1/desk/ai|/v1/desk/providers|/v1/desk/tools|/v1/desk/tool-calls|/v1/desk/guardrails|"
    "/v1/desk/violations|/v1/desk/runs|/v1/desk/playground" },
  { "Integration", "Keys and webhooks", "/v1/desk/keys|/v1/desk/webhooks|/v1/desk/deliveries" },
  { "Desk", "Operators and the organisation's settings", "/v1/desk" },
  { "Chat", "The headless API: chat from programs", "/v1/chat|/chat|/v1/models" },
  { "Admin", "The headless API: read what was said", "/v1/admin" },
  { "Pages", "Scripts, styles and pages that browsers load", "/widget|/demo" },
  { "Operations", "How the daemon does", "/health|/metrics|/v1/openapi.json" },
  { NULL },
};

/* A prefix is whole segments. */
static gboolean
is_below (const char *path, const char *prefix)
{
  gsize length = strlen (prefix);

  return strncmp (path, prefix, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

const BhdTag *
bhd_openapi_tag (const char *path)
{
  for (const BhdTag *tag = bhd_openapi_tags; tag->name != NULL; tag++)
    {
      g_auto (GStrv) prefixes = g_strsplit (tag->prefixes, "|", -1);

      for (guint i = 0; prefixes[i] != NULL; i++)
        if (is_below (path, prefixes[i]))
          return tag;
    }
  return NULL;
}

char *
bhd_openapi_path (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    if (segments[i][0] == ':')
      {
        char *braced = g_strdup_printf ("{%s}", segments[i] + 1);

        g_free (segments[i]);
        segments[i] = braced;
      }
  return g_strjoinv ("/", segments);
}

/* “tool-calls” becomes “ToolCalls”, one of them “ToolCall”. */
static void
append_words (GString *id, const char *segment, gboolean one)
{
  gsize length = strlen (segment);
  gboolean start = TRUE;

  if (one && g_str_has_suffix (segment, "ies"))
    length -= 3;
  else if (one && g_str_has_suffix (segment, "s"))
    length--;
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isalnum (segment[i]))
        g_string_append_c (id, start ? g_ascii_toupper (segment[i]) : segment[i]);
      start = !g_ascii_isalnum (segment[i]);
    }
  if (one && g_str_has_suffix (segment, "ies"))
    g_string_append_c (id, 'y');
}

/* Whether the same is there under /v1, too. */
static gboolean
is_alias (const char *path)
{
  const BhdRoute *const *routes = bhd_routes_all ();

  for (guint i = 0; routes[i] != NULL; i++)
    if (g_str_has_prefix (routes[i]->path, "/v1") && strcmp (routes[i]->path + 3, path) == 0)
      return TRUE;
  return FALSE;
}

char *
bhd_openapi_operation_id (const BhdRoute *route)
{
  g_auto (GStrv) segments = g_strsplit (route->path + 1, "/", -1);
  g_autofree char *verb = g_ascii_strdown (route->method, -1);
  g_autoptr (GString) id = g_string_new (verb);

  for (guint i = 0; segments[i] != NULL; i++)
    {
      gboolean one = segments[i + 1] != NULL && segments[i + 1][0] == ':';

      if (segments[i][0] != ':' && strcmp (segments[i], "v1") != 0)
        append_words (id, segments[i], one);
    }
  if (is_alias (route->path))
    g_string_append (id, "Alias");
  return g_string_free (g_steal_pointer (&id), FALSE);
}
