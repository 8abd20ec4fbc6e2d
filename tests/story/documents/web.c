/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/documents/web.h"

#include <string.h>

struct _Web
{
  GSocketListener *listener;
  GCancellable *stop;
  GThread *thread;
  GThreadPool *pool; /* of GSocketConnection */
  WebAnswer answer;
  guint16 port;
  int visits; /* atomic */
};

gboolean
web_write (GOutputStream *out, const char *text)
{
  return g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

/* Returns: (transfer full) (nullable): of the first line; all lines of the head are read. */
static char *
read_path (GInputStream *in)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (in);
  char *path = NULL;

  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_auto (GStrv) words = g_strsplit (line != NULL ? line : "", " ", 3);

      if (words[0] == NULL || *line == '\0')
        return path;
      if (path == NULL)
        path = g_strdup (words[1]);
    }
}

static void
visit (gpointer connection, gpointer data)
{
  Web *self = data;
  GIOStream *stream = G_IO_STREAM (connection);
  g_autofree char *path = read_path (g_io_stream_get_input_stream (stream));

  if (path != NULL)
    self->answer (path, g_io_stream_get_output_stream (stream));
  g_io_stream_close (stream, NULL, NULL);
  g_object_unref (stream);
}

static gpointer
web_thread (gpointer data)
{
  Web *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)) != NULL)
    {
      g_atomic_int_inc (&self->visits);
      g_thread_pool_push (self->pool, connection, NULL);
    }
  return NULL;
}

Web *
web_new (WebAnswer answer)
{
  Web *self = g_new0 (Web, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;

  self->answer = answer;
  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  self->pool = g_thread_pool_new (visit, self, -1, FALSE, NULL);
  g_assert_true (g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  self->thread = g_thread_new ("web", web_thread, self);
  return self;
}

void
web_free (Web *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_free (self);
}

guint16
web_port (Web *self)
{
  return self->port;
}

guint
web_visits (Web *self)
{
  return (guint) g_atomic_int_get (&self->visits);
}
