/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "server/agent/bhd-agent.h"
#include "server/agent/tools/bhd-agent-services.h"
#include "server/bhd-caretaker.h"
#include "server/bhd-embedding.h"
#include "server/bhd-lookup.h"
#include "server/bhd-picture.h"
#include "server/desk/bhd-runs.h"
#include "server/http/bhd-http.h"
#include "server/knowledge/bhd-indexer.h"
#include "server/knowledge/bhd-sweeper.h"
#include "server/outbound/bhd-courier.h"
#include "server/outbound/bhd-page.h"
#include "server/outbound/mail/bhd-mailer.h"
#include "server/store/bhd-seal.h"
#include "server/voice/bhd-callback.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/bhd-daemon.h"

struct _BhdDaemon
{
  int lock;
  BhdStore *store;
  BhdHub *hub;
  BhdIndex *index;
  BhdBlobs *blobs;
  BhdParts *parts;
  BhdPageSource pages;
  BhdVectors *vectors;
  BhdModelReach models;
  BhdIndexer *indexer; /* atomic: set while commits already happen, as are the next four */
  BhdEmbedder *embedder;
  BhdSweeper *sweeper;
  BhdAgent *agent;
  BhdCourier *courier;
  BhdMailer *mailer;       /* (nullable) atomic */
  BhdMailAccount *account; /* (nullable): no e-mail */
  BhdMailService mail;
  BhdOutbound *outbound;
  BhdAgentReach reach; /* of what the doors ask of the agent's room */
  BhdAiServices services;
  BhdAssistant assistant;
  BhdCaretaker *caretaker; /* atomic as well */
  BhdHttp *http;           /* atomic as well */
};

/* On the writer thread, between the commit and the answers. */
static void
committed_cb (GPtrArray *events, BhdWake wakes, gpointer data)
{
  BhdDaemon *self = data;
  BhdIndexer *indexer = g_atomic_pointer_get (&self->indexer);
  BhdEmbedder *embedder = g_atomic_pointer_get (&self->embedder);
  BhdSweeper *sweeper = g_atomic_pointer_get (&self->sweeper);
  BhdAgent *agent = g_atomic_pointer_get (&self->agent);
  BhdCourier *courier = g_atomic_pointer_get (&self->courier);
  BhdMailer *mailer = g_atomic_pointer_get (&self->mailer);
  BhdCaretaker *caretaker = g_atomic_pointer_get (&self->caretaker);
  BhdHttp *http = g_atomic_pointer_get (&self->http);

  bhd_hub_publish (self->hub, events);
  for (guint i = 0; i < events->len && indexer != NULL; i++)
    bhd_indexer_note (indexer, g_ptr_array_index (events, i));
  for (guint i = 0; i < events->len && embedder != NULL; i++)
    bhd_embedding_note (embedder, self->vectors, g_ptr_array_index (events, i));
  if ((wakes & BHD_WAKE_INDEXER) != 0 && indexer != NULL)
    bhd_indexer_wake (indexer);
  if ((wakes & BHD_WAKE_SWEEPER) != 0 && sweeper != NULL)
    bhd_sweeper_wake (sweeper);
  if ((wakes & BHD_WAKE_AGENT) != 0 && agent != NULL)
    bhd_agent_wake (agent);
  if ((wakes & BHD_WAKE_COURIER) != 0 && courier != NULL)
    bhd_courier_wake (courier);
  if ((wakes & BHD_WAKE_MAILER) != 0 && mailer != NULL)
    bhd_mailer_wake (mailer);
  if ((wakes & BHD_WAKE_CARETAKER) != 0 && caretaker != NULL)
    bhd_caretaker_wake (caretaker);
  if ((wakes & BHD_WAKE_FRONTS) != 0 && http != NULL)
    bhd_http_forget_organizations (http);
}

static void
agent_said_cb (const char *organization_id,
               const char *contact_id,
               const char *conversation_id,
               const char *type,
               const char *body_json,
               gpointer data)
{
  BhdDaemon *self = data;

  bhd_hub_say (self->hub, organization_id, contact_id, conversation_id, type, body_json);
}

static gboolean
refuse_directory (const char *path, GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
               "cannot keep data in %s: %s; choose another state_dir or correct its permissions",
               path, g_strerror (errno));
  return FALSE;
}

/* One daemon a directory: two would tear the feed's numbers apart. */
static gboolean
take_state_dir (BhdDaemon *self, const char *path, GError **error)
{
  g_autofree char *lock = g_build_filename (path, "lock", NULL);

  if (g_mkdir_with_parents (path, 0700) != 0)
    return refuse_directory (path, error);
  self->lock = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    return refuse_directory (path, error);
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
               "another bellhopd already runs with the data in %s: stop it first", path);
  return FALSE;
}

/* The keyring may ask its owner first; nothing but a sealed secret waits for that. */
static gpointer
find_key (gpointer key_file)
{
  bhd_seal_unlock (key_file);
  g_free (key_file);
  return NULL;
}

static gboolean
open_files (BhdDaemon *self, const BhdConfig *config, GError **error)
{
  self->blobs = bhd_blobs_new (config->state_dir, error);
  if (self->blobs != NULL)
    self->parts = bhd_parts_new (config->state_dir, error);
  return self->parts != NULL;
}

static gboolean
open_rooms (BhdDaemon *self, const BhdConfig *config, GError **error)
{
  g_autofree char *database = g_build_filename (config->state_dir, "bellhop.db", NULL);

  self->store = bhd_store_new (database, (guint) config->readers, error);
  if (self->store == NULL)
    {
      g_prefix_error (error, "cannot use %s: ", database);
      return FALSE;
    }
  self->hub = bhd_hub_new (self->store, (guint) config->feed_threads, error);
  if (self->hub == NULL)
    return FALSE;
  bhd_store_set_commit_func (self->store, committed_cb, self);
  bhd_runs_set_debounce (config->debounce_ms * (BH_SECOND / 1000));

  g_thread_unref (g_thread_new ("key", find_key, g_strdup (config->key_file)));
  self->index = bhd_index_new ();
  self->vectors = bhd_vectors_new (self->store);
  bhd_index_set_vectors (self->index, self->vectors);
  self->outbound = bhd_outbound_new (error);
  self->pages.outbound = self->outbound;
  self->pages.allow_private = config->pages_from_private;
  self->models = (BhdModelReach){ self->store, self->outbound, config->models_to_private };
  return self->outbound != NULL && open_files (self, config, error);
}

static BhdAgent *
start_agent (BhdDaemon *self, const BhdConfig *config)
{
  const BhdAgentPlan plan = { .store = self->store,
                              .index = self->index,
                              .outbound = self->outbound,
                              .models_to_private = config->models_to_private,
                              .tools_to_private = config->tools_to_private,
                              .threads = (guint) config->agent_threads,
                              .say = agent_said_cb,
                              .say_data = self };

  return bhd_agent_new (&plan);
}

static gboolean
start_embedder (BhdDaemon *self, const BhdConfig *config, GError **error)
{
  const BhdEmbedderPlan plan = BHD_EMBEDDER_PLAN;
  BhdEmbedder *embedder = NULL;

  embedder =
      bhd_embedder_new (self->store, self->vectors, &plan, bhd_embedding_ask, &self->models, error);
  g_atomic_pointer_set (&self->embedder, embedder);
  return embedder != NULL;
}

/* Settings that make no sense end the start, before anything is opened. */
static gboolean
read_mail_account (BhdDaemon *self, const BhdConfig *config, GError **error)
{
  const BhdMailSettings settings = { .smtp_url = config->smtp_url,
                                     .smtp_user = config->smtp_user,
                                     .smtp_password_file = config->smtp_password_file,
                                     .smtp_ca_file = config->smtp_ca_file,
                                     .smtp_tls = config->smtp_tls,
                                     .mail_from = config->mail_from };
  g_autoptr (GError) inner = NULL;

  self->account = bhd_mail_account_new (&settings, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static void
start_mailer (BhdDaemon *self)
{
  if (self->account == NULL)
    return;
  bhd_mail_service_init (&self->mail, self->account);
  g_atomic_pointer_set (&self->mailer, bhd_mailer_new (self->store, self->account));
}

static gboolean
start_workers (BhdDaemon *self, const BhdConfig *config, GError **error)
{
  const BhdIndexerPlan plan = { .store = self->store,
                                .index = self->index,
                                .blobs = self->blobs,
                                .extract = config->extract,
                                .fetch = bhd_page_fetch,
                                .fetch_data = &self->pages,
                                .see = bhd_picture_read,
                                .see_data = &self->models };
  BhdIndexer *indexer = bhd_indexer_new (&plan, error);

  if (indexer == NULL)
    return FALSE;
  g_atomic_pointer_set (&self->indexer, indexer);
  if (!start_embedder (self, config, error))
    return FALSE;
  g_atomic_pointer_set (&self->sweeper, bhd_sweeper_new (self->store, self->blobs, self->parts));
  g_atomic_pointer_set (&self->agent, start_agent (self, config));
  self->assistant = bhd_agent_assistant (self->agent);
  g_atomic_pointer_set (&self->courier,
                        bhd_courier_new (self->store, self->outbound, config->webhooks_to_private));
  start_mailer (self);
  bhd_courier_wake (self->courier); /* for what the agent has queued since it looked */
  return TRUE;
}

static void
employ_caretaker (BhdDaemon *self, const BhdConfig *config)
{
  const BhdCaretakerPlan plan = { .first_us = BH_MINUTE,
                                  .every_us = BH_HOUR,
                                  .keep_events_us = config->event_days * 24 * BH_HOUR,
                                  .look_us = BH_SECOND };

  g_atomic_pointer_set (&self->caretaker, bhd_caretaker_new (self->store, &plan));
}

static gboolean
open_doors (BhdDaemon *self, const BhdConfig *config, int listen_fd, GError **error)
{
  g_autofree char *address = NULL;
  BhdHttpConfig http = {
    .local_socket = config->local_socket,
    .fronts = (guint) config->fronts,
    .trusted_proxies = (const char *const *) config->trusted_proxies,
    .rate_scale = config->rate_scale,
    .store = self->store,
    .hub = self->hub,
    .callback = bhd_callback_request,
    .library = { .blobs = self->blobs,
                 .parts = self->parts,
                 .max_size = config->document_max_size,
                 .attachment_max_size = config->attachment_max_size,
                 .search = bhd_lookup_search,
                 .search_data = self->index,
                 .progress = bhd_embedding_write,
                 .progress_data = self->embedder },
    .ai = &self->services,
    .assistant = &self->assistant,
    .mail = self->account != NULL ? &self->mail : NULL,
    .listen_fd = listen_fd,
  };

  self->reach = (BhdAgentReach){ { self->store, self->outbound, config->tools_to_private, NULL },
                                 config->models_to_private };
  bhd_agent_services_init (&self->services, &self->reach);
  if (!bhd_config_split_listen (config->listen, &address, &http.port, error))
    return FALSE;
  http.address = address;
  g_atomic_pointer_set (&self->http, bhd_http_new (&http, error));
  if (self->http == NULL)
    return FALSE;
  bhd_http_forget_organizations (self->http); /* what it saw before committed_cb() saw it */
  return TRUE;
}

BhdDaemon *
bhd_daemon_new (const BhdConfig *config, int listen_fd, GError **error)
{
  g_autoptr (BhdDaemon) self = g_new0 (BhdDaemon, 1);

  self->lock = -1;
  if (!read_mail_account (self, config, error) ||
      !take_state_dir (self, config->state_dir, error) || !open_rooms (self, config, error) ||
      !start_workers (self, config, error) || !open_doors (self, config, listen_fd, error))
    return NULL;
  employ_caretaker (self, config);
  return g_steal_pointer (&self);
}

guint16
bhd_daemon_port (BhdDaemon *self)
{
  return bhd_http_port (self->http);
}

static gpointer
nothing (BhdTurn *turn, gpointer data, GError **error)
{
  return NULL;
}

/* Frees a worker that committed_cb() wakes: first it is taken from sight, and when an empty job has
 * been committed the writer can no longer be about to wake it. */
static void
dismiss (BhdDaemon *self, gpointer *worker, GDestroyNotify free_worker)
{
  gpointer dismissed = *worker;

  if (dismissed == NULL)
    return;
  g_atomic_pointer_set (worker, NULL);
  bhd_store_call (self->store, BHD_JOB_WRITE, nothing, NULL, NULL);
  free_worker (dismissed);
}

/* The doors first, so that nothing new comes in; the store last, when nobody sends it work any
 * more. */
void
bhd_daemon_free (BhdDaemon *self)
{
  dismiss (self, (gpointer *) &self->http, (GDestroyNotify) bhd_http_free);
  dismiss (self, (gpointer *) &self->caretaker, (GDestroyNotify) bhd_caretaker_free);
  dismiss (self, (gpointer *) &self->agent, (GDestroyNotify) bhd_agent_free);
  dismiss (self, (gpointer *) &self->courier, (GDestroyNotify) bhd_courier_free);
  dismiss (self, (gpointer *) &self->mailer, (GDestroyNotify) bhd_mailer_free);
  dismiss (self, (gpointer *) &self->sweeper, (GDestroyNotify) bhd_sweeper_free);
  dismiss (self, (gpointer *) &self->indexer, (GDestroyNotify) bhd_indexer_free);
  dismiss (self, (gpointer *) &self->embedder, (GDestroyNotify) bhd_embedder_free);
  g_clear_pointer (&self->hub, bhd_hub_free);
  g_clear_pointer (&self->store, bhd_store_free);
  g_clear_pointer (&self->outbound, bhd_outbound_free);
  g_clear_pointer (&self->account, bhd_mail_account_free);
  g_clear_pointer (&self->index, bhd_index_free);
  g_clear_pointer (&self->vectors, bhd_vectors_free);
  g_clear_pointer (&self->parts, bhd_parts_free);
  g_clear_pointer (&self->blobs, bhd_blobs_free);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self);
}
