/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-connection-private.h"

typedef struct
{
  GSource source;
  BhdConnection *connection;
  GObject *object;
  GIOCondition condition;
  GIOCondition polled; /* what the descriptor is asked for now */
  gpointer tag;
} ConnectionSource;

static GIOCondition
wanted_condition (const ConnectionSource *self)
{
  if (self->condition == G_IO_IN && !bhd_connection_wants_input (self->connection))
    return 0;
  return self->condition;
}

static gboolean
prepare (GSource *source, int *timeout)
{
  ConnectionSource *self = (ConnectionSource *) source;
  GIOCondition wanted = wanted_condition (self);

  *timeout = -1;
  if (bhd_connection_fd (self->connection) < 0)
    return TRUE;

  if (wanted != self->polled)
    g_source_modify_unix_fd (source, self->tag, wanted);
  self->polled = wanted;
  return self->condition == G_IO_IN && bhd_connection_has_input (self->connection);
}

static gboolean
check (GSource *source)
{
  ConnectionSource *self = (ConnectionSource *) source;

  if (bhd_connection_fd (self->connection) < 0)
    return TRUE;
  if (self->condition == G_IO_IN && bhd_connection_has_input (self->connection))
    return TRUE;
  return wanted_condition (self) != 0 && g_source_query_unix_fd (source, self->tag) != 0;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  ConnectionSource *self = (ConnectionSource *) source;

  return callback != NULL ? ((GPollableSourceFunc) (void (*) (void)) callback) (self->object, data)
                          : G_SOURCE_REMOVE;
}

static void
finalize (GSource *source)
{
  ConnectionSource *self = (ConnectionSource *) source;

  g_object_unref (self->object);
  g_object_unref (self->connection);
}

/* libsoup makes this a child of its own source and sets the dummy callback, which GLib refuses
 * without a closure callback. */
static gboolean
closure_cb (GObject *object, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs funcs = { prepare, check, dispatch, finalize, G_SOURCE_FUNC (closure_cb) };

GSource *
bhd_connection_source_new (BhdConnection *connection, GObject *object, GIOCondition condition)
{
  GSource *source = g_source_new (&funcs, sizeof (ConnectionSource));
  ConnectionSource *self = (ConnectionSource *) source;
  int fd = bhd_connection_fd (connection);

  g_source_set_static_name (source, "bhd-connection");
  self->connection = g_object_ref (connection);
  self->object = g_object_ref (object);
  self->condition = condition;
  self->polled = condition;
  if (fd >= 0)
    self->tag = g_source_add_unix_fd (source, fd, condition);
  return source;
}
