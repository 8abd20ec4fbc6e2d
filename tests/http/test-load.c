/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bht-patience.h"
#include "tests/http/bht-client.h"

#include "common/bh-clock.h"
#include "server/store/bhd-queue-private.h"
#include "server/store/bhd-seal.h"

#include <poll.h>
#include <unistd.h>

/* What a front says while the store stands still: it neither waits nor hoards. */

#define WORK_MAX 256
#define WORKERS 4
#define CALLERS (WORK_MAX + WORKERS + 8)

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  GMutex mutex;
  GCond cond;
  gboolean entered;
  gboolean released;
  guint unanswered; /* jobs of this thread */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->cond);
  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
}

static gpointer
stand_still (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *fixture = data;

  g_mutex_lock (&fixture->mutex);
  fixture->entered = TRUE;
  g_cond_broadcast (&fixture->cond);
  while (!fixture->released)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
  return NULL;
}

static gpointer
do_nothing (BhdTurn *turn, gpointer data, GError **error)
{
  return NULL;
}

static void
done_cb (gpointer result, const GError *error, gpointer data)
{
  ((Fixture *) data)->unanswered--;
}

static void
queue (Fixture *fixture, BhdJobKind kind, BhdJobFunc run)
{
  BhdJob job = { kind, run, done_cb, fixture, NULL };

  fixture->unanswered++;
  bhd_store_send (fixture->daemon->store, &job);
}

/* The writer, or the one reader, has nothing else to do from now on. */
static void
stop_store (Fixture *fixture, BhdJobKind kind)
{
  queue (fixture, kind, stand_still);
  g_mutex_lock (&fixture->mutex);
  while (!fixture->entered)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
}

static void
release_store (Fixture *fixture)
{
  g_mutex_lock (&fixture->mutex);
  fixture->released = TRUE;
  g_cond_broadcast (&fixture->cond);
  g_mutex_unlock (&fixture->mutex);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gint64 deadline_us = g_get_monotonic_time () + BHT_PATIENCE_US;

  release_store (fixture);
  while (fixture->unanswered > 0 && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->unanswered, ==, 0);
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->cond);
}

static void
assert_told_to_come_back (const BhtAnswer *answer)
{
  g_autofree char *retry = bht_answer_header (answer, "Retry-After");

  bht_answer_assert_error (answer, 503, "unavailable");
  g_assert_cmpstr (retry, ==, "5");
}

static void
test_full_store (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/person", fixture->tenant->conversation_id);
  g_autoptr (BhtAnswer) answer = NULL;

  stop_store (fixture, BHD_JOB_WRITE);
  for (guint i = 0; i < BHD_QUEUE_MAX; i++)
    queue (fixture, BHD_JOB_WRITE, do_nothing);
  answer = bht_call (fixture->daemon, "POST", path, fixture->tenant->visitor_token, NULL, "{}");
  assert_told_to_come_back (answer);
}

/* Reading goes on while nothing can be written. */
static void
test_full_store_reads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  stop_store (fixture, BHD_JOB_WRITE);
  for (guint i = 0; i < BHD_QUEUE_MAX; i++)
    queue (fixture, BHD_JOB_WRITE, do_nothing);
  answer =
      bht_call (fixture->daemon, "GET", "/v1/desk/me", fixture->tenant->owner_token, NULL, NULL);
  g_assert_cmpuint (answer->status, ==, 200);
}

/* Returns: the first of @callers that is answered. */
static int
await_answer (struct pollfd *callers, guint count)
{
  guint i = 0;

  g_assert_cmpint (poll (callers, count, BHT_PATIENCE_MS), >, 0);
  while (callers[i].revents == 0)
    i++;
  return callers[i].fd;
}

/* While nothing is read the workers wait, and some requests for a worker; the others come back. */
static void
test_busy_workers (Fixture *fixture, gconstpointer data)
{
  static const char request[] = "POST /v1/ctl/organizations/nobody/webhook-secret HTTP/1.1\r\n"
                                "Host: localhost\r\nContent-Length: 0\r\n\r\n";
  g_autofree char *key_file = g_build_filename (fixture->daemon->directory, "key", NULL);
  struct pollfd callers[CALLERS];
  g_autoptr (BhtAnswer) answer = NULL;

  bhd_seal_unlock (key_file);
  stop_store (fixture, BHD_JOB_READ);
  for (guint i = 0; i < CALLERS; i++)
    {
      callers[i] = (struct pollfd){ bht_connect_local (fixture->daemon), POLLIN, 0 };
      bht_send (callers[i].fd, request, -1);
    }
  answer = bht_receive (await_answer (callers, CALLERS), FALSE);
  assert_told_to_come_back (answer);
  release_store (fixture);
  for (guint i = 0; i < CALLERS; i++)
    close (callers[i].fd);
  bhd_seal_lock ();
}

#define ADD(name, func) g_test_add ("/http/load/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL); /* a 503 warns */
  ADD ("a-full-store-is-told", test_full_store);
  ADD ("a-full-store-is-read", test_full_store_reads);
  ADD ("busy-workers-are-told", test_busy_workers);
  return g_test_run ();
}
