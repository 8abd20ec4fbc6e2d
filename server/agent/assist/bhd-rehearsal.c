/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/assist/bhd-rehearsal.h"

#include "common/ai/bh-run.h"
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/bhd-organizations.h"

typedef struct
{
  const char *organization_id;
  char *ai_name;
} Naming;

static gpointer
name_job (BhdTurn *turn, gpointer data, GError **error)
{
  Naming *naming = data;
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, naming->organization_id, error);

  if (organization != NULL)
    naming->ai_name = g_strdup (organization->ai_name);
  return NULL;
}

static BhMessage *
make_question (const char *body)
{
  BhMessage fields = { .id = bh_id_new (),
                       .conversation_id = g_strdup (""),
                       .author = BH_AUTHOR_VISITOR,
                       .author_name = g_strdup (""),
                       .kind = BH_MESSAGE_TEXT,
                       .body = g_strdup (body) };

  return bh_message_new_take (&fields);
}

BhdRun *
bhd_rehearsal_make_run (const char *organization_id,
                        const char *ai_name,
                        GPtrArray *history,
                        const char *question)
{
  BhdRun *run = g_new0 (BhdRun, 1);

  run->id = bh_id_new ();
  run->organization_id = g_strdup (organization_id);
  run->conversation_id = g_strdup ("");
  run->contact_id = g_strdup ("");
  run->message_id = bh_id_new ();
  run->ai_name = g_strdup (ai_name);
  run->boundary_seq = -1;
  run->history = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  for (guint i = 0; i < history->len; i++)
    g_ptr_array_add (run->history, bh_message_ref (g_ptr_array_index (history, i)));
  g_ptr_array_add (run->history, make_question (question));
  return run;
}

static char *
describe (const BhdRun *run, const BhdRunResult *result, gint64 start_us)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  const BhRun record = { .id = run->id,
                         .conversation_id = run->conversation_id,
                         .message_id = run->message_id,
                         .outcome = (char *) bhd_run_end_to_string (result->end),
                         .provider = (char *) result->provider,
                         .model = (char *) result->model,
                         .tokens_in = result->tokens_in,
                         .tokens_out = result->tokens_out,
                         .cost = result->cost,
                         .first_token_us = result->first_token_us,
                         .duration_us = g_get_monotonic_time () - start_us,
                         .created_us = bh_clock_now_us (),
                         .detail = (char *) result->detail };

  bh_run_write_json (&record, &json, NULL);
  return bh_json_writer_steal (&json);
}

BhdRunEnd
bhd_rehearsal_answer (BhdWorkplace *place,
                      const BhdTerms *terms,
                      const BhdRun *run,
                      BhdRehearsed *rehearsed)
{
  const BhdSpeechWays ways = { NULL };
  BhdAnswerSetup setup = place->setup;
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (BhdSpeech) speech = bhd_speech_new (run, &ways);
  g_autoptr (BhdToolbox) tools = bhd_toolbox_new (setup.index, run->organization_id);
  g_auto (BhdAnswer)
      thought = { .setup = &setup, .run = run, .terms = terms, .speech = speech, .tools = tools };

  setup.dry = TRUE;
  bhd_answer_think (&thought);
  rehearsed->text = g_strdup (thought.result.text != NULL ? thought.result.text : "");
  rehearsed->sources = g_strdup (thought.result.sources);
  rehearsed->extra = g_strdup (thought.result.extra);
  rehearsed->run = describe (run, &thought.result, start_us);
  return thought.result.end;
}

gboolean
bhd_rehearsal_hold (const BhdRehearsal *rehearsal,
                    BhdRehearsed *rehearsed,
                    gpointer data,
                    GError **error)
{
  BhdWorkplace *place = data;
  const BhdTermsDraft draft = { rehearsal->change, rehearsal->provider_id };
  Naming naming = { rehearsal->organization_id };
  g_autofree char *ai_name = NULL;
  g_autoptr (BhdTerms) terms =
      bhd_terms_load (place->store, place->guards, rehearsal->organization_id, "", &draft, error);
  g_autoptr (BhdRun) run = NULL;

  if (terms == NULL)
    return FALSE;
  terms->spent = FALSE; /* what is tried at the desk is no visitor's */
  bhd_store_call (place->store, BHD_JOB_READ, name_job, &naming, error);
  ai_name = naming.ai_name;
  if (ai_name == NULL)
    return FALSE;
  run = bhd_rehearsal_make_run (rehearsal->organization_id, ai_name, rehearsal->history,
                                rehearsal->question);
  bhd_rehearsal_answer (place, terms, run, rehearsed);
  return TRUE;
}
