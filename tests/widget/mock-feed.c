/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/mock-desk-private.h"

#include <string.h>

void
mock_desk_shout (MockDesk *self, const char *frame)
{
  for (guint i = 0; i < self->sockets->len; i++)
    {
      SoupWebsocketConnection *socket = g_ptr_array_index (self->sockets, i);

      if (soup_websocket_connection_get_state (socket) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_send_text (socket, frame);
    }
}

static void
replay (MockDesk *self, SoupWebsocketConnection *socket, gint64 after)
{
  g_autofree char *live = g_strdup_printf ("{\"op\":\"live\",\"seq\":%d}", (int) self->seq);
  g_autofree char *reset = g_strdup_printf ("{\"op\":\"reset\",\"seq\":%d}", (int) self->seq);

  if (after < self->forgotten)
    {
      soup_websocket_connection_send_text (socket, reset);
      return;
    }
  for (gint64 seq = after; seq < self->seq; seq++)
    soup_websocket_connection_send_text (socket, g_ptr_array_index (self->events, seq));
  soup_websocket_connection_send_text (socket, live);
}

static void
message_cb (SoupWebsocketConnection *socket, int type, GBytes *bytes, gpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (json_parser_load_from_data (parser, text, length, NULL))
    replay (
        data, socket,
        json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)), "after"));
}

static void
closed_cb (SoupWebsocketConnection *socket, gpointer data)
{
  MockDesk *self = data;

  g_ptr_array_remove (self->sockets, socket);
}

/* A socket may outlive the desk's interest in it. */
static void
let_go (gpointer socket)
{
  g_signal_handlers_disconnect_matched (socket, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, message_cb, NULL);
  g_signal_handlers_disconnect_matched (socket, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, closed_cb, NULL);
  g_object_unref (socket);
}

static gboolean
is_welcome (MockDesk *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *offered = soup_message_headers_get_list (headers, "Sec-WebSocket-Protocol");
  const char *bearer = soup_message_headers_get_one (headers, "Authorization");

  if (self->token == NULL)
    return FALSE;
  return (offered != NULL && strstr (offered, self->token) != NULL) ||
         (bearer != NULL && strstr (bearer, self->token) != NULL);
}

static gboolean
is_upgrade (SoupServerMessage *message)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                       "Upgrade") != NULL;
}

static void
early_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  MockDesk *self = data;

  if (!is_welcome (self, message))
    soup_server_message_set_status (message, 401, NULL);
  else if (is_upgrade (message) && self->refuse_sockets)
    soup_server_message_set_status (message, 502, NULL);
}

static void
socket_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           SoupWebsocketConnection *socket,
           gpointer data)
{
  MockDesk *self = data;

  g_ptr_array_add (self->sockets, g_object_ref (socket));
  g_signal_connect (socket, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (socket, "closed", G_CALLBACK (closed_cb), self);
}

static void
answer_poll (MockDesk *self, SoupServerMessage *message, gint64 after)
{
  g_autoptr (GString) json = g_string_new ("{\"frames\":[");

  if (after < self->forgotten)
    g_string_append_printf (json, "{\"op\":\"reset\",\"seq\":%d}", (int) self->seq);
  for (gint64 seq = after; after >= self->forgotten && seq < self->seq; seq++)
    g_string_append_printf (json, "%s%s", seq > after ? "," : "",
                            (char *) g_ptr_array_index (self->events, seq));
  g_string_append_printf (json, "],\"seq\":%d}", (int) self->seq);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json->str,
                                    json->len);
}

static gint64
after_of (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const char *after = query != NULL ? strstr (query, "after=") : NULL;

  return after != NULL ? g_ascii_strtoll (after + strlen ("after="), NULL, 10) : 0;
}

static void
poll_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  MockDesk *self = data;
  gboolean at_once = query != NULL && g_strcmp0 (g_hash_table_lookup (query, "wait"), "0") == 0;

  if (soup_server_message_get_status (message) != 0 || is_upgrade (message))
    return;
  self->poll_count++;
  if (at_once || after_of (message) < self->seq)
    {
      answer_poll (self, message, after_of (message));
      return;
    }
  soup_server_message_pause (message);
  g_ptr_array_add (self->polls, g_object_ref (message));
}

void
mock_desk_tell (MockDesk *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->polls);

  self->polls = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (waiting, i);

      answer_poll (self, message, after_of (message));
      soup_server_message_unpause (message);
    }
}

void
mock_desk_drop_feeds (MockDesk *self)
{
  g_autoptr (GPtrArray) sockets = g_steal_pointer (&self->sockets);

  self->sockets = g_ptr_array_new_with_free_func (let_go);
  for (guint i = 0; i < sockets->len; i++)
    {
      GIOStream *stream = soup_websocket_connection_get_io_stream (g_ptr_array_index (sockets, i));
      g_autoptr (GError) error = NULL;

      g_io_stream_clear_pending (stream); /* what is being written is lost as well */
      g_io_stream_close (stream, NULL, &error);
      g_assert_no_error (error);
    }
}

guint
mock_desk_feeds (MockDesk *self)
{
  return self->sockets->len;
}

void
mock_desk_add_feed (MockDesk *self)
{
  char *protocols[] = { (char *) "bellhop.feed.1", NULL };

  self->sockets = g_ptr_array_new_with_free_func (let_go);
  soup_server_add_early_handler (self->server, "/v1/widget/feed", early_cb, self, NULL);
  soup_server_add_handler (self->server, "/v1/widget/feed", poll_cb, self, NULL);
  soup_server_add_websocket_handler (self->server, "/v1/widget/feed", NULL, protocols, socket_cb,
                                     self, NULL);
}
