/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/process/bht-proxy.h"

#define TURN_MS 10

struct _BhtProxy
{
  int listener;
  guint16 target;
  char *url;
  GThread *thread;
  GPtrArray *pumps; /* of GThread; listening thread only */
  int stopping;     /* atomic, as are: */
  int cut;
  int hold;
  int stall;
  int lose;
  int ration; /* bytes; below 0: none */
  int age;    /* how often connections were forgotten */
};

/* One connection and the thread that carries its bytes. */
typedef struct
{
  BhtProxy *proxy;
  int client;
  int server;
  gboolean is_feed;
  gboolean is_upload;
  int age; /* of the proxy when it began */
} Pump;

static int
open_loopback (guint16 port, gboolean listening, guint16 *bound)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (!listening)
    {
      if (connect (fd, (struct sockaddr *) &address, length) == 0)
        return fd;
      close (fd);
      return -1;
    }
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (listen (fd, 64), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  *bound = ntohs (address.sin_port);
  return fd;
}

/* How much it may bring to the daemon now. */
static int
ration_of (Pump *self)
{
  int ration = g_atomic_int_get (&self->proxy->ration);

  return self->is_upload && ration >= 0 ? ration : G_MAXINT;
}

static void
use_ration (Pump *self, int length)
{
  int *ration = &self->proxy->ration;
  int before;

  do
    {
      before = g_atomic_int_get (ration);
      if (before < 0)
        return;
    }
  while (!g_atomic_int_compare_and_exchange (ration, before, MAX (before - length, 0)));
}

/* What a client begins to say tells what the connection is for. */
static void
hear_client (Pump *self, const char *words, int length)
{
  if (strstr (words, "websocket") != NULL)
    self->is_feed = TRUE;
  if (g_str_has_prefix (words, "PUT "))
    self->is_upload = TRUE;
  if (self->is_upload)
    use_ration (self, length);
}

/* FALSE: one side has ended. */
static gboolean
carry (Pump *self, int from, int to)
{
  char buffer[16384];
  int most = from == self->client ? ration_of (self) : G_MAXINT;
  gssize length = recv (from, buffer, (gsize) MIN (most, (int) sizeof buffer - 1), 0);

  if (length <= 0)
    return FALSE;
  buffer[length] = '\0';
  if (from == self->client)
    hear_client (self, buffer, (int) length);
  for (gssize sent = 0; sent < length;)
    {
      gssize part = send (to, buffer + sent, (gsize) (length - sent), MSG_NOSIGNAL);

      if (part <= 0)
        return FALSE;
      sent += part;
    }
  return TRUE;
}

static gboolean
turn (Pump *self)
{
  gboolean held = self->is_feed && g_atomic_int_get (&self->proxy->hold);
  short heeded = ration_of (self) > 0 ? POLLIN : POLLRDHUP;
  struct pollfd ready[] = { { self->client, heeded, 0 }, { held ? -1 : self->server, POLLIN, 0 } };

  if (g_atomic_int_get (&self->proxy->stopping) || g_atomic_int_get (&self->proxy->cut))
    return FALSE;
  if (g_atomic_int_get (&self->proxy->stall) || g_atomic_int_get (&self->proxy->age) != self->age)
    {
      g_usleep (TURN_MS * 1000);
      return TRUE;
    }
  if (poll (ready, G_N_ELEMENTS (ready), TURN_MS) <= 0)
    return TRUE;
  if (ready[0].revents != 0 && (heeded != POLLIN || !carry (self, self->client, self->server)))
    return FALSE;
  if (ready[1].revents != 0 && !self->is_feed && g_atomic_int_get (&self->proxy->lose))
    return FALSE;
  return ready[1].revents == 0 || carry (self, self->server, self->client);
}

static gpointer
pump (gpointer data)
{
  Pump *self = data;

  self->server = open_loopback (self->proxy->target, FALSE, NULL);
  while (self->server >= 0 && turn (self))
    ;
  if (self->server >= 0)
    close (self->server);
  close (self->client);
  g_free (self);
  return NULL;
}

static gpointer
accept_clients (gpointer data)
{
  BhtProxy *self = data;
  struct pollfd ready = { self->listener, POLLIN, 0 };

  while (!g_atomic_int_get (&self->stopping))
    {
      Pump *next = NULL;

      if (poll (&ready, 1, TURN_MS) <= 0)
        continue;
      next = g_new0 (Pump, 1);
      next->proxy = self;
      next->age = g_atomic_int_get (&self->age);
      next->client = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC);
      g_ptr_array_add (self->pumps, g_thread_new ("pump", pump, next));
    }
  return NULL;
}

BhtProxy *
bht_proxy_new (const char *url)
{
  BhtProxy *self = g_new0 (BhtProxy, 1);
  guint16 port = 0;

  self->target = (guint16) g_ascii_strtoull (strrchr (url, ':') + 1, NULL, 10);
  self->listener = open_loopback (0, TRUE, &port);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  self->pumps = g_ptr_array_new ();
  self->ration = -1;
  self->thread = g_thread_new ("proxy", accept_clients, self);
  return self;
}

void
bht_proxy_free (BhtProxy *self)
{
  g_atomic_int_set (&self->stopping, TRUE);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->pumps->len; i++)
    g_thread_join (g_ptr_array_index (self->pumps, i));
  g_ptr_array_unref (self->pumps);
  close (self->listener);
  g_free (self->url);
  g_free (self);
}

const char *
bht_proxy_url (BhtProxy *self)
{
  return self->url;
}

void
bht_proxy_cut (BhtProxy *self, gboolean cut)
{
  g_atomic_int_set (&self->cut, cut);
}

void
bht_proxy_stall (BhtProxy *self, gboolean stall)
{
  g_atomic_int_set (&self->stall, stall);
}

void
bht_proxy_forget (BhtProxy *self)
{
  g_atomic_int_inc (&self->age);
}

void
bht_proxy_lose_answers (BhtProxy *self, gboolean lose)
{
  g_atomic_int_set (&self->lose, lose);
}

void
bht_proxy_hold_feeds (BhtProxy *self, gboolean hold)
{
  g_atomic_int_set (&self->hold, hold);
}

void
bht_proxy_ration (BhtProxy *self, int bytes)
{
  g_atomic_int_set (&self->ration, bytes);
}
