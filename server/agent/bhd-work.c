/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/bhd-work.h"

#include "common/bh-clock.h"
#include "server/agent/embedded/bhd-burst.h"
#include "server/agent/embedded/bhd-replies.h"

#define RETRY_AFTER (5 * G_USEC_PER_SEC) /* when the store could not be asked */

typedef struct
{
  BhdWorkplace *place;
  BhdRun *run;
  gint64 next_due_us;
  BhdRunResult result;
  gboolean stored;
} Work;

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->run = bhd_runs_take (turn, &work->next_due_us, error);
  return NULL;
}

static gpointer
is_current_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  return GINT_TO_POINTER (bhd_runs_is_current (turn, work->run, error));
}

static gpointer
finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  bhd_runs_finish (turn, work->run, &work->result, &work->stored, error);
  return NULL;
}

static gpointer
recover_job (BhdTurn *turn, gpointer unused, GError **error)
{
  bhd_runs_recover (turn, error);
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

static void
finish (Work *work, BhdSpeech *speech)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (work->place->store, BHD_JOB_WRITE, finish_job, work, &error);
  if (error != NULL)
    g_warning ("could not store the end of run %s: %s", work->run->id, error->message);
  /* Clients wait for the message they were promised. */
  if (error != NULL || !work->stored || work->result.text == NULL)
    bhd_speech_discard (speech);
}

/* A visitor is never left in silence: what was said so far is forgotten, an apology stored. */
static void
set_failure (Work *work)
{
  g_autoptr (BhdBurst) burst = bhd_burst_read (work->run);

  work->result =
      (BhdRunResult){ .end = BHD_RUN_FAIL, .text = bhd_reply (BHD_REPLY_BROKEN, burst->language) };
}

static void
do_run (Work *work)
{
  BhdWorkplace *place = work->place;
  const BhdSpeechWays ways = { place->say, place->say_data, goes_on_cb, work };
  g_autoptr (BhdSpeech) speech = bhd_speech_new (work->run, &ways);
  g_autoptr (BhdToolbox) tools = bhd_toolbox_new (place->index, work->run->organization_id);
  const BhdProviderCall call = { work->run, tools, speech };
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  gboolean done;

  bhd_speech_start (speech);
  done = place->provider->run (&call, &error);
  if (g_atomic_int_get (&place->stopping))
    {
      bhd_speech_discard (speech); /* left as running, and taken up at the next start */
      return;
    }
  bhd_toolbox_fill (tools, &work->result);
  work->result.text = *bhd_speech_text (speech) != '\0' ? bhd_speech_text (speech) : NULL;
  if (!done)
    {
      g_warning ("provider “%s” failed: %s", place->provider->name, error->message);
      bhd_toolbox_detail (tools)->failure = g_strdup (error->message);
      set_failure (work);
    }
  detail = bhd_toolbox_describe (tools);
  work->result.provider = place->provider->name;
  work->result.detail = detail;
  work->result.first_token_us = bhd_speech_first_us (speech);
  finish (work, speech);
}

gboolean
bhd_work_do_next (BhdWorkplace *place, gint64 *next_due_us)
{
  Work work = { place };
  g_autoptr (GError) error = NULL;

  bhd_store_call (place->store, BHD_JOB_WRITE, take_job, &work, &error);
  *next_due_us = work.next_due_us;
  if (error != NULL)
    {
      g_warning ("could not take a run: %s", error->message);
      g_clear_pointer (&work.run, bhd_run_free);
      *next_due_us = bh_clock_now_us () + RETRY_AFTER;
    }
  if (work.run == NULL)
    return FALSE;
  do_run (&work);
  bhd_run_free (work.run);
  return TRUE;
}

void
bhd_work_recover (BhdWorkplace *place)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (place->store, BHD_JOB_WRITE, recover_job, NULL, &error);
  if (error != NULL)
    g_warning ("could not take up what was left: %s", error->message);
}
