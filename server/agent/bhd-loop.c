/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-loop.h"

#include "common/bh-error.h"
#include "server/agent/bhd-prompt.h"
#include "server/agent/speech/bhd-citations.h"
#include "server/agent/speech/bhd-leak.h"
#include "server/agent/speech/bhd-wording.h"

#include <glib/gi18n.h>

#define MAX_TOKENS 1024
#define FIRST_TOKEN_MS 10000
#define TOTAL_MS 60000
#define QUOTE_MAX 300 /* characters of a source */
#define CALLS_AT_ONCE 16

/* One asking: what the model says runs through here before anybody hears it. */
typedef struct
{
  BhdLoop *loop;
  BhdCitations *citations;
  BhdWording *wording;
  BhdLeak *leak;
  gboolean stopped; /* nobody listens any more */
} Round;

gboolean
bhd_loop_has_facts (const BhdLoop *self)
{
  return bhd_toolbox_best (self->tools) >= BHD_INDEX_LIKELY || self->n_cited > 0 ||
         bhd_hands_know (self->hands);
}

static void
cite (guint number, gpointer data)
{
  Round *round = data;
  BhdLoop *loop = round->loop;
  const BhdPassage *passage = bhd_findings_get (loop->findings, number);
  g_autofree char *quote = NULL;

  if (passage == NULL)
    return;
  quote = g_utf8_strlen (passage->body, -1) > QUOTE_MAX
              ? g_utf8_substring (passage->body, 0, QUOTE_MAX)
              : g_strdup (passage->body);
  bhd_toolbox_cite (loop->tools, passage, quote);
  loop->n_cited++;
}

/* Passes on what may be said.  Returns: FALSE: stop. */
static gboolean
say (Round *self, const char *text)
{
  BhdLoop *loop = self->loop;

  if (!bhd_speech_say (loop->speech, text))
    {
      self->stopped = TRUE;
      return FALSE;
    }
  loop->leaked |= bhd_leak_look (self->leak, bhd_speech_text (loop->speech));
  return !loop->leaked;
}

static gboolean
piece_cb (const char *piece, gpointer data)
{
  Round *self = data;
  g_autoptr (GString) uncited = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  bhd_citations_feed (self->citations, piece, uncited);
  bhd_wording_feed (self->wording, uncited->str, out);
  return say (self, out->str);
}

static gboolean
wanted_cb (gpointer data)
{
  Round *self = data;

  self->stopped = !bhd_speech_goes_on (self->loop->speech);
  return !self->stopped;
}

static gboolean
say_rest (Round *self)
{
  g_autoptr (GString) uncited = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  bhd_citations_end (self->citations, uncited);
  bhd_wording_feed (self->wording, uncited->str, out);
  bhd_wording_end (self->wording, out);
  return say (self, out->str);
}

/* What nothing speaks for yet is not heard before it is known how it ends. */
static void
hold_or_release (BhdLoop *self)
{
  if (self->hold || (self->needs_facts && !bhd_loop_has_facts (self)))
    bhd_speech_hold (self->speech);
  else
    bhd_speech_release (self->speech);
}

static BhdModelAnswer *
ask (Round *self, gboolean with_tools, GError **error)
{
  BhdLoop *loop = self->loop;
  const BhdModelRequest request = { .account = loop->account,
                                    .system = loop->system,
                                    .messages = loop->messages,
                                    .tools = with_tools ? bhd_hands_list (loop->hands) : NULL,
                                    .max_tokens = MAX_TOKENS,
                                    .first_token_ms = FIRST_TOKEN_MS,
                                    .total_ms = TOTAL_MS,
                                    .cancellable = loop->cancellable,
                                    .wanted = wanted_cb };
  BhdModelAnswer *answer;

  hold_or_release (loop);
  bhd_citations_set_known (self->citations, bhd_findings_count (loop->findings));
  answer = loop->port->ask (&request, piece_cb, self, loop->port->data, error);
  if (answer != NULL)
    {
      loop->tokens_in += answer->tokens_in;
      loop->tokens_out += answer->tokens_out;
    }
  return answer;
}

static gboolean
fail (GError **error, const char *why)
{
  g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED, "%s", why);
  return FALSE;
}

/* Puts the calls and their answers behind the conversation. */
static void
answer_calls (BhdLoop *self, BhdModelAnswer *answer)
{
  BhdModelMessage *asked = bhd_model_message_new (BHD_MODEL_ASSISTANT, answer->text);

  asked->calls = g_ptr_array_ref (answer->calls);
  g_ptr_array_add (self->messages, asked);
  for (guint i = 0; i < answer->calls->len; i++)
    {
      const BhdModelCall *call = g_ptr_array_index (answer->calls, i);
      g_autofree char *text = i < CALLS_AT_ONCE ? bhd_hands_call (self->hands, call)
                                                : g_strdup ("Too many calls at once.");
      BhdModelMessage *reply = bhd_model_message_new (BHD_MODEL_TOOL, text);

      reply->call_id = g_strdup (call->id);
      reply->name = g_strdup (call->name);
      g_ptr_array_add (self->messages, reply);
    }
}

/* The model has said its last word.  Returns: FALSE with @error set where it was none. */
static gboolean
close_answer (Round *self, const BhdModelAnswer *answer, GError **error)
{
  BhdLoop *loop = self->loop;

  if (answer->finish == BHD_MODEL_REFUSED)
    return fail (error, N_ ("the model refused to answer"));
  if (!say_rest (self))
    return TRUE;
  if (*bhd_speech_text (loop->speech) == '\0' && bhd_toolbox_end (loop->tools) == BHD_RUN_ANSWER)
    return fail (error, N_ ("the model said nothing"));
  if (answer->finish == BHD_MODEL_LENGTH)
    bhd_speech_say (loop->speech, "…");
  return TRUE;
}

/* A person or the end: nothing more is to be said. */
static gboolean
is_settled (BhdLoop *self)
{
  return bhd_toolbox_end (self->tools) != BHD_RUN_ANSWER;
}

/* One asking after the other.  Returns: TRUE while there is another to come. */
static gboolean
run_round (Round *self, gboolean with_tools, gboolean *done, GError **error)
{
  BhdLoop *loop = self->loop;
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdModelAnswer) answer = ask (self, with_tools, &inner);

  *done = TRUE;
  if (self->stopped || loop->leaked)
    return TRUE;
  if (answer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (answer->finish != BHD_MODEL_CALLS)
    return close_answer (self, answer, error);
  if (!with_tools)
    return fail (error, N_ ("the model calls tools without end"));

  answer_calls (loop, answer);
  if (!say_rest (self) || is_settled (loop))
    return TRUE;
  /* “Let me look that up” is no part of the answer. */
  bhd_speech_restart (loop->speech);
  bhd_leak_restart (self->leak);
  *done = FALSE;
  return TRUE;
}

gboolean
bhd_loop_run (BhdLoop *self, GError **error)
{
  g_autoptr (BhdWording) wording = bhd_wording_new (self->terms->settings->blocked_terms);
  g_autoptr (BhdLeak) leak = bhd_leak_new (bhd_prompt_rules);
  guint rounds = (guint) CLAMP (self->terms->settings->max_tool_calls, 1, 100) + 1;
  gboolean done = FALSE, good = TRUE;

  for (guint i = 0; good && !done && i <= rounds; i++)
    {
      g_autoptr (BhdCitations) citations = NULL;
      Round round = { self, NULL, wording, leak };

      round.citations = citations = bhd_citations_new (cite, &round);
      good = run_round (&round, i < rounds, &done, error);
    }
  self->n_blocked_terms = bhd_wording_count (wording);
  return good;
}
