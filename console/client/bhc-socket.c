/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "console/client/bhc-wire.h"

#include <glib/gi18n.h>

#define PROTOCOL "bellhop.feed.1"
#define PATH "/v1/feed"
#define PACE_S 5
#define DOUBT_S 2
#define SILENT_MAX 2 /* looks without a frame or a pong; at one more the other side is gone */

struct _BhcWire
{
  BhcApi *api;
  SoupMessage *message; /* the handshake */
  GCancellable *cancellable;
  SoupWebsocketConnection *connection; /* (nullable) before the handshake is done */
  gint64 after;
  guint pace;   /* seconds from one look to the next */
  guint silent; /* looks since something was heard */
  guint look;
  const BhcWireListener *listener;
  gpointer data;
};

static void
end_with (BhcWire *self, const GError *error, guint status)
{
  g_autoptr (GError) explained = bhc_api_explain (self->api, error, status);

  self->listener->closed (explained, self->data);
}

/* Counted in looks, not in time: whoever stood still has looked no oftener than listened. */
static gboolean
look_cb (gpointer data)
{
  BhcWire *self = data;
  g_autoptr (GError) error = NULL;

  if (self->silent++ < SILENT_MAX)
    return G_SOURCE_CONTINUE;

  self->look = 0;
  bhc_api_drop_connections (self->api); /* they go the same way */
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("silence"));
  end_with (self, error, 0);
  return G_SOURCE_REMOVE;
}

/* The other side is asked for a sign of life as often as it is looked for one. */
static void
set_pace (BhcWire *self, guint seconds)
{
  self->pace = seconds;
  self->silent = 0;
  g_clear_handle_id (&self->look, g_source_remove);
  self->look = g_timeout_add_seconds (seconds, look_cb, self);
  if (self->connection != NULL)
    soup_websocket_connection_set_keepalive_interval (self->connection, seconds);
}

static void
hear (BhcWire *self)
{
  self->silent = 0;
  if (self->pace != PACE_S)
    set_pace (self, PACE_S);
}

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *bytes, BhcWire *self)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  BhcFrame *frame = NULL;

  hear (self);
  frame = bhc_frame_parse (text, length, &error);
  if (frame != NULL)
    self->listener->frame (frame, self->data);
  else
    end_with (self, error, 0);
}

static void
pong_cb (SoupWebsocketConnection *connection, GBytes *bytes, BhcWire *self)
{
  hear (self);
}

static void
error_cb (SoupWebsocketConnection *connection, GError *error, BhcWire *self)
{
  g_signal_handlers_disconnect_by_data (connection, self);
  end_with (self, error, 0);
}

static void
closed_cb (SoupWebsocketConnection *connection, BhcWire *self)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("the connection was closed"));

  g_signal_handlers_disconnect_by_data (connection, self);
  end_with (self, error, 0);
}

static void
take_connection (BhcWire *self, SoupWebsocketConnection *connection)
{
  g_autofree char *resume =
      g_strdup_printf ("{\"op\":\"resume\",\"after\":%" G_GINT64_FORMAT "}", self->after);

  self->connection = connection;
  set_pace (self, PACE_S);
  soup_websocket_connection_set_max_incoming_payload_size (connection, BHC_FRAME_MAX);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (connection, "pong", G_CALLBACK (pong_cb), self);
  g_signal_connect (connection, "error", G_CALLBACK (error_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), self);
  soup_websocket_connection_send_text (connection, resume);
  self->listener->opened (self->data);
}

/* An answer that is neither a socket nor a refusal comes from something in between. */
static gboolean
is_in_the_way (guint status)
{
  return status != 0 && status != SOUP_STATUS_SWITCHING_PROTOCOLS &&
         status != SOUP_STATUS_UNAUTHORIZED && status != 429 && status < 500;
}

static void
connect_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) blocked = NULL;
  SoupWebsocketConnection *connection =
      soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  BhcWire *self = data;
  guint status;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (connection != NULL)
    {
      take_connection (self, connection);
      return;
    }

  status = soup_message_get_status (self->message);
  if (is_in_the_way (status))
    {
      blocked = g_error_new (BH_ERROR, BH_ERROR_UPGRADE_REQUIRED,
                             _ ("the network does not let the feed's socket through (%u)"), status);
      self->listener->closed (blocked, self->data);
      return;
    }
  end_with (self, error, status);
}

static BhcWire *
bhc_socket_open (BhcApi *api, gint64 after, const BhcWireListener *listener, gpointer data)
{
  static char *protocols[] = { (char *) PROTOCOL, NULL };
  BhcWire *self = g_new0 (BhcWire, 1);

  self->api = g_object_ref (api);
  self->after = after;
  self->listener = listener;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  self->message = bhc_api_new_message (api, "GET", PATH);
  set_pace (self, PACE_S);
  soup_session_websocket_connect_async (bhc_api_get_session (api), self->message, NULL, protocols,
                                        G_PRIORITY_DEFAULT, self->cancellable, connect_cb, self);

  return self;
}

static void
bhc_socket_close (BhcWire *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look, g_source_remove);
  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
    }
  g_clear_object (&self->connection);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->api);
  g_free (self);
}

static void
bhc_socket_doubt (BhcWire *self)
{
  if (self->pace != DOUBT_S)
    set_pace (self, DOUBT_S);
}

const BhcWireKind bhc_socket_wire = { bhc_socket_open, bhc_socket_close, bhc_socket_doubt };
