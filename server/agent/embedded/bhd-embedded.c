/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-embedded.h"

#include "server/agent/embedded/bhd-burst.h"
#include "server/agent/embedded/bhd-choices.h"
#include "server/agent/embedded/bhd-replies.h"
#include "server/knowledge/text/bhd-quote.h"

#include <string.h>

#define QUESTIONS_MAX 4 /* of one burst that are answered */
#define ASKED_MAX 120   /* characters of a question that are repeated to the visitor */

/* One run of the model. */
typedef struct
{
  const BhdProviderCall *call;
  const BhdBurst *burst;
  GHashTable *quoted; /* passages that were, by id */
  char *open;         /* (nullable) the first question without an answer */
  char *choices;      /* (nullable) what is offered for it */
  guint answered;
} Thought;

typedef struct
{
  BhdIntent intents;    /* any of them */
  gboolean after_offer; /* only there */
  gboolean when_asked;  /* also where the burst asks something besides */
  void (*act) (Thought *self);
} Move;

static void
say (Thought *self, const char *text)
{
  bhd_speech_say (self->call->speech, text);
}

static void
say_reply (Thought *self, BhdReply reply)
{
  say (self, bhd_reply (reply, self->burst->language));
}

static void
escalate (Thought *self, const char *reason)
{
  g_autofree char *summary = bhd_burst_summary (self->call->run);

  bhd_toolbox_escalate (self->call->tools, reason, NULL, summary);
}

static void
get_person (Thought *self)
{
  escalate (self, "user_requested");
}

static void
get_offered_person (Thought *self)
{
  escalate (self, "low_confidence");
}

static void
take_leave (Thought *self)
{
  say_reply (self, BHD_REPLY_BYE);
  /* Whoever leaves while an offer is open has not been helped: that stays open as well. */
  if (!self->burst->after_offer)
    bhd_toolbox_resolve (self->call->tools);
}

static void
accept_no (Thought *self)
{
  say_reply (self, BHD_REPLY_DECLINED);
}

static void
comfort (Thought *self)
{
  g_autofree char *question = bhd_burst_earlier_question (self->call->run);

  say_reply (self, BHD_REPLY_SORRY);
  bhd_toolbox_report_gap (self->call->tools, question != NULL ? question : self->burst->text);
}

static void
tell_identity (Thought *self)
{
  g_autofree char *text =
      bhd_reply_fill (BHD_REPLY_IDENTITY, self->burst->language, self->call->run->ai_name);

  say (self, text);
}

static void
welcome (Thought *self)
{
  say_reply (self, BHD_REPLY_WELCOME);
}

static void
greet (Thought *self)
{
  say_reply (self, BHD_REPLY_GREETING);
}

/* The first row that fits a burst decides; where none does, its questions are answered. */
static const Move moves[] = {
  { BHD_INTENT_PERSON, FALSE, TRUE, get_person },
  { BHD_INTENT_NO, TRUE, FALSE, accept_no },
  { BHD_INTENT_YES, TRUE, TRUE, get_offered_person },
  { BHD_INTENT_CONSENT, TRUE, FALSE, get_offered_person },
  { BHD_INTENT_IDENTITY, FALSE, FALSE, tell_identity },
  { BHD_INTENT_UNHAPPY, FALSE, FALSE, comfort },
  { BHD_INTENT_BYE, FALSE, FALSE, take_leave },
  { BHD_INTENT_THANKS, FALSE, FALSE, welcome },
  { BHD_INTENT_NO, FALSE, FALSE, accept_no },
  { BHD_INTENT_GREETING, FALSE, FALSE, greet },
};

static GPtrArray *
search (Thought *self, const char *question)
{
  return bhd_toolbox_search (self->call->tools, question, NULL);
}

static double
best_score (GPtrArray *hits)
{
  return hits->len > 0 ? ((const BhdHit *) g_ptr_array_index (hits, 0))->score : 0;
}

/* “and to Austria?” is looked for together with what it follows. */
static GPtrArray *
search_with_context (Thought *self, const char *question)
{
  g_autoptr (GPtrArray) hits = search (self, question);
  g_autofree char *earlier = NULL;
  g_autofree char *both = NULL;
  GPtrArray *more;

  if (best_score (hits) >= BHD_INDEX_SURE || !bhd_intent_follows_up (question))
    return g_steal_pointer (&hits);
  earlier = bhd_burst_earlier_question (self->call->run);
  if (earlier == NULL)
    return g_steal_pointer (&hits);
  both = g_strconcat (earlier, " ", question, NULL);
  more = search (self, both);
  if (best_score (more) > best_score (hits))
    return more;
  g_ptr_array_unref (more);
  return g_steal_pointer (&hits);
}

/* The first question that stays open decides what is offered for it. */
static void
leave_open (Thought *self, const char *question, GPtrArray *hits)
{
  if (self->open != NULL)
    return;
  self->open = g_strdup (question);
  self->choices = bhd_choices_write (question, hits);
}

static void
answer_one (Thought *self, const char *question)
{
  g_autoptr (GPtrArray) hits = search_with_context (self, question);
  const BhdHit *hit;
  g_autofree char *quote = NULL;

  if (best_score (hits) < BHD_INDEX_SURE)
    {
      leave_open (self, question, hits);
      return;
    }
  hit = g_ptr_array_index (hits, 0);
  if (!g_hash_table_add (self->quoted, hit->passage->id))
    return;
  quote = bhd_quote_best (question, hit->passage->body);
  if (self->answered++ > 0)
    say (self, "\n\n");
  say (self, quote);
  bhd_toolbox_cite (self->call->tools, hit->passage, quote);
}

static void
set_band (Thought *self, const char *band)
{
  BhRunDetail *detail = bhd_toolbox_detail (self->call->tools);

  g_free (detail->band);
  detail->band = g_strdup (band);
}

static void
admit_unknown (Thought *self)
{
  glong length = g_utf8_strlen (self->open, -1);
  g_autofree char *asked = g_utf8_substring (self->open, 0, MIN (length, ASKED_MAX));
  g_autofree char *text = bhd_reply_fill (BHD_REPLY_PARTLY, self->burst->language, asked);

  say (self, self->answered > 0 ? "\n\n" : "");
  say (self, self->answered > 0 ? text : bhd_reply (BHD_REPLY_UNKNOWN, self->burst->language));
  bhd_toolbox_report_gap (self->call->tools, self->open);
}

static void
offer_choices (Thought *self)
{
  say (self, self->answered > 0 ? "\n\n" : "");
  say_reply (self, BHD_REPLY_CHOICES);
  bhd_toolbox_set_extra (self->call->tools, self->choices);
}

static void
answer_questions (Thought *self)
{
  GPtrArray *questions = self->burst->questions;

  for (guint i = 0; i < questions->len && i < QUESTIONS_MAX; i++)
    answer_one (self, g_ptr_array_index (questions, i));
  if (self->choices != NULL)
    offer_choices (self);
  else if (self->open != NULL)
    admit_unknown (self);
  else if (self->answered == 0)
    say_reply (self, BHD_REPLY_UNCLEAR);
  if (self->open != NULL || self->answered > 0)
    set_band (self, self->choices != NULL ? "choices" : self->open != NULL ? "person" : "answer");
}

/* The visitor has said which of the choices was meant. */
static void
answer_choice (Thought *self)
{
  const BhdBurst *burst = self->burst;
  g_autoptr (BhdPassage) passage = NULL;
  g_autofree char *quote = NULL;

  if (burst->chosen != NULL)
    passage =
        bhd_choices_find_passage (self->call->tools, burst->chosen, burst->offered, burst->text);
  if (passage == NULL)
    {
      self->open = g_strdup (burst->offered);
      admit_unknown (self);
      set_band (self, "person");
      return;
    }
  quote = bhd_quote_best (burst->offered, passage->body);
  say (self, quote);
  bhd_toolbox_cite (self->call->tools, passage, quote);
  set_band (self, "answer");
}

static const Move *
choose_move (const BhdBurst *burst)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if ((burst->intents & moves[i].intents) != 0 && (burst->after_offer || !moves[i].after_offer) &&
        (burst->questions->len == 0 || moves[i].when_asked))
      return &moves[i];
  return NULL;
}

static gboolean
run_embedded (const BhdProviderCall *call, GError **error)
{
  g_autoptr (BhdBurst) burst = bhd_burst_read (call->run);
  g_autoptr (GHashTable) quoted = g_hash_table_new (g_str_hash, g_str_equal);
  Thought self = { call, burst, quoted };
  const Move *move = choose_move (burst);

  if (burst->offered != NULL)
    answer_choice (&self);
  else if (move != NULL)
    move->act (&self);
  else
    answer_questions (&self);
  g_free (self.open);
  g_free (self.choices);
  return TRUE;
}

const BhdProvider bhd_embedded_provider = { "embedded", run_embedded };
