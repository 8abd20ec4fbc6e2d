/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-intent.h"

#include "server/agent/embedded/bhd-intent-rows.h"
#include "server/agent/embedded/bhd-pattern.h"
#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/text/bhd-tokens.h"

#include <string.h>

/* What is known of a clause while its rows are tried. */
typedef struct
{
  BhdClause clause;
  gboolean used[BHD_CLAUSE_MAX]; /* by the row that was recognised */
  BhdIntent intents;
} Reading;

static gboolean
is_word (const char *choices, const Reading *self, guint i)
{
  return bhd_pattern_match (choices, &self->clause, i) > (int) i;
}

/* Whether the wish that begins at @at is turned around: “I don't want to | talk to a person”. */
static gboolean
is_negated (const Reading *self, guint at)
{
  if (at > 0 && is_word ("no", self, at - 1))
    return TRUE;
  while (at > 0 && is_word (bhd_intent_reached, self, at - 1))
    at--;
  return at > 0 && is_word (bhd_intent_negations, self, at - 1);
}

/* “no, a person please” has its own clause; “no i want a person” begins with an answer. */
static gboolean
is_refused (const Reading *self, const BhdIntentRow *row, guint at)
{
  static const char own[] = "dont|not|never|hate|tired|sick|stop|no|nicht|kein*|without";

  return row->intent == BHD_INTENT_PERSON && !is_word (own, self, at) && is_negated (self, at);
}

static gboolean
is_free (const Reading *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (self->used[i])
      return FALSE;
  return TRUE;
}

static void
try_row (Reading *self, const BhdIntentRow *row)
{
  for (guint at = 0; at < self->clause.n_words; at++)
    {
      int end = bhd_pattern_match (row->pattern, &self->clause, at);

      if (end <= (int) at || !is_free (self, at, (guint) end))
        continue;
      if (!is_refused (self, row, at))
        self->intents |= row->intent;
      memset (&self->used[at], TRUE, (gsize) (end - (int) at) * sizeof (gboolean));
    }
}

/* What is left besides courtesies: a word that carries something, or the form of a question. */
static gboolean
asks_something (const Reading *self)
{
  guint left = 0, content = 0;

  for (guint i = 0; i < self->clause.n_words; i++)
    {
      const char *word = self->clause.words[i];

      if (self->used[i])
        continue;
      left++;
      content += !is_word (bhd_intent_fillers, self, i) && !bhd_language_is_stop (1, word) &&
                 !bhd_language_is_stop (2, word);
    }
  return content > 0 || (left > 1 && left == self->clause.n_words &&
                         is_word (bhd_intent_question_starts, self, 0));
}

static BhdIntent
read_clause (Reading *self, gboolean *asks)
{
  self->intents = 0;
  memset (self->used, 0, sizeof self->used);
  for (const BhdIntentRow *row = bhd_intent_rows; row->pattern != NULL; row++)
    try_row (self, row);
  *asks |= asks_something (self);
  self->clause.n_words = 0;
  return self->intents;
}

static gboolean
holds_mark (const char *from, const char *to)
{
  for (; from < to; from++)
    if (strchr (",;:!?.()\n", *from) != NULL)
      return TRUE;
  return FALSE;
}

BhdIntent
bhd_intent_read (const char *sentence, gboolean *asks)
{
  g_autofree Reading *reading = g_new0 (Reading, 1);
  BhdClause *clause = &reading->clause;
  BhdIntent intents = 0;
  const char *end = sentence;
  BhdTokens tokens;
  BhdToken token;

  *asks = FALSE;
  bhd_tokens_init (&tokens, sentence);
  while (bhd_tokens_next (&tokens, &token))
    {
      if (clause->n_words == BHD_CLAUSE_MAX || holds_mark (end, token.start))
        intents |= read_clause (reading, asks);
      g_strlcpy (clause->words[clause->n_words++], token.text, sizeof clause->words[0]);
      end = token.end;
    }
  return intents | read_clause (reading, asks);
}

static void
read_start (BhdClause *clause, const char *sentence)
{
  BhdTokens tokens;
  BhdToken token;

  clause->n_words = 0;
  bhd_tokens_init (&tokens, sentence);
  while (clause->n_words < 6 && bhd_tokens_next (&tokens, &token))
    g_strlcpy (clause->words[clause->n_words++], token.text, sizeof clause->words[0]);
}

gboolean
bhd_intent_is_question (const char *sentence)
{
  g_autofree BhdClause *clause = g_new0 (BhdClause, 1);

  if (strchr (sentence, '?') != NULL || strstr (sentence, "？") != NULL)
    return TRUE;
  read_start (clause, sentence);
  for (guint i = 0; i < 3 && i < clause->n_words; i++)
    {
      if (bhd_pattern_match (bhd_intent_question_starts, clause, i) > (int) i)
        return TRUE;
      if (bhd_pattern_match ("and|und|also|hi|hello|hallo|hey|so", clause, i) < 0)
        return FALSE;
    }
  return FALSE;
}

gboolean
bhd_intent_follows_up (const char *sentence)
{
  static const char *const starts[] = { "and|und|or|oder", "what|how about", "wie ist es" };
  g_autofree BhdClause *clause = g_new0 (BhdClause, 1);

  read_start (clause, sentence);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (bhd_pattern_match (starts[i], clause, 0) > 0)
      return TRUE;
  return FALSE;
}
