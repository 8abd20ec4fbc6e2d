/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/documents/outside.h"

#include <gio/gio.h>

struct _Outside
{
  GSocketListener *listener;
  GCancellable *stop;
  GThread *thread;
  char *url;
  guint16 port;
  int calls; /* atomic */
};

static gpointer
listen_thread (gpointer data)
{
  Outside *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)) != NULL)
    {
      g_atomic_int_inc (&self->calls);
      g_object_unref (connection);
    }
  return NULL;
}

Outside *
outside_new (void)
{
  Outside *self = g_new0 (Outside, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;

  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  g_assert_true (g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  self->thread = g_thread_new ("outside", listen_thread, self);
  return self;
}

void
outside_free (Outside *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_free (self->url);
  g_free (self);
}

const char *
outside_url (Outside *self)
{
  return self->url;
}

guint
outside_calls (Outside *self)
{
  return (guint) g_atomic_int_get (&self->calls);
}

void
outside_call (Outside *self)
{
  guint before = outside_calls (self);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, NULL);

  g_assert_nonnull (connection);
  while (outside_calls (self) == before)
    g_usleep (1000);
}
