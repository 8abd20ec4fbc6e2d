/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-query.h"

#include "server/knowledge/index/bhd-spelling.h"

#include <math.h>

#define RESPELLED_WEIGHT 0.8
#define COMPOUND_PART 4 /* bytes of the shortest part of a compound that is split */

static void
add_form (BhdQueryWord *word, BhdTerm *term)
{
  if (term == NULL || term->length == 0 || word->n_forms == BHD_QUERY_FORMS)
    return;
  for (guint i = 0; i < word->n_forms; i++)
    if (word->forms[i] == term)
      return;
  word->forms[word->n_forms++] = term;
  word->df += term->length;
}

/* The stems of a word in each language that documents are written in. */
static void
find_forms (BhdQueryWord *word, BhdShard *shard, const char *text, gsize length)
{
  for (guint i = 0; i < BHD_LANGUAGES; i++)
    if (shard->languages[i] > 0)
      {
        const char *stem = bhd_language_stem (i, text, length);

        add_form (word, bhd_vocabulary_stem (shard->vocabulary, stem));
        word->stop |= bhd_language_is_stop (i, text);
      }
}

/* “fahrradverleih” where only “fahrrad” and “verleih” are known. */
static void
find_parts (BhdQueryWord *word, BhdShard *shard, const BhdToken *token)
{
  for (gsize i = token->length - COMPOUND_PART; i >= COMPOUND_PART; i--)
    {
      g_autofree char *head = g_strndup (token->text, i);
      BhdQueryWord parts = { { NULL } };

      if (!g_utf8_validate (head, -1, NULL))
        continue;
      find_forms (&parts, shard, head, i);
      if (parts.n_forms == 0)
        continue;
      find_forms (&parts, shard, token->text + i, token->length - i);
      if (parts.n_forms < 2)
        continue;
      for (guint j = 0; j < parts.n_forms; j++)
        add_form (word, parts.forms[j]);
      return;
    }
}

static void
respell (BhdQueryWord *word, BhdShard *shard, const BhdToken *token)
{
  guint32 near = bhd_spelling_nearest (shard->vocabulary, token->text);

  if (near != BHD_NO_WORD)
    {
      const BhdWord *known = bhd_vocabulary_word (shard->vocabulary, near);

      add_form (word, bhd_vocabulary_term (shard->vocabulary, known->term));
      word->stop |= known->stop;
    }
  else if (token->length >= 2 * COMPOUND_PART)
    find_parts (word, shard, token);
  word->weight = RESPELLED_WEIGHT;
}

static double
idf (const BhdShard *shard, guint32 df)
{
  return log (1 + (shard->n_passages - MIN (df, shard->n_passages) + 0.5) / (df + 0.5));
}

static void
add_word (BhdQuery *self, BhdShard *shard, const BhdToken *token)
{
  BhdQueryWord *word = &self->words[self->n_words];

  *word = (BhdQueryWord){ .weight = 1 };
  find_forms (word, shard, token->text, token->length);
  if (word->n_forms == 0 && !word->stop)
    respell (word, shard, token);
  if (word->n_forms > 0 && bhd_query_find (self, word->forms[0]) >= 0)
    return;
  self->n_words++;
  self->n_content += !word->stop;
}

int
bhd_query_find (const BhdQuery *self, const BhdTerm *term)
{
  for (guint i = 0; i < self->n_words; i++)
    for (guint j = 0; j < self->words[i].n_forms; j++)
      if (self->words[i].forms[j] == term)
        return (int) i;
  return -1;
}

static void
weigh (BhdQuery *self, const BhdShard *shard)
{
  double unknown = 0;

  for (guint i = 0; i < self->n_words; i++)
    {
      BhdQueryWord *word = &self->words[i];

      if (word->stop && self->n_content > 0)
        word->weight *= word->n_forms > 0 ? BHD_STOP_WEIGHT : 0; /* missing, it says nothing */
      word->mass = word->weight * idf (shard, word->df);
      self->mass += word->mass;
      if (word->n_forms == 0)
        unknown += word->mass;
    }
  self->unknown = self->mass > 0 ? unknown / self->mass : 1;
}

void
bhd_query_read (BhdQuery *self, BhdShard *shard, const char *question)
{
  BhdTokens tokens;
  BhdToken token;

  self->n_words = self->n_content = 0;
  self->mass = 0;
  bhd_tokens_init (&tokens, question);
  while (self->n_words < BHD_QUERY_MAX && bhd_tokens_next (&tokens, &token))
    add_word (self, shard, &token);
  weigh (self, shard);
}
