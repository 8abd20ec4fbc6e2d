/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/bhd-work.h"

#include "common/bh-clock.h"
#include "common/bh-json-writer.h"
#include "server/agent/assist/bhd-summary.h"
#include "server/agent/embedded/bhd-burst.h"
#include "server/agent/embedded/bhd-replies.h"
#include "server/desk/ai/bhd-tool-calls.h"
#include "server/desk/ai/bhd-violations.h"
#include "server/desk/runs/bhd-run-views.h"
#include "server/desk/runs/bhd-summaries.h"

#define RETRY_AFTER (5 * G_USEC_PER_SEC) /* when the store could not be asked */
#define JUDGEMENTS 2000                  /* old verdicts that are learnt from at the start */

typedef struct
{
  BhdWorkplace *place;
  BhdRun *run;
  BhdRun *summary; /* (nullable) of a handoff: what there is to do where no run is due */
  gint64 next_due_us;
  BhdAnswer *answer;
  BhdRunResult *result;
  gboolean stored;
  GPtrArray *confirmed; /* of BhdToolCallRow */
} Work;

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->run = bhd_runs_take (turn, &work->next_due_us, error);
  if (work->run == NULL && (error == NULL || *error == NULL))
    work->summary = bhd_summaries_take (turn, error);
  if (work->run != NULL)
    work->confirmed = bhd_tool_calls_take_confirmed (turn, work->run->organization_id,
                                                     work->run->conversation_id, error);
  return NULL;
}

static gpointer
is_current_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  return GINT_TO_POINTER (bhd_runs_is_current (turn, work->run, error));
}

static gboolean
note_violations (BhdTurn *turn, const Work *work, const BhdChecked *checked, GError **error)
{
  for (guint i = 0; i < checked->verdict->hits->len; i++)
    {
      const BhdGuardHit *hit = g_ptr_array_index (checked->verdict->hits, i);
      const BhdViolationDraft draft = { hit->rule, checked->direction, work->run->conversation_id,
                                        work->run->id, hit->excerpt };

      if (!bhd_violations_note (turn, &draft, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  GArray *checked = work->answer != NULL ? work->answer->checked : NULL;

  if (!bhd_runs_finish (turn, work->run, work->result, &work->stored, error))
    return NULL;
  for (guint i = 0; checked != NULL && i < checked->len; i++)
    if (!note_violations (turn, work, &g_array_index (checked, BhdChecked, i), error))
      return NULL;
  return NULL;
}

/* Whether the run may still speak.  A store that does not answer is no reason to fall silent: the
 * end is checked again in the transaction that stores it. */
static gboolean
goes_on_cb (gpointer data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  gpointer current;

  if (g_atomic_int_get (&work->place->stopping))
    return FALSE;
  current = bhd_store_call (work->place->store, BHD_JOB_READ, is_current_job, work, &error);
  return error != NULL || GPOINTER_TO_INT (current);
}

/* Operators hear what the AI is at.  @provider: (nullable): not known yet. */
static void
tell_run (const Work *work, const char *state, const char *provider)
{
  const BhdWorkplace *place = work->place;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;

  if (place->say == NULL)
    return;
  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "run_id", work->run->id);
  bh_json_string (&json, "state", state);
  bh_json_string (&json, "provider", provider);
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  place->say (work->run->organization_id, NULL, work->run->conversation_id, "run.updated", body,
              place->say_data);
}

static void
finish (Work *work, BhdSpeech *speech)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (work->place->store, BHD_JOB_WRITE, finish_job, work, &error);
  if (error != NULL)
    g_warning ("could not store the end of run %s: %s", work->run->id, error->message);
  /* Clients wait for the message they were promised. */
  if (error != NULL || !work->stored || work->result->text == NULL)
    bhd_speech_discard (speech);
  tell_run (work, "done", work->result->provider);
}

static BhdDone *
run_confirmed (BhdWorkplace *place, const BhdToolCallRow *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdToolResult) result = place->setup.port->finish (&place->setup.ways, call, &error);
  BhdDone *done = g_new0 (BhdDone, 1);

  done->name = g_strdup (call->tool_name);
  done->good = result != NULL && result->outcome == BHD_TOOL_SUCCESS;
  done->text = g_strdup (result != NULL ? result->text : "It could not be run.");
  return done;
}

/* What the visitor has said yes to is done before anything is said about it. */
static GPtrArray *
run_all_confirmed (Work *work)
{
  GPtrArray *done = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_done_free);

  for (guint i = 0;
       work->confirmed != NULL && work->place->setup.port != NULL && i < work->confirmed->len; i++)
    g_ptr_array_add (done, run_confirmed (work->place, g_ptr_array_index (work->confirmed, i)));
  return done;
}

/* The terms could not be read: the store is in trouble, and the visitor is told so. */
static void
apologise (Work *work, BhdSpeech *speech, const GError *error)
{
  g_autoptr (BhdBurst) burst = bhd_burst_read (work->run);
  BhdRunResult result = { .end = BHD_RUN_FAIL,
                          .text = bhd_reply (BHD_REPLY_BROKEN, burst->language),
                          .free = TRUE };

  g_warning ("could not begin run %s: %s", work->run->id, error->message);
  work->result = &result;
  finish (work, speech);
  work->result = NULL;
}

static void
answer (Work *work, const BhdTerms *terms, BhdSpeech *speech)
{
  BhdWorkplace *place = work->place;
  g_autoptr (BhdToolbox) tools = bhd_toolbox_new (place->setup.index, work->run->organization_id);
  g_auto (BhdAnswer) thought = { .setup = &place->setup,
                                 .run = work->run,
                                 .terms = terms,
                                 .done = run_all_confirmed (work),
                                 .speech = speech,
                                 .tools = tools };

  bhd_answer_think (&thought);
  if (g_atomic_int_get (&place->stopping))
    {
      bhd_speech_discard (speech); /* left as running, and taken up at the next start */
      return;
    }
  work->answer = &thought;
  work->result = &thought.result;
  finish (work, speech);
  work->answer = NULL;
  work->result = NULL;
}

static void
do_run (Work *work)
{
  BhdWorkplace *place = work->place;
  const BhdSpeechWays ways = { work->run->suggests ? NULL : place->say, place->say_data, goes_on_cb,
                               work };
  g_autoptr (BhdSpeech) speech = bhd_speech_new (work->run, &ways);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdTerms) terms = bhd_terms_load (
      place->store, place->guards, work->run->organization_id, work->run->contact_id, NULL, &error);

  bhd_speech_start (speech);
  tell_run (work, "running", NULL);
  if (terms != NULL)
    answer (work, terms, speech);
  else
    apologise (work, speech, error);
}

gboolean
bhd_work_do_next (BhdWorkplace *place, gint64 *next_due_us)
{
  Work work = { place };
  g_autoptr (GError) error = NULL;
  gboolean some;

  bhd_store_call (place->store, BHD_JOB_WRITE, take_job, &work, &error);
  *next_due_us = work.next_due_us;
  if (error != NULL)
    {
      g_warning ("could not take a run: %s", error->message);
      g_clear_pointer (&work.run, bhd_run_free);
      g_clear_pointer (&work.summary, bhd_run_free);
      *next_due_us = bh_clock_now_us () + RETRY_AFTER;
    }
  if (work.run != NULL)
    do_run (&work);
  else if (work.summary != NULL)
    bhd_summary_write (place, work.summary);
  some = work.run != NULL || work.summary != NULL;
  g_clear_pointer (&work.confirmed, g_ptr_array_unref);
  g_clear_pointer (&work.run, bhd_run_free);
  g_clear_pointer (&work.summary, bhd_run_free);
  return some;
}

static void
learn_cb (const char *organization_id, double score, gboolean right, gpointer index)
{
  bhd_index_judge (index, organization_id, score, right);
}

static gpointer
recover_job (BhdTurn *turn, gpointer data, GError **error)
{
  BhdWorkplace *place = data;

  if (bhd_runs_recover (turn, error))
    bhd_run_view_rows_each_judgement (turn->db, JUDGEMENTS, learn_cb, place->setup.index, error);
  return NULL;
}

void
bhd_work_recover (BhdWorkplace *place)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (place->store, BHD_JOB_WRITE, recover_job, place, &error);
  if (error != NULL)
    g_warning ("could not take up what was left: %s", error->message);
}
