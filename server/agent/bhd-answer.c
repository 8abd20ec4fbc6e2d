/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/bhd-answer.h"

#include "common/bh-error.h"
#include "server/agent/bhd-loop.h"
#include "server/agent/bhd-question.h"
#include "server/agent/bhd-vectoring.h"
#include "server/agent/embedded/bhd-replies.h"

#include <glib/gi18n.h>
#include <string.h>

#define QUESTION_MAX 1000 /* characters that are kept with the run */

void
bhd_done_free (BhdDone *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

static void
checked_clear (gpointer data)
{
  BhdChecked *self = data;

  g_clear_pointer (&self->verdict, bhd_verdict_free);
}

void
bhd_answer_clear (BhdAnswer *self)
{
  g_clear_pointer (&self->checked, g_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->done, g_ptr_array_unref);
}

static BhRunDetail *
detail (BhdAnswer *self)
{
  return bhd_toolbox_detail (self->tools);
}

static void
set_band (BhdAnswer *self, const char *band)
{
  g_free (detail (self)->band);
  detail (self)->band = g_strdup (band);
}

static void
note_attempt (BhdAnswer *self, const char *provider, const char *model, const char *error)
{
  BhRunAttempt *attempt = bh_run_detail_add_attempt (detail (self));

  attempt->provider = g_strdup (provider);
  attempt->model = g_strdup (model);
  attempt->error = g_strdup (error);
}

/* Instead of whatever was said so far, and whatever else was meant to happen. */
static void
say_instead (BhdAnswer *self, const char *text)
{
  bhd_toolbox_reset (self->tools);
  bhd_speech_restart (self->speech);
  bhd_speech_release (self->speech);
  bhd_speech_say (self->speech, text);
}

static void
note_hits (BhdAnswer *self, const BhdVerdict *verdict, const char *direction)
{
  for (guint i = 0; i < verdict->hits->len; i++)
    {
      const BhdGuardHit *hit = g_ptr_array_index (verdict->hits, i);
      BhRunGuardrail *noted = bh_run_detail_add_guardrail (detail (self));

      noted->name = g_strdup (hit->rule->name);
      noted->action = g_strdup (hit->rule->action);
      noted->direction = g_strdup (direction);
      noted->excerpt = g_strdup (hit->excerpt);
    }
}

/* Returns: (nullable): what is to be said instead; NULL where the text may pass. */
static const char *
check (BhdAnswer *self, const char *text, BhdGuardDirection direction, const char *language)
{
  BhdChecked checked = { NULL, direction == BHD_GUARD_IN ? "in" : "out" };

  if (self->terms->guard == NULL || *text == '\0')
    return NULL;
  checked.verdict = bhd_guard_check (self->terms->guard, text, direction);
  note_hits (self, checked.verdict, checked.direction);
  g_array_append_val (self->checked, checked);
  if (checked.verdict->allowed)
    return NULL;
  return checked.verdict->message != NULL && *checked.verdict->message != '\0'
             ? checked.verdict->message
             : bhd_reply (BHD_REPLY_BLOCKED, language);
}

static gboolean
must_hold (BhdAnswer *self)
{
  return self->terms->guard != NULL && bhd_guard_has_blocking (self->terms->guard, BHD_GUARD_OUT);
}

static void
note_blocked_terms (BhdAnswer *self, guint n)
{
  BhRunGuardrail *noted;

  if (n == 0)
    return;
  noted = bh_run_detail_add_guardrail (detail (self));
  noted->name = g_strdup ("blocked terms");
  noted->action = g_strdup ("warn");
  noted->direction = g_strdup ("out");
  noted->excerpt = g_strdup_printf ("%u taken out", n);
}

/* What a model said is judged by what speaks for it. */
static void
judge (BhdAnswer *self, const BhdBurst *burst, const BhdLoop *loop)
{
  if (loop->leaked)
    {
      say_instead (self, bhd_reply (BHD_REPLY_BLOCKED, burst->language));
      return;
    }
  if (!loop->needs_facts || bhd_toolbox_end (self->tools) != BHD_RUN_ANSWER)
    return;
  if (!bhd_loop_has_facts (loop))
    {
      say_instead (self, bhd_reply (BHD_REPLY_UNKNOWN, burst->language));
      bhd_toolbox_report_gap (self->tools, burst->text);
    }
  else if (loop->n_cited == 0 && !bhd_hands_know (loop->hands) &&
           bhd_toolbox_best (self->tools) < BHD_INDEX_SURE)
    bhd_toolbox_report_gap (self->tools, burst->text);
  set_band (self, bhd_toolbox_end (self->tools) == BHD_RUN_OFFER ? "person" : "answer");
}

static void
count (BhdAnswer *self, const BhdLoop *loop)
{
  self->result.tokens_in += loop->tokens_in;
  self->result.tokens_out += loop->tokens_out;
  self->result.cost +=
      (loop->tokens_in * loop->account->price_in + loop->tokens_out * loop->account->price_out) /
      1000000;
}

/* Returns: FALSE with @error set where this provider could not answer. */
static gboolean
ask_provider (BhdAnswer *self,
              const BhdBurst *burst,
              BhdQuestion *question,
              const BhdProviderAccount *account,
              GError **error)
{
  const BhdModelAccount reach = bhd_terms_reach (account, self->setup->models_to_private);
  BhdLoop loop = { .port = self->setup->models,
                   .account = &reach,
                   .terms = self->terms,
                   .system = question->system,
                   .messages = question->messages,
                   .tools = self->tools,
                   .findings = question->findings,
                   .hands = question->hands,
                   .speech = self->speech,
                   .cancellable = self->setup->ways.cancellable,
                   .hold = must_hold (self),
                   .needs_facts = burst->questions->len > 0 && burst->offered == NULL };
  gboolean good = bhd_loop_run (&loop, error);

  count (self, &loop);
  if (!good)
    return FALSE;
  note_blocked_terms (self, loop.n_blocked_terms);
  judge (self, burst, &loop);
  self->result.provider = account->name;
  self->result.model = account->model;
  return TRUE;
}

static gboolean
is_cancelled (BhdAnswer *self)
{
  return self->setup->ways.cancellable != NULL &&
         g_cancellable_is_cancelled (self->setup->ways.cancellable);
}

/* Each in its order, until one answers. */
static gboolean
ask_providers (BhdAnswer *self, const BhdBurst *burst)
{
  g_autoptr (BhdQuestion) question = NULL;

  if (self->terms->unusable != NULL)
    note_attempt (self, "", NULL, self->terms->unusable);
  if (self->setup->models == NULL || self->terms->accounts->len == 0)
    return FALSE;

  question = bhd_question_prepare (self, burst);
  for (guint i = 0; i < self->terms->accounts->len && !is_cancelled (self); i++)
    {
      const BhdProviderAccount *account = g_ptr_array_index (self->terms->accounts, i);
      g_autoptr (GError) error = NULL;

      if (!bhd_breaker_allows (self->setup->breaker, account))
        {
          note_attempt (self, account->name, account->model, N_ ("left out: it failed just now"));
          continue;
        }
      if (ask_provider (self, burst, question, account, &error))
        {
          bhd_breaker_answered (self->setup->breaker, account);
          return TRUE;
        }
      if (is_cancelled (self))
        return TRUE;
      g_message ("provider “%s” could not answer: %s", account->name, error->message);
      note_attempt (self, account->name, account->model, error->message);
      bhd_breaker_failed (self->setup->breaker, account);
      bhd_toolbox_reset (self->tools);
      bhd_speech_restart (self->speech);
      bhd_question_pass_on (question);
    }
  return FALSE;
}

static gboolean
all_done_well (BhdAnswer *self)
{
  for (guint i = 0; i < self->done->len; i++)
    if (!((const BhdDone *) g_ptr_array_index (self->done, i))->good)
      return FALSE;
  return TRUE;
}

/* Nobody else is left: a visitor is never left in silence. */
static void
ask_last (BhdAnswer *self, const BhdBurst *burst)
{
  const BhdProviderCall call = { self->run, self->tools, self->speech };
  g_autoptr (GError) error = NULL;

  bhd_toolbox_reset (self->tools);
  bhd_speech_restart (self->speech);
  if (must_hold (self))
    bhd_speech_hold (self->speech);
  else
    bhd_speech_release (self->speech);
  self->result.provider = self->setup->last->name;
  if (self->done != NULL && self->done->len > 0 && burst->questions->len == 0)
    bhd_speech_say (
        self->speech,
        bhd_reply (all_done_well (self) ? BHD_REPLY_DONE : BHD_REPLY_FAILED, burst->language));
  else if (!self->setup->last->run (&call, &error))
    {
      g_warning ("provider “%s” failed: %s", self->setup->last->name, error->message);
      detail (self)->failure = g_strdup (error->message);
      say_instead (self, bhd_reply (BHD_REPLY_BROKEN, burst->language));
      self->result.end = BHD_RUN_FAIL;
    }
}

/* Whoever wants a person gets one, whatever else is used up. */
static gboolean
wants_person (const BhdBurst *burst)
{
  return (burst->intents & BHD_INTENT_PERSON) != 0 ||
         (burst->after_offer && (burst->intents & (BHD_INTENT_YES | BHD_INTENT_CONSENT)) != 0);
}

/* Nobody who answers here can open it. */
static gboolean
is_file_alone (const BhdBurst *burst)
{
  return burst->files && burst->offered == NULL &&
         strspn (burst->text, " \t\r\n") == strlen (burst->text);
}

static void
think (BhdAnswer *self, const BhdBurst *burst)
{
  const char *instead = check (self, burst->text, BHD_GUARD_IN, burst->language);

  if (instead != NULL)
    {
      self->result.provider = "rules";
      self->result.free = TRUE;
      say_instead (self, instead);
    }
  else if (is_file_alone (burst))
    {
      self->result.provider = "rules";
      self->result.free = TRUE;
      say_instead (self, bhd_reply (BHD_REPLY_FILE, burst->language));
    }
  else if (self->terms->spent && !wants_person (burst))
    {
      self->result.provider = "bounds";
      self->result.free = TRUE;
      say_instead (self, bhd_reply (BHD_REPLY_SPENT, burst->language));
    }
  else if (self->terms->spent || !ask_providers (self, burst))
    ask_last (self, burst);
}

/* What is to be said is looked at as a whole; what happens besides happens all the same. */
static void
check_what_is_said (BhdAnswer *self, const BhdBurst *burst)
{
  BhdRunEnd end = bhd_toolbox_end (self->tools);
  const char *instead =
      check (self, bhd_speech_text (self->speech), BHD_GUARD_OUT, burst->language);

  if (instead != NULL && (end == BHD_RUN_ANSWER || end == BHD_RUN_OFFER))
    say_instead (self, instead);
  else if (instead != NULL)
    bhd_speech_restart (self->speech);
  bhd_speech_release (self->speech);
}

void
bhd_answer_think (BhdAnswer *self)
{
  g_autoptr (BhdBurst) burst = bhd_burst_read (self->run);
  glong length = g_utf8_strlen (burst->text, -1);
  gboolean failed;

  self->checked = g_array_new (FALSE, TRUE, sizeof (BhdChecked));
  g_array_set_clear_func (self->checked, checked_clear);
  detail (self)->question = g_utf8_substring (burst->text, 0, MIN (length, QUESTION_MAX));
  bhd_vectoring_attach (self);
  think (self, burst);
  if (is_cancelled (self))
    return;
  if (!self->result.free)
    check_what_is_said (self, burst);
  failed = self->result.end == BHD_RUN_FAIL;
  bhd_toolbox_fill (self->tools, &self->result);
  if (failed)
    self->result.end = BHD_RUN_FAIL;
  self->text = g_strdup (bhd_speech_text (self->speech));
  self->result.text = *self->text != '\0' ? self->text : NULL;
  self->result.first_token_us = bhd_speech_first_us (self->speech);
  self->result.detail = self->detail = bhd_toolbox_describe (self->tools);
}
