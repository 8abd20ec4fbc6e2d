/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/bhd-organizations.h"
#include "server/http/bhd-origin.h"
#include "server/http/bhd-request-private.h"
#include "server/http/routes/bhd-routes.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCES "/org/bellhop/widget/"
#define SCRIPT "application/javascript; charset=utf-8"

/* The demo page is somebody's web shop: it embeds the widget as any page would, from here. */
#define DEMO_POLICY                                                                                 \
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " \
  "media-src 'self' data:; frame-src 'self'; connect-src 'self'; base-uri 'none'; "                 \
  "form-action 'none'; frame-ancestors 'self'"

/* The page that tries the headless API asks whatever daemon one names. */
#define HEADLESS_POLICY                                                                            \
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; "              \
  "connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

static const struct
{
  const char *path;
  const char *resource;
  const char *content_type;
  const char *csp; /* (nullable): no page */
} assets[] = {
  { "/widget/chat-widget.js", "chat-widget.js", SCRIPT, NULL },
  { "/widget/demo.css", "demo.css", "text/css; charset=utf-8", NULL },
  { "/demo", "demo.html", "text/html; charset=utf-8", DEMO_POLICY },
  { "/demo/headless", "headless.html", "text/html; charset=utf-8", HEADLESS_POLICY },
};

static gboolean
load (BhdReply *reply, const char *name, const char *content_type, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);

  reply->bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  reply->content_type = content_type;
  if (reply->bytes != NULL)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "could not find “%s”: it was not built in",
               name);
  return FALSE;
}

static gboolean
get_asset (const BhdRequest *request, BhdReply *reply, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (assets); i++)
    if (strcmp (assets[i].path, bhd_request_path (request)) == 0)
      {
        reply->csp = g_strdup (assets[i].csp);
        reply->cache_control = assets[i].csp == NULL ? "public, max-age=300" : NULL;
        return load (reply, assets[i].resource, assets[i].content_type, error);
      }
  g_assert_not_reached ();
}

/* What the widget loads later: its words in a language, and what not every visitor needs. */
static gboolean
get_script (const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *file = bhd_request_param (request, "file");

  if (!g_str_has_suffix (file, ".js"))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND,
                   "could not find “%s”: the widget has no such file", file);
      return FALSE;
    }
  reply->cache_control = "public, max-age=300";
  return load (reply, file, SCRIPT, error);
}

/* Files of the frame.  Their names are made of what is in them: a browser asks once, and those of
 * another version are other files. */
static const struct
{
  const char *suffix, *content_type;
} asset_types[] = {
  { ".js", SCRIPT },
  { ".css", "text/css; charset=utf-8" },
};

static gboolean
get_named_asset (const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *file = bhd_request_param (request, "file");
  g_autofree char *name = g_strconcat ("assets/", file, NULL);

  reply->cache_control = "public, max-age=31536000, immutable";
  for (guint i = 0; i < G_N_ELEMENTS (asset_types); i++)
    if (g_str_has_suffix (file, asset_types[i].suffix))
      return load (reply, name, asset_types[i].content_type, error);

  g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND,
               "could not find “%s”: the widget has no such file", file);
  return FALSE;
}

/* The page comes once for each language; the frame itself may know better from the browser. */
static char *
page_name (const char *language)
{
  g_autofree char *code = g_ascii_strdown (language != NULL ? language : "", 2);
  g_autofree char *name = g_strdup_printf ("frame.%s.html", code);
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL)
             ? g_steal_pointer (&name)
             : g_strdup ("frame.en.html");
}

/* Puts what the organisation decided at the page's end, which saves the frame asking.  Within a
 * script no text may begin a tag; the policy runs nothing that is no file of ours. */
static gboolean
add_settings (BhdTurn *turn,
              const BhdRequest *request,
              const BhOrganization *organization,
              BhdReply *reply,
              GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autoptr (GBytes) page = g_steal_pointer (&reply->bytes);
  g_autoptr (GString) text =
      g_string_new_len (g_bytes_get_data (page, NULL), (gssize) g_bytes_get_size (page));
  g_autofree char *settings = NULL;

  bh_json_begin_object (&json, NULL);
  if (!bhd_welcome_write (request->welcome, request->welcome_ticket, request->hub, turn,
                          organization->id, &json, error))
    return FALSE;
  bh_json_end_object (&json);
  settings = bh_json_writer_steal (&json);
  g_string_append (text, "<script type=\"application/json\" id=\"settings\">");
  for (const char *at = settings; *at != '\0'; at++)
    if (*at == '<')
      g_string_append (text, "\\u003c");
    else
      g_string_append_c (text, *at);
  g_string_append (text, "</script>\n");
  reply->bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  return TRUE;
}

/* Which pages may frame it is the organisation's decision.  Where there is no such organisation the
 * page comes all the same: it says so, which an error's JSON in a frame would not. */
static gboolean
get_frame (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, bhd_request_text (request, "organization"), &local_error);
  g_autofree char *ancestors = NULL, *page = NULL;
  const char *host = bhd_request_host (request);

  if (local_error != NULL && !g_error_matches (local_error, BH_ERROR, BH_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  ancestors = organization != NULL ? bhd_origin_frame_ancestors (organization)
                                   : g_strdup ("frame-ancestors *");
  reply->csp = g_strdup_printf ("default-src 'none'; script-src 'self'; style-src 'self'; "
                                "img-src 'self' data: blob:; media-src 'self' data:; "
                                "connect-src 'self' ws://%s wss://%s; base-uri 'none'; "
                                "form-action 'none'; %s",
                                host, host, ancestors);
  page = page_name (bhd_request_text (request, "language"));
  return load (reply, page, "text/html; charset=utf-8", error) &&
         (organization == NULL || add_settings (turn, request, organization, reply, error));
}

static const BhdField frame_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_QUERY, TRUE, 1, 64 },
  { "language", BHD_FIELD_TEXT, BHD_IN_QUERY, FALSE, 0, 64 },
  { NULL },
};

const BhdRoute bhd_asset_routes[] = {
  { .method = "GET",
    .path = "/widget/chat-widget.js",
    .who = BHD_ANYONE,
    .answer = get_asset,
    .gives = BHD_GIVES (BHD_RAW ("application/javascript")),
    .summary = "The script tag's script" },
  { .method = "GET",
    .path = "/widget/frame",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_READ,
    .fields = frame_fields,
    .read = get_frame,
    .gives = BHD_GIVES (BHD_RAW ("text/html")),
    .summary = "The page inside the widget's frame" },
  { .method = "GET",
    .path = "/widget/assets/:file",
    .who = BHD_ANYONE,
    .answer = get_named_asset,
    .gives = BHD_GIVES (BHD_RAW ("application/javascript"), BHD_RAW ("text/css")),
    .summary = "A script or a style of the frame" },
  { .method = "GET",
    .path = "/widget/:file",
    .who = BHD_ANYONE,
    .answer = get_script,
    .gives = BHD_GIVES (BHD_RAW ("application/javascript")),
    .summary = "A script that the widget loads when it needs it" },
  { .method = "GET",
    .path = "/demo",
    .who = BHD_ANYONE,
    .answer = get_asset,
    .gives = BHD_GIVES (BHD_RAW ("text/html")),
    .summary = "A shop with the widget on it" },
  { .method = "GET",
    .path = "/demo/headless",
    .who = BHD_ANYONE,
    .answer = get_asset,
    .gives = BHD_GIVES (BHD_RAW ("text/html")),
    .summary = "A page that tries the headless API" },
  { .method = "GET",
    .path = "/widget/demo.css",
    .who = BHD_ANYONE,
    .answer = get_asset,
    .gives = BHD_GIVES (BHD_RAW ("text/css")),
    .summary = "The shop's style" },
  { NULL },
};
