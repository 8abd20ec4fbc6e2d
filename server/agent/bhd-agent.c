/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-agent.h"

#include "common/bh-clock.h"
#include "server/agent/assist/bhd-assist.h"
#include "server/agent/assist/bhd-consultation.h"
#include "server/agent/assist/bhd-rehearsal.h"
#include "server/agent/bhd-agent-private.h"
#include "server/agent/bhd-work.h"

#define BREAK (30 * G_USEC_PER_SEC) /* how long a provider that failed is left out */
#include "server/agent/embedded/bhd-embedded.h"

struct _BhdAgent
{
  BhdWorkplace place;
  GPtrArray *threads; /* of GThread */
  GMutex mutex;       /* guards what follows */
  GCond cond;
  guint wakes; /* counts up, so that none is lost between looking and sleeping */
};

static gboolean
is_stopping (BhdAgent *self)
{
  return g_atomic_int_get (&self->place.stopping);
}

/* Sleeps until somebody wakes the agent after @seen, or until @due_us (0: for ever). */
static void
wait_for_work (BhdAgent *self, guint seen, gint64 due_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 end = g_get_monotonic_time () + MAX (due_us - bh_clock_now_us (), 0);

  while (self->wakes == seen && !is_stopping (self))
    if (due_us == 0)
      g_cond_wait (&self->cond, &self->mutex);
    else if (!g_cond_wait_until (&self->cond, &self->mutex, end))
      return;
}

static guint
count_wakes (BhdAgent *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->wakes;
}

static gpointer
agent_thread (gpointer data)
{
  BhdAgent *self = data;

  while (!is_stopping (self))
    {
      guint seen = count_wakes (self);
      gint64 next_due_us = 0;

      if (!bhd_work_do_next (&self->place, &next_due_us))
        wait_for_work (self, seen, next_due_us);
    }
  return NULL;
}

static void
furnish (BhdWorkplace *place, const BhdAgentPlan *plan, const BhdAgentParts *parts)
{
  if (parts->models != NULL)
    place->models = *parts->models;
  place->store = plan->store;
  place->guards = bhd_guard_cache_new ();
  place->say = plan->say;
  place->say_data = plan->say_data;
  place->setup = (BhdAnswerSetup){
    .index = plan->index,
    .models = parts->models != NULL ? &place->models : NULL,
    .port = parts->port,
    .ways = { plan->store, plan->outbound, plan->tools_to_private, g_cancellable_new () },
    .models_to_private = plan->models_to_private,
    .breaker = bhd_breaker_new (parts->breaker_us > 0 ? parts->breaker_us : BREAK),
    .last = parts->last != NULL ? parts->last : &bhd_embedded_provider,
  };
}

BhdAgent *
bhd_agent_new_with_parts (const BhdAgentPlan *plan, const BhdAgentParts *parts)
{
  BhdAgent *self = g_new0 (BhdAgent, 1);

  furnish (&self->place, plan, parts);
  self->threads = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  bhd_work_recover (&self->place);
  for (guint i = 0; i < plan->threads; i++)
    g_ptr_array_add (self->threads, g_thread_new ("agent", agent_thread, self));
  return self;
}

BhdAgent *
bhd_agent_new (const BhdAgentPlan *plan)
{
  const BhdModelPort models = bhd_model_port_real (plan->outbound);
  const BhdAgentParts parts = { .models = plan->outbound != NULL ? &models : NULL,
                                .port = plan->outbound != NULL ? &bhd_tool_port_real : NULL };

  return bhd_agent_new_with_parts (plan, &parts);
}

static void
judge_cb (const char *organization_id, double score, gboolean right, gpointer data)
{
  BhdWorkplace *place = data;

  bhd_index_judge (place->setup.index, organization_id, score, right);
}

/* Everybody looks: a sleeper may otherwise be kept by a run that has just begun. */
void
bhd_agent_wake (BhdAgent *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->wakes++;
  g_cond_broadcast (&self->cond);
}

BhdAssistant
bhd_agent_assistant (BhdAgent *self)
{
  return (BhdAssistant){ bhd_rehearsal_hold, bhd_consultation_hold, bhd_assist, judge_cb,
                         &self->place };
}

void
bhd_agent_free (BhdAgent *self)
{
  g_atomic_int_set (&self->place.stopping, TRUE);
  g_cancellable_cancel (self->place.setup.ways.cancellable);
  bhd_agent_wake (self);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_object_unref (self->place.setup.ways.cancellable);
  bhd_breaker_free (self->place.setup.breaker);
  bhd_guard_cache_free (self->place.guards);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
