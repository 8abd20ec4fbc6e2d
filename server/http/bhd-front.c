/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhop-http"

#include "server/http/bhd-front.h"

#include "common/bh-error.h"
#include "server/http/bhd-exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BODY_DEFAULT (64 * 1024)
#define ACCEPTS_A_TURN 64
#define CROWD 64 /* refused connections that may still be lingering */
#define STOP_US (3 * BH_SECOND)
#define STOP_STEP_MS 50

typedef enum
{
  DOOR_TCP,
  DOOR_LOCAL,
  N_DOORS,
} DoorKind;

typedef struct
{
  BhdFront *front;
  DoorKind kind;
  int fd; /* -1: not there */
  GSource *source;
} Door;

struct _BhdFront
{
  const BhdShared *shared;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  GSocketAddress *here; /* what libsoup is told the connections' own address is */
  int anchor;           /* the other end of what keeps libsoup's keep-alive on */
  int spare;            /* given up for a moment when there are no descriptors left */
  Door doors[N_DOORS];
  GHashTable *connections; /* of BhdConnection */
  guint held;
  gint64 stop_us;         /* 0: serving */
  gboolean asked_to_stop; /* whoever frees it */
};

static GQuark
connection_quark (void)
{
  return g_quark_from_static_string ("bhd-connection");
}

static void
maybe_quit (BhdFront *self)
{
  if (self->stop_us != 0 && self->held == 0 && g_hash_table_size (self->connections) == 0)
    g_main_loop_quit (self->loop);
}

static guint64
body_limit (const char *method, const char *path, gsize length, gpointer data)
{
  BhdFront *self = data;
  BhdPieces pieces;
  const BhdPlace *place = bhd_router_find (self->shared->router, path, length, &pieces);
  const BhdRoute *route = place != NULL ? bhd_place_route (place, method) : NULL;

  return route != NULL && route->max_body > 0 ? route->max_body : BODY_DEFAULT;
}

static void
connection_refused (BhdConnection *connection, const GError *error, const char *request_id)
{
  const char *peer = bhd_connection_peer (connection);

  g_info ("request %s from %s: refused unread: %s", request_id, peer != NULL ? peer : "local",
          error->message);
}

static void
connection_closed (BhdConnection *connection, gpointer data)
{
  BhdFront *self = data;

  g_hash_table_remove (self->connections, connection);
  maybe_quit (self);
}

static const BhdConnectionHooks hooks = { body_limit, connection_refused, connection_closed };

/* libsoup's message knows the address it came from, and the address knows our connection. */
static void
handler_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  bhd_exchange_start (data, message, g_object_get_qdata (G_OBJECT (address), connection_quark ()));
}

static void
serve (BhdFront *self, BhdConnection *connection, GSocketAddress *address)
{
  g_autoptr (GError) error = NULL;

  g_object_set_qdata_full (G_OBJECT (address), connection_quark (), g_object_ref (connection),
                           g_object_unref);
  if (!soup_server_accept_iostream (self->server, G_IO_STREAM (connection), self->here, address,
                                    &error))
    g_warning ("could not serve a connection: %s", error->message);
}

/* The newest gives way: those who are here keep their place. */
static void
turn_away (BhdFront *self, BhdConnection *connection)
{
  if (g_hash_table_size (self->connections) > self->shared->max_connections + CROWD)
    {
      bhd_connection_abort (connection);
      return;
    }
  bhd_connection_refuse (connection, BHD_REFUSAL_CROWDED);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static void
welcome (BhdFront *self, DoorKind kind, int fd, struct sockaddr_storage *native, socklen_t length)
{
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (BhdConnection) connection = NULL;
  g_autofree char *peer = NULL;

  if (kind == DOOR_TCP)
    address = g_socket_address_new_from_native (native, length);
  if (G_IS_INET_SOCKET_ADDRESS (address))
    peer = g_inet_address_to_string (
        g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
  else
    address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);

  connection = bhd_connection_new (fd, kind == DOOR_LOCAL ? NULL : peer, &hooks, self);
  g_hash_table_add (self->connections, g_object_ref (connection));
  if (g_hash_table_size (self->connections) > self->shared->max_connections)
    turn_away (self, connection);
  else
    serve (self, connection, address);
}

/* Out of descriptors: take the caller in and send them away, or the listener would wake us without
 * end. */
static void
drop_one (BhdFront *self, int listener)
{
  int fd;

  g_warning ("could not take a connection: no descriptors are left; raise LimitNOFILE");
  close (self->spare);
  fd = accept4 (listener, NULL, NULL, SOCK_CLOEXEC);
  if (fd >= 0)
    close (fd);
  self->spare = open ("/dev/null", O_RDONLY | O_CLOEXEC);
}

static gboolean
door_cb (int listener, GIOCondition condition, gpointer data)
{
  Door *door = data;

  for (guint i = 0; i < ACCEPTS_A_TURN; i++)
    {
      struct sockaddr_storage native;
      socklen_t length = sizeof native;
      int fd =
          accept4 (listener, (struct sockaddr *) &native, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);

      if (fd < 0 && (errno == EMFILE || errno == ENFILE))
        drop_one (door->front, listener);
      if (fd < 0)
        break;
      welcome (door->front, door->kind, fd, &native, length);
    }
  return G_SOURCE_CONTINUE;
}

static GPtrArray *
list_connections (BhdFront *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    g_ptr_array_add (list, g_object_ref (connection));
  return list;
}

static void
abort_all (BhdFront *self)
{
  g_autoptr (GPtrArray) list = list_connections (self);

  for (guint i = 0; i < list->len; i++)
    bhd_connection_abort (g_ptr_array_index (list, i));
}

static gboolean
sweep_cb (gpointer data)
{
  BhdFront *self = data;
  g_autoptr (GPtrArray) list = list_connections (self);
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = 0; i < list->len; i++)
    bhd_connection_sweep (g_ptr_array_index (list, i), now_us, &self->shared->patience);
  if (self->stop_us != 0 && now_us > self->stop_us)
    abort_all (self);
  return G_SOURCE_CONTINUE;
}

static void
door_close (Door *door)
{
  if (door->source != NULL)
    g_source_destroy (door->source);
  g_clear_pointer (&door->source, g_source_unref);
  if (door->fd >= 0)
    close (door->fd);
  door->fd = -1;
}

static void
add_source (BhdFront *self, GSource *source, GSourceFunc func, gpointer data)
{
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, self->context);
}

/* Who has had the answer that was on its way is idle only now. */
static gboolean
end_idle_cb (gpointer data)
{
  BhdFront *self = data;
  g_autoptr (GPtrArray) list = list_connections (self);

  for (guint i = 0; i < list->len; i++)
    bhd_connection_end_if_idle (g_ptr_array_index (list, i));
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_cb (gpointer data)
{
  BhdFront *self = data;
  g_autoptr (GSource) again = g_timeout_source_new (STOP_STEP_MS);

  self->stop_us = g_get_monotonic_time () + STOP_US;
  for (guint i = 0; i < N_DOORS; i++)
    door_close (&self->doors[i]);
  end_idle_cb (self);
  add_source (self, again, end_idle_cb, self);
  maybe_quit (self);
  return G_SOURCE_REMOVE;
}

static gpointer
front_main (gpointer data)
{
  BhdFront *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* libsoup keeps connections alive only while it has a listener of its own: it gets one that never
 * wakes. */
static gboolean
add_anchor (BhdFront *self, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  int pair[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "could not start to serve: %s",
                   g_strerror (errno));
      return FALSE;
    }

  self->anchor = pair[1];
  socket = g_socket_new_from_fd (pair[0], error);
  return socket != NULL && soup_server_listen_socket (self->server, socket, 0, error);
}

static gboolean
build (BhdFront *self, GError **error)
{
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_remove_websocket_extension (self->server, SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  soup_server_add_handler (self->server, NULL, handler_cb, self, NULL);
  return add_anchor (self, error);
}

static void
open_door (BhdFront *self, DoorKind kind, int fd)
{
  Door *door = &self->doors[kind];

  *door = (Door){ self, kind, fd, NULL };
  if (fd < 0)
    return;

  door->source = g_unix_fd_source_new (fd, G_IO_IN);
  add_source (self, door->source, G_SOURCE_FUNC (door_cb), door);
}

BhdFront *
bhd_front_new (const BhdShared *shared, int tcp_fd, int local_fd, GError **error)
{
  BhdFront *self = g_new0 (BhdFront, 1);
  g_autoptr (GSource) sweep = g_timeout_source_new ((guint) (shared->patience.sweep_us / 1000));
  gboolean built;

  self->shared = shared;
  self->anchor = -1;
  self->spare = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  self->here = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  self->connections = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  open_door (self, DOOR_TCP, tcp_fd);
  open_door (self, DOOR_LOCAL, local_fd);
  add_source (self, sweep, sweep_cb, self);

  g_main_context_push_thread_default (self->context);
  built = build (self, error);
  g_main_context_pop_thread_default (self->context);
  if (built)
    self->thread = g_thread_new ("front", front_main, self);
  else
    g_clear_pointer (&self, bhd_front_free);
  return self;
}

void
bhd_front_stop (BhdFront *self)
{
  if (self->thread != NULL && !self->asked_to_stop)
    bhd_front_invoke (self, stop_cb, self);
  self->asked_to_stop = TRUE;
}

void
bhd_front_free (BhdFront *self)
{
  bhd_front_stop (self);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  for (guint i = 0; i < N_DOORS; i++)
    door_close (&self->doors[i]);
  g_clear_object (&self->server);
  g_hash_table_unref (self->connections);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->here);
  close (self->anchor);
  close (self->spare);
  g_free (self);
}

const BhdShared *
bhd_front_shared (BhdFront *self)
{
  return self->shared;
}

void
bhd_front_invoke (BhdFront *self, GSourceFunc func, gpointer data)
{
  /* What @func does may end the front while we are still here with our source. */
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
}

typedef struct
{
  BhdFront *front;
  int fd;
} Returning;

static gboolean
take_back_cb (gpointer data)
{
  g_autofree Returning *returning = data;
  struct sockaddr_storage native = { 0 };
  socklen_t length = sizeof native;

  if (returning->front->stop_us != 0 ||
      getpeername (returning->fd, (struct sockaddr *) &native, &length) != 0)
    close (returning->fd);
  else
    welcome (returning->front, native.ss_family == AF_UNIX ? DOOR_LOCAL : DOOR_TCP, returning->fd,
             &native, length);
  return G_SOURCE_REMOVE;
}

void
bhd_front_take_back (BhdFront *self, int fd)
{
  Returning *returning = g_new (Returning, 1);

  *returning = (Returning){ self, fd };
  bhd_front_invoke (self, take_back_cb, returning);
}

gboolean
bhd_front_is_stopping (BhdFront *self)
{
  return self->stop_us != 0;
}

void
bhd_front_hold (BhdFront *self)
{
  self->held++;
}

void
bhd_front_release (BhdFront *self)
{
  self->held--;
  maybe_quit (self);
}
