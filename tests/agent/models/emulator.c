/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/models/emulator.h"
#include "tests/bht-patience.h"

#include <stdlib.h>
#include <string.h>

/* Returns: FALSE where the client has gone. */
static gboolean
put (GOutputStream *out, const char *bytes, gsize length)
{
  return g_output_stream_write_all (out, bytes, length, NULL, NULL, NULL);
}

static gboolean
put_chunk (GOutputStream *out, const char *bytes, gsize length)
{
  g_autofree char *head = g_strdup_printf ("%zx\r\n", length);
  g_autoptr (GByteArray) chunk = g_byte_array_new ();

  g_byte_array_append (chunk, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (chunk, (const guint8 *) bytes, (guint) length);
  g_byte_array_append (chunk, (const guint8 *) "\r\n", 2);
  return put (out, (const char *) chunk->data, chunk->len);
}

static gsize
content_length (const char *head)
{
  const char *header = strcasestr (head, "\r\ncontent-length:");

  return header != NULL ? strtoul (header + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

/* Reads one request.  Returns: FALSE where none came. */
static gboolean
take_request (Emulator *self, GInputStream *in)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *body = NULL;
  gsize length = 0;
  gsize got = 0;
  char byte = 0;

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (in, &byte, 1, self->stop, NULL) != 1)
        return FALSE;
      g_string_append_c (head, byte);
    }
  length = content_length (head->str);
  body = g_malloc0 (length + 1);
  g_input_stream_read_all (in, body, length, &got, self->stop, NULL);

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->heads, g_strdup (head->str));
  g_ptr_array_add (self->bodies, g_steal_pointer (&body));
  g_cond_broadcast (&self->heard);
  g_mutex_unlock (&self->lock);
  return got == length;
}

static void
put_reply (Emulator *self, GIOStream *connection, const EmulatorReply *reply)
{
  GOutputStream *out = g_io_stream_get_output_stream (connection);
  gsize length = strlen (reply->body);
  gsize step = reply->in_bytes ? 1 : MAX (length, 1);
  g_autofree char *head = NULL;
  gboolean there = TRUE;
  char byte;

  head = g_strdup_printf ("HTTP/1.1 %u Said\r\nTransfer-Encoding: chunked\r\n%s\r\n",
                          reply->status != 0 ? reply->status : 200,
                          reply->headers != NULL ? reply->headers
                                                 : "Content-Type: text/event-stream\r\n");
  there = put (out, head, strlen (head));
  for (gsize at = 0; there && at < length; at += step)
    there = put_chunk (out, reply->body + at, MIN (step, length - at));
  if (there && reply->end == EMULATOR_ENDS)
    put (out, "0\r\n\r\n", 5);
  if (there && reply->end == EMULATOR_HANGS)
    g_input_stream_read (g_io_stream_get_input_stream (connection), &byte, 1, self->stop, NULL);
}

static void
serve (Emulator *self, GSocketConnection *connection)
{
  EmulatorReply *reply = NULL;

  g_socket_set_option (g_socket_connection_get_socket (connection), 6 /* IPPROTO_TCP */,
                       1 /* TCP_NODELAY */, 1, NULL);
  if (!take_request (self, g_io_stream_get_input_stream (G_IO_STREAM (connection))))
    return;
  g_mutex_lock (&self->lock);
  reply = g_queue_pop_head (&self->script);
  g_mutex_unlock (&self->lock);
  if (reply != NULL)
    put_reply (self, G_IO_STREAM (connection), reply);
  g_free (reply);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static gpointer
run (gpointer data)
{
  Emulator *self = data;

  while (!g_cancellable_is_cancelled (self->stop))
    {
      g_autoptr (GSocketConnection) connection =
          g_socket_listener_accept (self->listener, NULL, self->stop, NULL);

      if (connection != NULL)
        serve (self, connection);
    }
  return NULL;
}

void
emulator_init (Emulator *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  *self = (Emulator){ .listener = g_socket_listener_new (), .stop = g_cancellable_new () };
  g_mutex_init (&self->lock);
  g_cond_init (&self->heard);
  g_queue_init (&self->script);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &bound, NULL));
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->thread = g_thread_new ("emulator", run, self);
}

void
emulator_clear (Emulator *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_queue_clear_full (&self->script, g_free);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->bodies);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->heard);
  g_free (self->url);
}

void
emulator_add (Emulator *self, const EmulatorReply *reply)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->script, g_memdup2 (reply, sizeof *reply));
  g_mutex_unlock (&self->lock);
}

void
emulator_say (Emulator *self, const char *body)
{
  emulator_add (self, &(EmulatorReply){ .body = body });
}

void
emulator_wait_for (Emulator *self, guint requests)
{
  gint64 end_us = g_get_monotonic_time () + BHT_PATIENCE_US;

  g_mutex_lock (&self->lock);
  while (self->bodies->len < requests)
    g_assert_true (g_cond_wait_until (&self->heard, &self->lock, end_us));
  g_mutex_unlock (&self->lock);
}

guint
emulator_count (Emulator *self)
{
  guint count = 0;

  g_mutex_lock (&self->lock);
  count = self->bodies->len;
  g_mutex_unlock (&self->lock);
  return count;
}

static const char *
get (Emulator *self, GPtrArray *all, guint i)
{
  const char *text = NULL;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (i, <, all->len);
  text = all->pdata[i];
  g_mutex_unlock (&self->lock);
  return text;
}

const char *
emulator_head (Emulator *self, guint i)
{
  return get (self, self->heads, i);
}

const char *
emulator_body (Emulator *self, guint i)
{
  return get (self, self->bodies, i);
}
