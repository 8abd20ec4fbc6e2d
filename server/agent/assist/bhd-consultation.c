/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/assist/bhd-consultation.h"

#include "common/bh-error.h"
#include "server/agent/assist/bhd-rehearsal.h"
#include "server/desk/ai/bhd-hours.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/runs/bhd-usage.h"

/* No person can be fetched into what is no conversation. */
#define NEEDS_PERSON "This needs a person: please contact us directly."

typedef struct
{
  const BhdConsultation *consultation;
  char *ai_name; /* (nullable): the AI does not answer now */
  const BhdRunResult *result;
} Consulting;

static gboolean
is_quiet (const BhdAiSettings *settings, gint64 now_us)
{
  return settings->suggestions_only ||
         (g_str_equal (settings->schedule, "outside_hours") &&
          bhd_hours_are_open (settings->hours, settings->time_zone, now_us));
}

static gpointer
begin_job (BhdTurn *turn, gpointer data, GError **error)
{
  Consulting *self = data;
  const char *id = self->consultation->organization_id;
  g_autoptr (BhOrganization) organization = bhd_organizations_find (turn, id, error);
  g_autoptr (BhdAiSettings) settings = NULL;

  if (organization != NULL)
    settings = bhd_ai_settings_get (turn, id, error);
  if (settings == NULL)
    return NULL;
  if (organization->ai_enabled && !is_quiet (settings, turn->now_us))
    self->ai_name = g_strdup (organization->ai_name);
  else
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 "the assistant is switched off or off duty: try again later");
  return NULL;
}

/* An answer that was free counts nothing, as everywhere. */
static gpointer
count_job (BhdTurn *turn, gpointer data, GError **error)
{
  Consulting *self = data;
  const BhdRunResult *result = self->result;
  const BhdUsage used = { result->end != BHD_RUN_FAIL, result->tokens_in + result->tokens_out,
                          result->cost };

  if (!result->free)
    bhd_usage_count (turn, self->consultation->organization_id, NULL, &used, error);
  return NULL;
}

static void
say_cb (const char *organization_id,
        const char *contact_id,
        const char *conversation_id,
        const char *type,
        const char *body_json,
        gpointer data)
{
  const BhdConsultation *consultation = data;

  consultation->say (type, body_json, consultation->say_data);
}

/* As a rehearsal does, it changes nothing; unlike one it is heard while it is made. */
static void
answer (BhdWorkplace *place,
        const BhdTerms *terms,
        const BhdRun *run,
        Consulting *self,
        BhdConsulted *consulted)
{
  const BhdSpeechWays ways = { self->consultation->say != NULL ? say_cb : NULL,
                               (gpointer) self->consultation };
  BhdAnswerSetup setup = place->setup;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdSpeech) speech = bhd_speech_new (run, &ways);
  g_autoptr (BhdToolbox) tools = bhd_toolbox_new (setup.index, run->organization_id);
  g_auto (BhdAnswer)
      thought = { .setup = &setup, .run = run, .terms = terms, .speech = speech, .tools = tools };

  setup.dry = TRUE;
  bhd_answer_think (&thought);
  consulted->text = g_strdup (thought.result.text != NULL ? thought.result.text : NEEDS_PERSON);
  consulted->sources = g_strdup (thought.result.sources);
  consulted->tokens_in = thought.result.tokens_in;
  consulted->tokens_out = thought.result.tokens_out;
  self->result = &thought.result;
  bhd_store_call (place->store, BHD_JOB_WRITE, count_job, self, &error);
  if (error != NULL)
    g_warning ("could not count what an answer used up: %s", error->message);
}

gboolean
bhd_consultation_hold (const BhdConsultation *consultation,
                       BhdConsulted *consulted,
                       gpointer data,
                       GError **error)
{
  BhdWorkplace *place = data;
  Consulting self = { consultation };
  g_autofree char *ai_name = NULL;
  g_autoptr (BhdTerms) terms = NULL;
  g_autoptr (BhdRun) run = NULL;

  bhd_store_call (place->store, BHD_JOB_READ, begin_job, &self, error);
  ai_name = self.ai_name;
  if (ai_name != NULL)
    terms = bhd_terms_load (place->store, place->guards, consultation->organization_id, "", NULL,
                            error);
  if (terms == NULL)
    return FALSE;
  run = bhd_rehearsal_make_run (consultation->organization_id, ai_name, consultation->history,
                                consultation->question);
  answer (place, terms, run, &self, consulted);
  if (!g_atomic_int_get (&place->stopping))
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "the daemon stops");
  return FALSE;
}
