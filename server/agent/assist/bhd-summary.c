/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/assist/bhd-summary.h"

#include "common/media/bh-attachment.h"
#include "server/agent/assist/bhd-plain.h"
#include "server/agent/embedded/bhd-burst.h"
#include "server/desk/runs/bhd-summaries.h"

#define SUMMARY_MAX 1000 /* characters */

static const char instruction[] =
    "You write for a support operator who takes over this conversation. In two or three sentences: "
    "what the visitor wants, what was answered, what is open. Only what the conversation says, with "
    "its numbers and names. In the language of the conversation. Answer with the summary alone.";

static char *
write_transcript (const BhdRun *run)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < run->history->len; i++)
    {
      const BhMessage *message = g_ptr_array_index (run->history, i);

      g_autofree char *words = bh_message_to_words (message);

      if (message->kind == BH_MESSAGE_TEXT)
        g_string_append_printf (text, "%s (%s): %s\n", message->author_name,
                                bh_author_to_string (message->author), words);
    }
  return g_string_free (text, FALSE);
}

char *
bhd_summary_make (BhdWorkplace *place, const BhdTerms *terms, const BhdRun *run)
{
  g_autofree char *transcript = write_transcript (run);
  g_autofree char *summary =
      bhd_plain_ask (place, terms, run->organization_id, instruction, transcript, NULL);

  if (summary == NULL)
    return bhd_burst_summary (run);
  return g_utf8_strlen (summary, -1) > SUMMARY_MAX ? g_utf8_substring (summary, 0, SUMMARY_MAX)
                                                   : g_steal_pointer (&summary);
}

typedef struct
{
  const BhdRun *run;
  const char *summary;
} Put;

static gpointer
put_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Put *put = data;

  bhd_summaries_put (turn, put->run, put->summary, error);
  return NULL;
}

void
bhd_summary_write (BhdWorkplace *place, const BhdRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdTerms) terms = bhd_terms_load (place->store, place->guards, run->organization_id,
                                               run->contact_id, NULL, &error);
  g_autofree char *summary = NULL;

  if (terms != NULL)
    {
      Put put = { run, summary = bhd_summary_make (place, terms, run) };

      bhd_store_call (place->store, BHD_JOB_WRITE, put_job, &put, &error);
    }
  if (error != NULL)
    g_warning ("could not write the summary of handoff %s: %s", run->id, error->message);
}
