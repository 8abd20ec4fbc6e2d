/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-agent.h"

#include "server/agent/assist/bhd-assist.h"
#include "server/agent/assist/bhd-consultation.h"
#include "server/agent/assist/bhd-rehearsal.h"
#include "server/agent/bhd-agent-private.h"
#include "server/agent/bhd-work.h"
#include "server/agent/embedded/bhd-embedded.h"
#include "server/store/bhd-bell.h"

#define BREAK (30 * G_USEC_PER_SEC) /* how long a provider that failed is left out */

struct _BhdAgent
{
  BhdWorkplace place;
  GPtrArray *threads; /* of GThread */
  BhdBell bell;
};

static gpointer
agent_thread (gpointer data)
{
  BhdAgent *self = data;

  while (!bhd_bell_has_ended (&self->bell))
    {
      guint64 heard = bhd_bell_count (&self->bell);
      gint64 next_due_us = 0;

      if (!bhd_work_do_next (&self->place, &next_due_us))
        bhd_bell_wait_until_due (&self->bell, heard, next_due_us);
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
  bhd_bell_init (&self->bell);
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
  bhd_bell_ring_all (&self->bell);
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
  bhd_bell_end (&self->bell);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_object_unref (self->place.setup.ways.cancellable);
  bhd_breaker_free (self->place.setup.breaker);
  bhd_guard_cache_free (self->place.guards);
  bhd_bell_clear (&self->bell);
  g_free (self);
}
