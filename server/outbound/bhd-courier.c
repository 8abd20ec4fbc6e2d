/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/outbound/bhd-errand.h"

#include "server/outbound/bhd-courier.h"

#define RUNNERS (BHD_DELIVERY_BUSY + 1)
#define TIMEOUT_MS 10000
#define MAX_ANSWER 65536
#define LEASE_US BH_MINUTE       /* longer than an attempt can take */
#define STORE_PAUSE_US BH_SECOND /* where the store cannot be asked */

/* Several runners carry deliveries, each for another organisation at a time. */
typedef struct
{
  BhdCourier *courier;
  GThread *thread;
  char *organization_id; /* (nullable): whose delivery it carries; under taking */
} Runner;

struct _BhdCourier
{
  BhdStore *store;
  BhdOutbound *outbound;
  gboolean allow_private;
  GCancellable *stop;
  GMutex taking; /* held while the store is asked, so never by bhd_courier_wake() */
  GMutex lock;
  GCond woken;
  guint64 wakes; /* under the lock: rises with each reason to look */
  Runner runners[RUNNERS];
};

typedef struct
{
  const char *busy[BHD_DELIVERY_BUSY];
  BhdErrand *errand;
} Taking;

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  Taking *taking = data;

  bhd_deliveries_take (turn, taking->busy, LEASE_US, taking->errand, error);
  return NULL;
}

typedef struct
{
  const BhdDelivery *delivery;
  const char *failure;
} Report;

static gpointer
report_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Report *report = data;

  bhd_deliveries_report (turn, report->delivery, report->failure, error);
  return NULL;
}

static void
wake_one (BhdCourier *self)
{
  g_mutex_lock (&self->lock);
  self->wakes++;
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->lock);
}

/* Everybody's organisation but @runner's own, which has none at this moment. */
static void
list_busy (const Runner *runner, Taking *taking)
{
  guint n_busy = 0;

  for (guint i = 0; i < RUNNERS; i++)
    if (&runner->courier->runners[i] != runner)
      taking->busy[n_busy++] = runner->courier->runners[i].organization_id;
}

static void
take_errand (Runner *runner, BhdErrand *errand)
{
  BhdCourier *self = runner->courier;
  Taking taking = { .errand = errand };
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&self->taking);
  list_busy (runner, &taking);
  bhd_store_call (self->store, BHD_JOB_WRITE, take_job, &taking, &error);
  if (errand->delivery != NULL)
    runner->organization_id = g_strdup (errand->delivery->organization_id);
  g_mutex_unlock (&self->taking);

  if (error != NULL)
    {
      g_warning ("courier: cannot look for deliveries: %s", error->message);
      errand->next_due_us = bh_clock_now_us () + STORE_PAUSE_US;
    }
}

static void
carry (Runner *runner, const BhdErrand *errand)
{
  BhdCourier *self = runner->courier;
  BhdFetch transport = {
    .method = "POST",
    .timeout_ms = TIMEOUT_MS,
    .max_answer = MAX_ANSWER,
    .allow_private = self->allow_private,
    .cancellable = self->stop,
  };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;
  Report report = { errand->delivery, NULL };

  bhd_errand_run (self->outbound, errand, &transport, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the lease ends by itself */

  report.failure = failure != NULL ? failure->message : NULL;
  bhd_store_call (self->store, BHD_JOB_WRITE, report_job, &report, &error);
  if (error != NULL)
    g_warning ("courier: cannot note a delivery, it will be repeated: %s", error->message);
}

static void
set_free (Runner *runner)
{
  g_mutex_lock (&runner->courier->taking);
  g_clear_pointer (&runner->organization_id, g_free);
  g_mutex_unlock (&runner->courier->taking);
}

/* Until @due_us (0: for ever), or until there was a reason to look again since @seen. */
static void
wait_for_work (BhdCourier *self, guint64 seen, gint64 due_us)
{
  gint64 end = g_get_monotonic_time () + MAX (due_us - bh_clock_now_us (), 0);
  gboolean late = FALSE;

  g_mutex_lock (&self->lock);
  while (!late && self->wakes == seen && !g_cancellable_is_cancelled (self->stop))
    if (due_us == 0)
      g_cond_wait (&self->woken, &self->lock);
    else
      late = !g_cond_wait_until (&self->woken, &self->lock, end);
  g_mutex_unlock (&self->lock);
}

static guint64
count_wakes (BhdCourier *self)
{
  guint64 wakes;

  g_mutex_lock (&self->lock);
  wakes = self->wakes;
  g_mutex_unlock (&self->lock);
  return wakes;
}

static gpointer
run (gpointer data)
{
  Runner *runner = data;
  BhdCourier *self = runner->courier;

  while (!g_cancellable_is_cancelled (self->stop))
    {
      g_auto (BhdErrand) errand = { NULL };
      guint64 seen = count_wakes (self);

      take_errand (runner, &errand);
      if (errand.delivery == NULL)
        {
          wait_for_work (self, seen, errand.next_due_us);
          continue;
        }
      wake_one (self); /* where one was, there may be more */
      carry (runner, &errand);
      set_free (runner);
    }
  return NULL;
}

BhdCourier *
bhd_courier_new (BhdStore *store, BhdOutbound *outbound, gboolean allow_private)
{
  BhdCourier *self = g_new0 (BhdCourier, 1);

  self->store = store;
  self->outbound = outbound;
  self->allow_private = allow_private;
  self->stop = g_cancellable_new ();
  g_mutex_init (&self->taking);
  g_mutex_init (&self->lock);
  g_cond_init (&self->woken);
  for (guint i = 0; i < RUNNERS; i++)
    self->runners[i].courier = self;
  for (guint i = 0; i < RUNNERS; i++)
    self->runners[i].thread = g_thread_new ("courier", run, &self->runners[i]);
  return self;
}

void
bhd_courier_wake (BhdCourier *self)
{
  wake_one (self);
}

void
bhd_courier_free (BhdCourier *self)
{
  g_cancellable_cancel (self->stop);
  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->woken);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < RUNNERS; i++)
    g_thread_join (self->runners[i].thread);
  g_object_unref (self->stop);
  g_mutex_clear (&self->taking);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->woken);
  g_free (self);
}
