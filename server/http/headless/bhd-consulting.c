/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhop-http"

#include "server/http/headless/bhd-consulting.h"

#include "common/bh-error.h"
#include "common/bh-json-writer.h"

#define WAITING_MAX 64

struct _BhdConsulting
{
  const BhdShared *shared;
  BhdApiPlace client;
  guint place;
  char *question;
  GPtrArray *history;
};

BhdConsulting *
bhd_consulting_new (const BhdShared *shared, const BhdTalk *talk)
{
  BhdConsulting *self = g_new0 (BhdConsulting, 1);

  self->shared = shared;
  self->client.organization_id = g_strdup (talk->place.organization_id);
  self->client.contact_id = g_strdup (talk->place.contact_id);
  self->question = g_strdup (talk->question);
  self->history = g_ptr_array_ref (talk->history);
  return self;
}

void
bhd_consulting_free (BhdConsulting *self)
{
  bhd_api_place_clear (&self->client);
  g_free (self->question);
  g_ptr_array_unref (self->history);
  g_free (self);
}

gboolean
bhd_consulting_is_crowded (const BhdShared *shared)
{
  return g_thread_pool_unprocessed (shared->consultants) >= WAITING_MAX;
}

void
bhd_consulting_begin (BhdConsulting *self, guint place)
{
  self->place = place;
  g_thread_pool_push (self->shared->consultants, self, NULL);
}

static BhdAudience
audience_of (const BhdConsulting *self)
{
  return (BhdAudience){ .organization_id = self->client.organization_id,
                        .contact_id = self->client.contact_id };
}

static void
say_cb (const char *type, const char *body_json, gpointer data)
{
  BhdConsulting *self = data;
  const BhdAudience audience = audience_of (self);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *frame = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "type", type);
  bh_json_raw (&json, "body", body_json);
  bh_json_end_object (&json);
  frame = bh_json_writer_steal (&json);
  bhd_hub_tell (self->shared->hub, self->place, &audience, frame);
}

static BhdApiOutcome *
outcome_of (BhdConsulted *consulted)
{
  BhdApiOutcome *outcome = g_new0 (BhdApiOutcome, 1);

  outcome->message = g_steal_pointer (&consulted->text);
  outcome->sources = g_steal_pointer (&consulted->sources);
  outcome->status = g_strdup ("unresolved");
  outcome->tokens_in = consulted->tokens_in;
  outcome->tokens_out = consulted->tokens_out;
  return outcome;
}

static BhdApiOutcome *
ask (BhdConsulting *self, GError **error)
{
  const BhdAssistant *assistant = self->shared->assistant;
  const BhdConsultation consultation = { self->client.organization_id, self->question,
                                         self->history, say_cb, self };
  g_auto (BhdConsulted) consulted = { NULL };

  if (assistant != NULL)
    return assistant->consult (&consultation, &consulted, assistant->data, error)
               ? outcome_of (&consulted)
               : NULL;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "there is no assistant here");
  return NULL;
}

void
bhd_consulting_work (gpointer data, gpointer unused)
{
  BhdConsulting *self = data;
  const BhdAudience audience = audience_of (self);
  g_autoptr (GError) error = NULL;
  BhdApiOutcome *outcome = ask (self, &error);

  if (error != NULL)
    g_info ("a program's question was not answered: %s", error->message);
  if (outcome != NULL)
    bhd_hub_answer (self->shared->hub, self->place, &audience, outcome,
                    (GDestroyNotify) bhd_api_outcome_free);
  else
    bhd_hub_fail (self->shared->hub, self->place, &audience, error->message);
  bhd_consulting_free (self);
}
