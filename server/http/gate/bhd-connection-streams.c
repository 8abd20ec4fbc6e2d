/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-connection-private.h"

/* The two faces of a connection that libsoup asks for.  They hold no state of their own, and may
 * outlive the connection: then they are at their end. */
#define BHD_TYPE_CONNECTION_INPUT (bhd_connection_input_get_type ())
G_DECLARE_FINAL_TYPE (BhdConnectionInput, bhd_connection_input, BHD, CONNECTION_INPUT, GInputStream)
#define BHD_TYPE_CONNECTION_OUTPUT (bhd_connection_output_get_type ())
G_DECLARE_FINAL_TYPE (BhdConnectionOutput,
                      bhd_connection_output,
                      BHD,
                      CONNECTION_OUTPUT,
                      GOutputStream)

struct _BhdConnectionInput
{
  GInputStream parent_instance;
  BhdConnection *connection; /* (nullable) not owned */
};

struct _BhdConnectionOutput
{
  GOutputStream parent_instance;
  BhdConnection *connection; /* (nullable) not owned */
};

static gssize
input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  BhdConnectionInput *self = BHD_CONNECTION_INPUT (stream);

  return self->connection != NULL ? bhd_connection_read (self->connection, buffer, count, error)
                                  : 0;
}

static gssize
input_read (GInputStream *stream,
            void *buffer,
            gsize count,
            GCancellable *cancellable,
            GError **error)
{
  return input_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream), buffer, count, error);
}

static gboolean
input_is_readable (GPollableInputStream *stream)
{
  BhdConnectionInput *self = BHD_CONNECTION_INPUT (stream);

  return self->connection == NULL || bhd_connection_has_input (self->connection);
}

static GSource *
input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  BhdConnectionInput *self = BHD_CONNECTION_INPUT (stream);

  if (self->connection == NULL)
    return g_timeout_source_new (0);

  bhd_connection_note_wait (self->connection);
  return bhd_connection_source_new (self->connection, G_OBJECT (stream), G_IO_IN);
}

static void
input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = input_is_readable;
  iface->read_nonblocking = input_read_nonblocking;
  iface->create_source = input_create_source;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhdConnectionInput,
                               bhd_connection_input,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      input_pollable_init))

static void
bhd_connection_input_class_init (BhdConnectionInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = input_read;
}

static void
bhd_connection_input_init (BhdConnectionInput *self)
{
}

static gssize
output_write (GOutputStream *stream,
              const void *buffer,
              gsize count,
              GCancellable *cancellable,
              GError **error)
{
  BhdConnectionOutput *self = BHD_CONNECTION_OUTPUT (stream);

  if (self->connection != NULL)
    return bhd_connection_write (self->connection, buffer, count, error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the connection is closed");
  return -1;
}

static gssize
output_write_nonblocking (GPollableOutputStream *stream,
                          const void *buffer,
                          gsize count,
                          GError **error)
{
  return output_write (G_OUTPUT_STREAM (stream), buffer, count, NULL, error);
}

/* libsoup flushes when it has written an answer: what the socket does not take at once, the
 * connection sends later by itself. */
static gboolean
output_flush (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  BhdConnectionOutput *self = BHD_CONNECTION_OUTPUT (stream);

  if (self->connection != NULL)
    bhd_connection_flush (self->connection);
  return TRUE;
}

static gboolean
output_is_writable (GPollableOutputStream *stream)
{
  return TRUE;
}

static GSource *
output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  BhdConnectionOutput *self = BHD_CONNECTION_OUTPUT (stream);

  if (self->connection == NULL)
    return g_timeout_source_new (0);
  return bhd_connection_source_new (self->connection, G_OBJECT (stream), G_IO_OUT);
}

static void
output_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = output_is_writable;
  iface->write_nonblocking = output_write_nonblocking;
  iface->create_source = output_create_source;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhdConnectionOutput,
                               bhd_connection_output,
                               G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM,
                                                      output_pollable_init))

static void
bhd_connection_output_class_init (BhdConnectionOutputClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = output_write;
  G_OUTPUT_STREAM_CLASS (klass)->flush = output_flush;
}

static void
bhd_connection_output_init (BhdConnectionOutput *self)
{
}

GInputStream *
bhd_connection_input_new (BhdConnection *connection)
{
  BhdConnectionInput *self = g_object_new (BHD_TYPE_CONNECTION_INPUT, NULL);

  self->connection = connection;
  return G_INPUT_STREAM (self);
}

GOutputStream *
bhd_connection_output_new (BhdConnection *connection)
{
  BhdConnectionOutput *self = g_object_new (BHD_TYPE_CONNECTION_OUTPUT, NULL);

  self->connection = connection;
  return G_OUTPUT_STREAM (self);
}

void
bhd_connection_input_forget (GInputStream *stream)
{
  BHD_CONNECTION_INPUT (stream)->connection = NULL;
}

void
bhd_connection_output_forget (GOutputStream *stream)
{
  BHD_CONNECTION_OUTPUT (stream)->connection = NULL;
}
