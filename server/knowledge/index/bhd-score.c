/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-score.h"

#include <math.h>
#include <string.h>

#define CANDIDATES 200
#define COMMON_FROM 1000 /* passages: words in more than a tenth of them only add to others' */
#define WINDOW 8         /* words: “near each other” */
#define ADJACENT_WEIGHT 0.08
#define NEAR_WEIGHT 0.04
#define COVERAGE_WEIGHT 0.5

/* Short entries, as of a list of questions, want repetition and length judged otherwise than prose
 * does (measured on BANKING77, CLINC150 and SQuAD). */
typedef struct
{
  double below; /* mean length in words */
  double k1;
  double b;
} Manner;

static const Manner manners[] = {
  { 25, 2.0, 0.9 },
  { G_MAXDOUBLE, 1.2, 0.75 },
};

typedef struct
{
  const BhdQuery *query;
  BhdShard *shard;
  const Manner *manner;
  double mean; /* length */
  float *sums; /* by slot */
} Scoring;

static const Manner *
manner_for (double mean)
{
  guint i = 0;

  while (mean >= manners[i].below)
    i++;
  return &manners[i];
}

static double
saturate (const Scoring *self, guint32 slot, guint tf)
{
  double length = bhd_shard_slot (self->shard, slot)->length / self->mean;
  const Manner *m = self->manner;

  return tf * (m->k1 + 1) / (tf + m->k1 * (1 - m->b + m->b * length));
}

static void
add_word (Scoring *self, const BhdQueryWord *word, gboolean only_known)
{
  for (guint i = 0; i < word->n_forms; i++)
    for (guint32 j = 0; j < word->forms[i]->length; j++)
      {
        guint32 posting = word->forms[i]->postings[j];
        float *sum = &self->sums[BHD_POSTING_SLOT (posting)];

        if (*sum > 0 || !only_known)
          *sum += (float) (word->mass *
                           saturate (self, BHD_POSTING_SLOT (posting), BHD_POSTING_TF (posting)));
      }
}

static int
compare_df (gconstpointer a, gconstpointer b)
{
  const BhdQueryWord *x = *(const BhdQueryWord *const *) a, *y = *(const BhdQueryWord *const *) b;

  return x->df < y->df ? -1 : x->df > y->df;
}

/* Rare words name the passages; words that are everywhere only re-order those already named. */
static void
sum_words (Scoring *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint32 common = MAX (self->shard->n_passages / 10, COMMON_FROM);
  gboolean named = FALSE;

  for (guint i = 0; i < self->query->n_words; i++)
    if (self->query->words[i].n_forms > 0)
      g_ptr_array_add (words, (gpointer) &self->query->words[i]);
  g_ptr_array_sort (words, compare_df);

  for (guint i = 0; i < words->len; i++)
    {
      const BhdQueryWord *word = g_ptr_array_index (words, i);

      add_word (self, word, named && word->df > common);
      named = TRUE;
    }
}

static int
compare_sum (gconstpointer a, gconstpointer b)
{
  const BhdCandidate *x = a, *y = b;

  return x->bm25 > y->bm25 ? -1 : x->bm25 < y->bm25;
}

/* The best sums: whenever twice as many as wanted have come together, the worse half goes. */
static GArray *
collect_best (const Scoring *self)
{
  GArray *best = g_array_sized_new (FALSE, TRUE, sizeof (BhdCandidate), 2 * CANDIDATES);
  double bar = 0;

  for (guint32 i = 0; i < self->shard->slots->len; i++)
    {
      BhdCandidate candidate = { .slot = i, .bm25 = self->sums[i] };

      if (candidate.bm25 <= bar)
        continue;
      g_array_append_val (best, candidate);
      if (best->len < 2 * CANDIDATES)
        continue;
      g_array_sort (best, compare_sum);
      g_array_set_size (best, CANDIDATES);
      bar = g_array_index (best, BhdCandidate, CANDIDATES - 1).bm25;
    }
  g_array_sort (best, compare_sum);
  if (best->len > CANDIDATES)
    g_array_set_size (best, CANDIDATES);
  return best;
}

/* What the words of a passage say about the question, in one walk. */
typedef struct
{
  gboolean held[BHD_QUERY_MAX];
  gboolean in_heading[BHD_QUERY_MAX];
  guint32 last_at[BHD_QUERY_MAX]; /* place + 1 */
  guint adjacent[BHD_QUERY_MAX];  /* with the word that follows it in the question */
  guint near[BHD_QUERY_MAX];
} Sight;

static void
see_word (Sight *sight, const BhdQuery *query, int found, guint32 at)
{
  int other = found - 1;

  if (other >= 0 && sight->last_at[other] > 0)
    {
      guint32 distance = at + 1 - sight->last_at[other];

      sight->adjacent[other] += distance == 1;
      sight->near[other] += distance < WINDOW;
    }
  if ((guint) found + 1 < query->n_words && sight->last_at[found + 1] > 0)
    sight->near[found] += at + 1 - sight->last_at[found + 1] < WINDOW;
  sight->last_at[found] = at + 1;
}

/* The share of the question's mass that the words in @held make. */
static double
share_of (const BhdQuery *query, guint64 held)
{
  double mass = 0;

  for (guint i = 0; i < query->n_words; i++)
    mass += held >> i & 1 ? query->words[i].mass : 0;
  return query->mass > 0 ? mass / query->mass : 0;
}

static void
judge (const Scoring *self, BhdCandidate *candidate)
{
  const BhdSlot *slot = bhd_shard_slot (self->shard, candidate->slot);
  const BhdQuery *query = self->query;
  Sight sight;

  memset (&sight, 0, sizeof sight);
  for (guint32 i = 0; i < slot->n_words; i++)
    {
      const BhdWord *word = bhd_vocabulary_word (self->shard->vocabulary, slot->words[i]);
      int found = bhd_query_find (query, bhd_vocabulary_term (self->shard->vocabulary, word->term));

      if (found < 0)
        continue;
      sight.held[found] = TRUE;
      sight.in_heading[found] |= i < slot->body;
      see_word (&sight, query, found, i);
    }
  for (guint i = 0; i < query->n_words && query->mass > 0; i++)
    {
      double pair = i + 1 < query->n_words ? query->words[i].mass + query->words[i + 1].mass : 0;

      candidate->held |= (guint64) sight.held[i] << i;
      candidate->heading += sight.in_heading[i] ? query->words[i].mass / query->mass : 0;
      candidate->order += pair * (ADJACENT_WEIGHT * sight.adjacent[i] / (sight.adjacent[i] + 1.0) +
                                  NEAR_WEIGHT * sight.near[i] / (sight.near[i] + 1.0));
    }
  candidate->coverage = share_of (query, candidate->held);
  candidate->strength = candidate->bm25 / (query->mass * (self->manner->k1 + 1));
}

/* A passage that holds all that is asked for beats one that repeats a part of it. */
static double
own_score (const BhdCandidate *candidate)
{
  return (candidate->bm25 + candidate->order) * (1 + COVERAGE_WEIGHT * candidate->coverage);
}

static int
compare_own (gconstpointer a, gconstpointer b)
{
  const BhdCandidate *x = a, *y = b;

  return own_score (x) > own_score (y) ? -1 : own_score (x) < own_score (y);
}

static int
compare_group (gconstpointer a, gconstpointer b)
{
  const BhdCandidate *x = a, *y = b;

  return x->group > y->group ? -1 : x->group < y->group;
}

typedef struct
{
  BhdCandidate *best;
  guint seen;
  guint64 held; /* by the best three */
} Group;

/* A document's best passage is worth s1 + s2/2 + s3/4; the others stand for themselves. */
static void
sum_groups (const Scoring *self, GArray *candidates)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < candidates->len; i++)
    {
      BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);
      guint32 document = bhd_shard_slot (self->shard, candidate->slot)->document;
      Group *group = g_hash_table_lookup (groups, GUINT_TO_POINTER (document));

      candidate->group = own_score (candidate);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->best = candidate;
          g_hash_table_insert (groups, GUINT_TO_POINTER (document), group);
        }
      else if (group->seen < 3)
        group->best->group += candidate->group / (1 << group->seen);
      if (group->seen++ < 3)
        group->held |= candidate->held;
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);
      guint32 document = bhd_shard_slot (self->shard, candidate->slot)->document;
      Group *group = g_hash_table_lookup (groups, GUINT_TO_POINTER (document));

      candidate->document = share_of (self->query, group->held | candidate->held);
    }
}

static void
set_margins (const Scoring *self, GArray *candidates)
{
  const BhdCandidate *first = &g_array_index (candidates, BhdCandidate, 0);
  guint32 leader = bhd_shard_slot (self->shard, first->slot)->document;
  double second = 0;

  for (guint i = 1; i < candidates->len && second <= 0; i++)
    {
      const BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);

      if (bhd_shard_slot (self->shard, candidate->slot)->document != leader)
        second = candidate->group;
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, i);
      guint32 document = bhd_shard_slot (self->shard, candidate->slot)->document;
      double rival = document == leader ? second : first->group;

      candidate->margin = (first->group - rival) / first->group;
      if (document != leader)
        candidate->margin = (candidate->group - rival) / rival;
    }
}

GArray *
bhd_score_candidates (const BhdQuery *query, BhdShard *shard)
{
  Scoring self = { query, shard };
  GArray *candidates;

  self.mean = shard->n_passages > 0 ? (double) shard->total_length / shard->n_passages : 1;
  self.manner = manner_for (self.mean);
  self.sums = g_new0 (float, shard->slots->len + 1);
  sum_words (&self);
  candidates = collect_best (&self);
  g_free (self.sums);

  for (guint i = 0; i < candidates->len; i++)
    judge (&self, &g_array_index (candidates, BhdCandidate, i));
  g_array_sort (candidates, compare_own);
  sum_groups (&self, candidates);
  g_array_sort (candidates, compare_group);
  if (candidates->len > 0)
    set_margins (&self, candidates);
  return candidates;
}
