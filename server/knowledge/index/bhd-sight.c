/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-sight.h"

#include <string.h>

#define CARRIED 0.6 /* of what a sentence holds still counts in the next one */
#define TITLED 0.3  /* of what the title holds counts in each sentence */
#define HEADED 0.8  /* of what the heading holds */

struct _BhdSeer
{
  BhdShard *shard;
  const BhdQuery *query;
  GHashTable *met; /* term + 1 → GSList of Meaning: the words it stands for */
  GArray *meanings;
  float now[BHD_QUERY_MAX];  /* by word: how well the sentence holds it */
  float last[BHD_QUERY_MAX]; /* the one before */
  float all[BHD_QUERY_MAX];
  float above[BHD_QUERY_MAX]; /* what title and heading hold, as far as it counts below them */
  BhdMeaning meaning;         /* of the sentence */
  guint64 before;             /* words that the last token stood for, one bit each */
  gboolean first;             /* the next word begins a sentence */
  gboolean wanted; /* the sentence names what is wanted, in none of the question's words */
  guint64 pairs;   /* words that were met right before the next one of the question */
};

/* A term may stand for several words of the question: they are chained. */
typedef struct
{
  guint word;
  float weight;
  guint next; /* place + 1 in the array */
} Meaning;

BhdSeer *
bhd_seer_new (BhdShard *shard, const BhdQuery *query)
{
  BhdSeer *self = g_new0 (BhdSeer, 1);

  self->shard = shard;
  self->query = query;
  self->met = g_hash_table_new (NULL, NULL);
  self->meanings = g_array_new (FALSE, FALSE, sizeof (Meaning));
  for (guint i = 0; i < query->n_words; i++)
    for (guint j = 0; j < query->words[i].n_forms; j++)
      {
        const BhdForm *form = &query->words[i].forms[j];
        gpointer key = GUINT_TO_POINTER (form->term + 1);
        Meaning meaning = { i, form->weight,
                            GPOINTER_TO_UINT (g_hash_table_lookup (self->met, key)) };

        g_array_append_val (self->meanings, meaning);
        g_hash_table_insert (self->met, key, GUINT_TO_POINTER (self->meanings->len));
      }
  return self;
}

void
bhd_seer_free (BhdSeer *self)
{
  g_hash_table_unref (self->met);
  g_array_unref (self->meanings);
  g_free (self);
}

double
bhd_query_share (const BhdQuery *query, guint64 words)
{
  double mass = 0;

  for (guint i = 0; i < query->n_words; i++)
    mass += words >> i & 1 ? query->words[i].mass : 0;
  return mass / query->mass;
}

static void
meet (BhdSeer *self, guint language, const BhdToken *token)
{
  guint32 id = bhd_vocabulary_find (self->shard->vocabulary, language, token);
  guint64 here = 0;
  guint at;

  if (id == BHD_NO_WORD)
    {
      self->before = 0;
      return;
    }
  id = bhd_vocabulary_word (self->shard->vocabulary, id)->term;
  bhd_meaning_add (&self->meaning, bhd_vocabulary_term (self->shard->vocabulary, id)->vector);
  at = GPOINTER_TO_UINT (g_hash_table_lookup (self->met, GUINT_TO_POINTER (id + 1)));
  while (at > 0)
    {
      const Meaning *meaning = &g_array_index (self->meanings, Meaning, at - 1);

      self->now[meaning->word] = MAX (self->now[meaning->word], meaning->weight);
      self->all[meaning->word] = MAX (self->all[meaning->word], meaning->weight);
      here |= G_GUINT64_CONSTANT (1) << meaning->word;
      at = meaning->next;
    }
  self->wanted |= here == 0 && bhd_wanted_is (self->query->wanted, token, self->first);
  self->first = FALSE;
  self->pairs |= self->before & here >> 1;
  self->before = here;
}

/* A full stop, a question or exclamation mark or a line's end between two words. */
static gboolean
is_end (const char *from, const char *to)
{
  for (const char *at = from; at < to; at++)
    if (*at == '\n' || (strchr (".!?;", *at) != NULL && at + 1 < to))
      return TRUE;
  return FALSE;
}

static void
begin_sentence (BhdSeer *self)
{
  self->first = TRUE;
  self->wanted = FALSE;
}

static void
end_sentence (BhdSeer *self, BhdSight *sight)
{
  double mass = 0;

  for (guint i = 0; i < self->query->n_words; i++)
    mass += self->query->words[i].mass *
            MAX (self->now[i], MAX (CARRIED * self->last[i], self->above[i]));
  sight->sentence = MAX (sight->sentence, mass / self->query->mass);
  if (self->wanted)
    sight->wanted = MAX (sight->wanted, mass / self->query->mass);
  begin_sentence (self);
  if (self->query->meaning != NULL)
    sight->said = MAX (sight->said, bhd_meaning_towards (&self->meaning, self->query->meaning));
  bhd_meaning_join (&sight->meaning, &self->meaning);
  memset (&self->meaning, 0, sizeof self->meaning);
  memcpy (self->last, self->now, sizeof self->now);
  memset (self->now, 0, sizeof self->now);
}

static void
read_body (BhdSeer *self, const BhdUnit *unit, BhdSight *sight)
{
  const char *end = NULL;
  BhdTokens tokens;
  BhdToken token;

  memset (self->now, 0, sizeof self->now);
  memset (self->last, 0, sizeof self->last);
  self->before = 0;
  begin_sentence (self);
  bhd_tokens_init (&tokens, unit->passage->body);
  while (bhd_tokens_next (&tokens, &token))
    {
      if (end != NULL && is_end (end, token.start))
        end_sentence (self, sight);
      meet (self, unit->language, &token);
      end = token.end;
    }
  end_sentence (self, sight);
}

static void
read_line (BhdSeer *self, guint language, const char *text)
{
  BhdTokens tokens;
  BhdToken token;

  self->before = 0;
  bhd_tokens_init (&tokens, text);
  while (bhd_tokens_next (&tokens, &token))
    meet (self, language, &token);
}

static double
all_share (const BhdSeer *self)
{
  double mass = 0;

  for (guint i = 0; i < self->query->n_words; i++)
    mass += self->query->words[i].mass * self->all[i];
  return mass / self->query->mass;
}

static void
keep_above (BhdSeer *self, float share)
{
  for (guint i = 0; i < self->query->n_words; i++)
    self->above[i] = MAX (self->above[i], share * self->now[i]);
  memset (self->now, 0, sizeof self->now);
}

static void
read_titles (BhdSeer *self, const BhdUnit *unit, BhdSight *sight)
{
  read_line (self, unit->language, unit->passage->title);
  keep_above (self, TITLED);
  read_line (self, unit->language, bhd_shard_heading (unit->passage));
  keep_above (self, HEADED);
  sight->heading = all_share (self);
  bhd_meaning_join (&sight->meaning, &self->meaning);
  memset (&self->meaning, 0, sizeof self->meaning);
}

void
bhd_seer_look (BhdSeer *self, const BhdUnit *passage, gboolean titled, BhdSight *sight)
{
  memset (sight, 0, sizeof *sight);
  memset (self->all, 0, sizeof self->all);
  memset (self->now, 0, sizeof self->now);
  memset (self->above, 0, sizeof self->above);
  memset (&self->meaning, 0, sizeof self->meaning);
  self->pairs = 0;
  if (titled)
    read_titles (self, passage, sight);
  read_body (self, passage, sight);
  sight->held = all_share (self);
  sight->order = (bhd_query_share (self->query, self->pairs) +
                  bhd_query_share (self->query, self->pairs << 1)) /
                 2;
  for (guint i = 0; i < self->query->n_words; i++)
    if (self->all[i] > 0)
      sight->words |= G_GUINT64_CONSTANT (1) << i;
}
