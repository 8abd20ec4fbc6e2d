/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/assist/bhd-assist.h"

#include "common/bh-error.h"
#include "server/agent/assist/bhd-facts.h"
#include "server/agent/assist/bhd-plain.h"
#include "server/agent/assist/bhd-rehearsal.h"
#include "server/agent/assist/bhd-summary.h"
#include "server/desk/bhd-runs.h"

#include <string.h>

#define TRIES 2 /* at keeping a draft's facts */

/* One wish, with everything that answering it takes. */
typedef struct
{
  BhdWorkplace *place;
  const BhdCaller *operator;
  const char *conversation_id;
  const BhdWish *wish;
  BhdRun *run;
  BhdTerms *terms;
  char **sources;
} Help;

static char *
improve_once (Help *self, GError **error)
{
  const char *tone = self->wish->tone != NULL ? self->wish->tone : self->terms->settings->tone;
  g_autofree char *instruction = g_strdup_printf (
      "You improve what a support operator is about to send to a customer. Correct spelling and "
      "grammar, make it clear and friendly.%s%s Keep its language, and every fact, number, date, "
      "name, address and promise exactly as it is written; add none. Answer with the improved text "
      "alone.",
      *tone != '\0' ? " Tone: " : "", tone);

  return bhd_plain_ask (self->place, self->terms, self->operator->organization_id, instruction,
                        self->wish->text, error);
}

/* What a draft promises is the operator's: a model that changes it has not improved it. */
static char *
improve (Help *self, GError **error)
{
  g_autofree char *difference = NULL;

  for (guint i = 0; i < TRIES; i++)
    {
      g_autofree char *improved = improve_once (self, error);

      if (improved == NULL)
        return NULL;
      g_clear_pointer (&difference, g_free);
      difference = bhd_facts_find_difference (self->wish->text, improved);
      if (difference == NULL)
        return g_steal_pointer (&improved);
    }
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
               "the language model did not keep “%s”: the draft stays as it is", difference);
  return NULL;
}

static char *
translate (Help *self, GError **error)
{
  g_autofree char *instruction = g_strdup_printf (
      "Translate the text into the language “%s”. Keep numbers, names and addresses as they are. "
      "Answer with the translation alone.",
      self->wish->language != NULL ? self->wish->language : "en");

  return bhd_plain_ask (self->place, self->terms, self->operator->organization_id, instruction,
                        self->wish->text, error);
}

static char *
summarise (Help *self, GError **error)
{
  return bhd_summary_make (self->place, self->terms, self->run);
}

/* What came behind the visitor's last words. */
static void
forget_answers (GPtrArray *history)
{
  while (history->len > 0)
    {
      const BhMessage *message = g_ptr_array_index (history, history->len - 1);

      if (message->author == BH_AUTHOR_VISITOR && message->kind == BH_MESSAGE_TEXT)
        return;
      g_ptr_array_remove_index (history, history->len - 1);
    }
}

/* What the AI would say to the visitor's last words. */
static char *
suggest (Help *self, GError **error)
{
  g_auto (BhdRehearsed) rehearsed = { NULL };
  BhdRunEnd end;

  self->terms->spent = FALSE;
  forget_answers (self->run->history);
  end = bhd_rehearsal_answer (self->place, self->terms, self->run, &rehearsed);
  if (end != BHD_RUN_ANSWER || (rehearsed.sources == NULL && self->terms->accounts->len == 0))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                   "the help articles say nothing about what the visitor asked last");
      return NULL;
    }
  *self->sources = g_steal_pointer (&rehearsed.sources);
  return g_steal_pointer (&rehearsed.text);
}

static const struct
{
  const char *op;
  gboolean needs_text;
  char *(*help) (Help *self, GError **error);
} ops[] = {
  { "improve", TRUE, improve },
  { "suggest", FALSE, suggest },
  { "summarise", FALSE, summarise },
  { "translate", TRUE, translate },
};

static gpointer
read_job (BhdTurn *turn, gpointer data, GError **error)
{
  Help *self = data;

  self->run = bhd_runs_read (turn, self->operator, self->conversation_id, error);
  return NULL;
}

static gboolean
prepare (Help *self, gboolean needs_text, GError **error)
{
  GError *inner = NULL;

  if (needs_text && (self->wish->text == NULL || *self->wish->text == '\0'))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "there is no text to work on");
      bh_error_set_detail (error != NULL ? *error : NULL, "field", "\"text\"");
      return FALSE;
    }
  bhd_store_call (self->place->store, BHD_JOB_READ, read_job, self, &inner);
  if (inner == NULL)
    self->terms = bhd_terms_load (self->place->store, self->place->guards,
                                  self->run->organization_id, self->run->contact_id, NULL, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, inner);
  return FALSE;
}

char *
bhd_assist (const BhdCaller *operator,
            const char * conversation_id,
            const BhdWish *wish,
            char **sources,
            gpointer place,
            GError **error)
{
  Help help = { place, operator, conversation_id, wish };
  char *text = NULL;

  *sources = NULL;
  help.sources = sources;
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    if (g_str_equal (ops[i].op, wish->op) && prepare (&help, ops[i].needs_text, error))
      text = ops[i].help (&help, error);
  g_clear_pointer (&help.run, bhd_run_free);
  g_clear_pointer (&help.terms, bhd_terms_free);
  return text;
}
