/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/mock-desk.h"
#include "tests/widget/mock-log.h"

struct _MockShop
{
  SoupServer *server;
  char *html;
  char *origin;
};

static void
page_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  MockShop *self = data;

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY,
                                    self->html, strlen (self->html));
}

static void
icon_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  soup_server_message_set_status (message, 204, NULL);
}

MockShop *
mock_shop_new (const char *html)
{
  MockShop *self = g_new0 (MockShop, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  mock_log_forgive ();
  self->server = soup_server_new (NULL, NULL);
  self->html = g_strdup (html);
  soup_server_add_handler (self->server, "/", page_cb, self, NULL);
  soup_server_add_handler (self->server, "/favicon.ico", icon_cb, self, NULL);
  soup_server_listen_local (self->server, 0, 0, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->origin = g_strdup_printf ("http://localhost:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
mock_shop_free (MockShop *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->html);
  g_free (self->origin);
  g_free (self);
}

const char *
mock_shop_origin (MockShop *self)
{
  return self->origin;
}
