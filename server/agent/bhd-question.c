/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-question.h"

#include "server/agent/bhd-prompt.h"
#include "server/agent/embedded/bhd-choices.h"

#include <string.h>

#define QUESTIONS_MAX 3 /* of one burst that are searched for */
#define SHORT 24        /* characters: what is shorter leans on what was said before */

static gboolean
leans (const char *question)
{
  return bhd_intent_follows_up (question) || g_utf8_strlen (question, -1) < SHORT;
}

static void
append_hits (BhdQuestion *self, GPtrArray *hits, GString *out)
{
  g_autofree char *text = bhd_findings_show (self->findings, hits);

  g_string_append (out, text);
  g_string_append_c (out, '\n');
}

static void
search_one (BhdQuestion *self, const BhdAnswer *answer, const char *question, GString *out)
{
  g_autoptr (GPtrArray) hits = bhd_toolbox_search (answer->tools, question, NULL);
  g_autofree char *earlier = NULL;
  g_autofree char *both = NULL;
  g_autoptr (GPtrArray) more = NULL;

  append_hits (self, hits, out);
  if (!leans (question))
    return;
  earlier = bhd_burst_earlier_question (answer->run);
  if (earlier == NULL)
    return;
  both = g_strconcat (earlier, " ", question, NULL);
  more = bhd_toolbox_search (answer->tools, both, NULL);
  append_hits (self, more, out);
}

/* The visitor has said which article was meant. */
static void
look_up_choice (BhdQuestion *self, const BhdAnswer *answer, const BhdBurst *burst, GString *out)
{
  g_autoptr (BhdPassage) passage = NULL;
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();
  BhdHit hit = { NULL, 1 };

  if (burst->chosen != NULL)
    passage = bhd_choices_find_passage (answer->tools, burst->chosen, burst->offered, burst->text);
  hit.passage = passage;
  if (passage != NULL)
    g_ptr_array_add (hits, &hit);
  g_string_append_printf (out, "The visitor chose this article for the question “%s”.\n",
                          burst->offered);
  append_hits (self, hits, out);
}

static void
append_done (BhdQuestion *self, const BhdAnswer *answer, GString *out)
{
  for (guint i = 0; answer->done != NULL && i < answer->done->len; i++)
    {
      const BhdDone *done = g_ptr_array_index (answer->done, i);
      g_autofree char *data = bhd_prompt_wrap (self->mark, "tool-answer", done->text);

      g_string_append_printf (out, "The visitor confirmed “%s”, which has been run and %s:\n%s\n",
                              done->name, done->good ? "answered" : "failed", data);
    }
}

static char *
write_context (BhdQuestion *self, const BhdAnswer *answer, const BhdBurst *burst)
{
  GString *out = g_string_new (NULL);

  append_done (self, answer, out);
  if (burst->offered != NULL)
    look_up_choice (self, answer, burst, out);
  else if (burst->questions->len > 0)
    g_string_append (out, "Found for the visitor's last words:\n");
  for (guint i = 0; burst->offered == NULL && i < burst->questions->len && i < QUESTIONS_MAX; i++)
    search_one (self, answer, g_ptr_array_index (burst->questions, i), out);
  if (burst->questions->len > 0)
    {
      g_autofree char *recalled = bhd_findings_recall (self->findings, answer->run);

      g_string_append (out, recalled);
    }
  if (burst->questions->len > 0 && bhd_toolbox_best (answer->tools) < BHD_INDEX_LIKELY)
    g_string_append (out, "Unless a search with other words or a tool finds it, say that you did "
                          "not find an answer and offer a person.\n");
  return g_string_free (out, FALSE);
}

BhdQuestion *
bhd_question_prepare (const BhdAnswer *answer, const BhdBurst *burst)
{
  BhdQuestion *self = g_new0 (BhdQuestion, 1);
  BhdHandsSetup hands = { .run = answer->run,
                          .terms = answer->terms,
                          .tools = answer->tools,
                          .port = answer->setup->port,
                          .ways = answer->setup->ways,
                          .dry = answer->setup->dry };
  BhdPersona persona = { answer->terms->organization_name, answer->run->ai_name, burst->language,
                         answer->terms->settings };
  g_autofree char *context = NULL;

  self->mark = bhd_prompt_make_mark ();
  self->findings = bhd_findings_new (self->mark);
  hands.mark = persona.mark = self->mark;
  hands.findings = self->findings;
  self->hands = bhd_hands_new (&hands);
  self->system = bhd_prompt_write (&persona);
  context = write_context (self, answer, burst);
  self->messages = bhd_prompt_write_talk (answer->run, self->mark, context);
  return self;
}

void
bhd_question_free (BhdQuestion *self)
{
  bhd_hands_free (self->hands);
  bhd_findings_free (self->findings);
  g_ptr_array_unref (self->messages);
  g_free (self->system);
  g_free (self->mark);
  g_free (self);
}

/* What the first one has called stays called; its own notes on that are nobody else's. */
void
bhd_question_pass_on (BhdQuestion *self)
{
  for (guint i = 0; i < self->messages->len; i++)
    {
      const BhdModelMessage *message = g_ptr_array_index (self->messages, i);

      for (guint k = 0; message->calls != NULL && k < message->calls->len; k++)
        g_clear_pointer (&((BhdModelCall *) g_ptr_array_index (message->calls, k))->extra, g_free);
    }
  bhd_hands_pass_on (self->hands);
}
