/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-http.h"
#include "server/desk/attachments/bhd-attachments.h"

#include "server/http/bhd-exchange.h"
#include "server/http/gate/bhd-listen.h"
#include "server/http/headless/bhd-consulting.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MAX_FRONTS 64
#define ANSWER_WAIT_S 120
#define WORKERS 4
#define PATIENT 16 /* threads that wait for other machines; they are made when they are needed */
#define MAX_CONNECTIONS 4096 /* of one front: its main loop looks at each at every turn */

struct _BhdHttp
{
  BhdShared shared;
  char *local_socket; /* (nullable) */
  guint16 port;
  GPtrArray *fronts;
};

/* One descriptor for each front. */
static gboolean
listen_tcp (const BhdHttpConfig *config, int *fds, guint count, GError **error)
{
  if (config->listen_fd < 0)
    return bhd_listen_tcp (config->address, config->port, fds, count, error);
  if (!bhd_listen_adopt (config->listen_fd, error))
    return FALSE;

  fds[0] = config->listen_fd;
  for (guint i = 1; i < count; i++)
    fds[i] = fcntl (config->listen_fd, F_DUPFD_CLOEXEC, 3);
  return TRUE;
}

static gboolean
prepare (BhdHttp *self, const BhdHttpConfig *config, GError **error)
{
  const BhdPatience patience = BHD_PATIENCE_DEFAULT;

  self->shared.store = config->store;
  self->shared.hub = config->hub;
  self->shared.callback = config->callback;
  self->shared.library = config->library;
  if (self->shared.library.max_size == 0)
    self->shared.library.max_size = BHD_LIBRARY_MAX_SIZE;
  if (self->shared.library.attachment_max_size == 0)
    self->shared.library.attachment_max_size = BHD_ATTACHMENT_MAX_SIZE;
  self->shared.ai = config->ai;
  self->shared.assistant = config->assistant;
  self->shared.mail = config->mail;
  self->shared.patience = config->patience != NULL ? *config->patience : patience;
  self->shared.max_connections =
      config->max_connections > 0 ? config->max_connections : MAX_CONNECTIONS;
  self->shared.router = bhd_router_new (bhd_routes_all ());
  self->shared.rates = bhd_rate_table_new (config->rate_scale);
  self->shared.origins = bhd_origins_new ();
  self->shared.welcome = bhd_welcome_new ();
  self->shared.proxies = bhd_proxies_new (config->trusted_proxies, error);
  self->shared.answer_wait_s = config->answer_wait_s > 0 ? config->answer_wait_s : ANSWER_WAIT_S;
  self->shared.returns = bhd_returns_new ();
  self->shared.consultants = g_thread_pool_new (bhd_consulting_work, NULL, PATIENT, FALSE, NULL);
  self->shared.workers = g_thread_pool_new (bhd_exchange_work, NULL, WORKERS, FALSE, NULL);
  self->shared.patient = g_thread_pool_new (bhd_exchange_work, NULL, PATIENT, FALSE, NULL);
  return self->shared.proxies != NULL;
}

/* Takes all of @fds. */
static gboolean
open_fronts (BhdHttp *self, const int *fds, guint count, int local_fd, GError **error)
{
  for (guint i = 0; i < count; i++)
    {
      gboolean broken = self->fronts->len < i;
      BhdFront *front =
          broken ? NULL : bhd_front_new (&self->shared, fds[i], i == 0 ? local_fd : -1, error);

      if (front != NULL)
        g_ptr_array_add (self->fronts, front);
      else if (broken)
        close (fds[i]);
    }
  return self->fronts->len == count;
}

static gboolean
start (BhdHttp *self, const BhdHttpConfig *config, GError **error)
{
  guint count = CLAMP (config->fronts, 1, MAX_FRONTS);
  int fds[MAX_FRONTS];
  int local_fd = -1;

  if (!prepare (self, config, error) || !listen_tcp (config, fds, count, error))
    return FALSE;

  self->port = bhd_listen_port (fds[0]);
  if (config->local_socket != NULL)
    {
      local_fd = bhd_listen_local (config->local_socket, error);
      for (guint i = 0; local_fd < 0 && i < count; i++)
        close (fds[i]);
      if (local_fd < 0)
        return FALSE;
      self->local_socket = g_strdup (config->local_socket);
    }
  return open_fronts (self, fds, count, local_fd, error);
}

BhdHttp *
bhd_http_new (const BhdHttpConfig *config, GError **error)
{
  g_autoptr (BhdHttp) self = g_new0 (BhdHttp, 1);

  self->fronts = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_front_free);
  return start (self, config, error) ? g_steal_pointer (&self) : NULL;
}

guint16
bhd_http_port (BhdHttp *self)
{
  return self->port;
}

void
bhd_http_forget_organizations (BhdHttp *self)
{
  bhd_origins_forget (self->shared.origins);
  bhd_welcome_forget (self->shared.welcome);
}

void
bhd_http_free (BhdHttp *self)
{
  if (self->shared.returns != NULL)
    bhd_returns_close (self->shared.returns);
  for (guint i = 0; i < self->fronts->len; i++)
    bhd_front_stop (g_ptr_array_index (self->fronts, i));
  g_ptr_array_unref (self->fronts);
  if (self->local_socket != NULL)
    unlink (self->local_socket);
  if (self->shared.consultants != NULL)
    g_thread_pool_free (self->shared.consultants, FALSE, TRUE);
  g_clear_pointer (&self->shared.returns, bhd_returns_unref);
  if (self->shared.workers != NULL)
    g_thread_pool_free (self->shared.workers, FALSE, TRUE);
  if (self->shared.patient != NULL)
    g_thread_pool_free (self->shared.patient, FALSE, TRUE);
  g_clear_pointer (&self->shared.router, bhd_router_free);
  g_clear_pointer (&self->shared.rates, bhd_rate_table_free);
  g_clear_pointer (&self->shared.origins, bhd_origins_free);
  g_clear_pointer (&self->shared.welcome, bhd_welcome_free);
  g_clear_pointer (&self->shared.proxies, bhd_proxies_free);
  g_free (self->local_socket);
  g_free (self);
}
