/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/outbound/bhd-errand.h"
#include "server/store/bhd-bell.h"

#include "server/outbound/bhd-courier.h"

#define RUNNERS 4
#define TIMEOUT_MS 10000
#define MAX_ANSWER 65536
#define LEASE_US BH_MINUTE       /* longer than an attempt can take */
#define STORE_PAUSE_US BH_SECOND /* where the store cannot be asked */

struct _BhdCourier
{
  BhdStore *store;
  BhdOutbound *outbound;
  gboolean allow_private;
  GCancellable *stop;
  BhdBell bell;
  GThread *runners[RUNNERS]; /* each carries deliveries of one webhook at a time */
};

static gpointer
give_back_job (BhdTurn *turn, gpointer unused, GError **error)
{
  bhd_deliveries_give_back (turn, error);
  return NULL;
}

static gpointer
take_job (BhdTurn *turn, gpointer errand, GError **error)
{
  bhd_deliveries_take (turn, LEASE_US, errand, error);
  return NULL;
}

typedef struct
{
  const BhdDelivery *delivery;
  BhdAttempt attempt;
} Report;

static gpointer
report_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Report *report = data;

  bhd_deliveries_report (turn, report->delivery, &report->attempt, error);
  return NULL;
}

static void
take_errand (BhdCourier *self, BhdErrand *errand)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (self->store, BHD_JOB_WRITE, take_job, errand, &error);
  if (error == NULL)
    return;
  g_warning ("courier: cannot look for deliveries: %s", error->message);
  errand->next_due_us = bh_clock_now_us () + STORE_PAUSE_US;
}

static void
carry (BhdCourier *self, const BhdErrand *errand)
{
  BhdFetch transport = {
    .method = "POST",
    .timeout_ms = TIMEOUT_MS,
    .max_answer = MAX_ANSWER,
    .allow_private = self->allow_private,
    .cancellable = self->stop,
  };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BhdOutcome) outcome = { 0 };
  Report report = { .delivery = errand->delivery };

  bhd_errand_run (self->outbound, errand, &transport, &outcome, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* it is given back when the next daemon starts */

  report.attempt = (BhdAttempt){ failure != NULL ? failure->message : NULL, outcome.http_status,
                                 outcome.answer };
  bhd_store_call (self->store, BHD_JOB_WRITE, report_job, &report, &error);
  if (error != NULL)
    g_warning ("courier: cannot note a delivery, it will be repeated: %s", error->message);
}

static gpointer
run (gpointer data)
{
  BhdCourier *self = data;

  while (!bhd_bell_has_ended (&self->bell))
    {
      g_auto (BhdErrand) errand = { NULL };
      guint64 heard = bhd_bell_count (&self->bell);

      take_errand (self, &errand);
      if (errand.delivery == NULL)
        {
          bhd_bell_wait_until_due (&self->bell, heard, errand.next_due_us);
          continue;
        }
      bhd_bell_ring (&self->bell); /* where one was, there may be more */
      carry (self, &errand);
    }
  return NULL;
}

/* One daemon has the store: what is taken was taken by one that has ended. */
static void
give_back (BhdStore *store)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (store, BHD_JOB_WRITE, give_back_job, NULL, &error);
  if (error != NULL)
    g_warning ("courier: some deliveries will be late: %s", error->message);
}

BhdCourier *
bhd_courier_new (BhdStore *store, BhdOutbound *outbound, gboolean allow_private)
{
  BhdCourier *self = g_new0 (BhdCourier, 1);

  self->store = store;
  self->outbound = outbound;
  self->allow_private = allow_private;
  self->stop = g_cancellable_new ();
  bhd_bell_init (&self->bell);
  give_back (store);
  for (guint i = 0; i < RUNNERS; i++)
    self->runners[i] = g_thread_new ("courier", run, self);
  return self;
}

void
bhd_courier_wake (BhdCourier *self)
{
  bhd_bell_ring (&self->bell);
}

void
bhd_courier_free (BhdCourier *self)
{
  bhd_bell_end (&self->bell);
  g_cancellable_cancel (self->stop);
  for (guint i = 0; i < RUNNERS; i++)
    g_thread_join (self->runners[i]);
  g_object_unref (self->stop);
  bhd_bell_clear (&self->bell);
  g_free (self);
}
