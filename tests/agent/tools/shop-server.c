/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/tools/shop-server.h"

#include "common/bh-json-writer.h"

#include <string.h>

static void
add_header (const char *name, const char *value, gpointer data)
{
  bh_json_string (data, name, value);
}

static void
look_for_secret (const char *name, const char *value, gpointer data)
{
  ShopServer *self = data;

  if (strstr (value, "verysecret") != NULL)
    g_atomic_int_set (&self->heard_secret, TRUE);
}

static char *
describe (SoupServerMessage *message)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  GUri *uri = soup_server_message_get_uri (message);

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "method", soup_server_message_get_method (message));
  bh_json_string (&json, "path", g_uri_get_path (uri));
  bh_json_string (&json, "query", g_uri_get_query (uri));
  bh_json_begin_object (&json, "headers");
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), add_header,
                                &json);
  bh_json_end_object (&json);
  bh_json_string (&json, "body", text);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

static void
say (SoupServerMessage *message, guint status, const char *type, const char *bytes, gsize length)
{
  soup_server_message_set_status (message, status, NULL);
  if (bytes != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, bytes, length);
}

static void
wrote_chunk_cb (SoupServerMessage *message, gpointer unused)
{
  static const char chunk[4096] = "x";

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            chunk, sizeof chunk);
}

static void
never_stop (SoupServerMessage *message)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), NULL);
  wrote_chunk_cb (message, NULL);
}

static void
note (ShopServer *self, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *target =
      g_uri_to_string_partial (soup_server_message_get_uri (message), G_URI_HIDE_NONE);
  const char *path = strchr (strstr (target, "://") + 3, '/');

  g_atomic_int_inc (&self->requests);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), look_for_secret,
                                self);
  g_mutex_lock (&self->mutex);
  g_free (self->last);
  self->last = g_strdup_printf ("%s %s %.*s", soup_server_message_get_method (message), path,
                                (int) body->length, body->data != NULL ? body->data : "");
  g_mutex_unlock (&self->mutex);
}

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  static const char hostile[] =
      "{\"note\":\"<img src=x onerror=hacked=1> [x](javascript:hacked=1)\"}";
  static const char models[] =
      "{\"object\":\"list\",\"data\":[{\"id\":\"small\"},{\"id\":\"large\"}]}";
  g_autofree char *echo = describe (message);

  note (data, message);
  if (g_str_equal (path, "/slow"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/endless"))
    never_stop (message);
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, 302, "/echo");
  else if (g_str_equal (path, "/echo"))
    say (message, 200, "application/json", echo, strlen (echo));
  else if (g_str_equal (path, "/broken"))
    say (message, 500, "application/json", echo, strlen (echo));
  else if (g_str_equal (path, "/v1/models"))
    say (message, 200, "application/json", models, strlen (models));
  else if (g_str_has_prefix (path, "/refused"))
    say (message, 401, "application/json", echo, strlen (echo));
  else if (g_str_equal (path, "/text"))
    say (message, 200, "text/plain", "On its way.", 11);
  else if (g_str_equal (path, "/binary"))
    say (message, 200, "image/png", "a\0\xff\xfe z", 6);
  else if (g_str_equal (path, "/hostile"))
    say (message, 200, "application/json", hostile, strlen (hostile));
  else if (g_str_equal (path, "/empty"))
    say (message, 204, NULL, NULL, 0);
  else
    say (message, 200, "application/json", "{\"ok\":true}", 11);
}

void
shop_server_init (ShopServer *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  g_mutex_init (&self->mutex);
  loop_thread_init (&self->loop);
  g_main_context_push_thread_default (self->loop.context);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, answer_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->loop.context);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  loop_thread_start (&self->loop);
}

void
shop_server_clear (ShopServer *self)
{
  loop_thread_stop (&self->loop);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  loop_thread_clear (&self->loop);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self->last);
}

char *
shop_server_dup_last (ShopServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->last);
}
