/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-score.h"

#include "server/knowledge/index/bhd-likeness.h"

#include <math.h>
#include <string.h>

#define CANDIDATES 200    /* of each lane */
#define FEW_ARTICLES 200  /* of so few, each is a candidate */
#define LEARNT_LIKELY -3  /* logarithm of a probability that makes a candidate */
#define LOOKED_AT 40      /* articles whose passages are read */
#define WELL_READ 10      /* of them; of those behind only the best passage is read */
#define LEARNT_LEAST -5   /* logarithm of a probability that counts as none */
#define LETTERS_LEAST 0.2 /* what is less says nothing where no word is shared */
#define LEARNT_ENOUGH 0.6
#define MEANING_LEAST 0.35
/* What makes one passage of an article better than another, beside the words in one sentence. */
#define PASSAGE_WORTH 1.2
#define SAID_WORTH 0.5
#define ORDER_WORTH 0.7
#define WANTED_WORTH 0.5
#define NEAREST_WORTH 1.0 /* of the passage that a model's vectors name, beside words */

/* What each sign is worth, in an article without phrasings of its own and in one with them; fitted
 * by tests/knowledge/retrieval/fit-score.py. */
static const double worth[2][BHD_SIGNS] = {
  { [BHD_SIGN_PASSAGES] = 10,
    [BHD_SIGN_SENTENCE] = 10.5,
    [BHD_SIGN_ENTRIES] = 2,
    [BHD_SIGN_LETTERS] = 4,
    [BHD_SIGN_WORDS] = 1.5,
    [BHD_SIGN_SAID] = 4,
    [BHD_SIGN_ABOUT] = 4,
    [BHD_SIGN_DENSE] = 12,
    [BHD_SIGN_WANTED] = 2 },
  { [BHD_SIGN_PASSAGES] = 1.5,
    [BHD_SIGN_SENTENCE] = 1.5,
    [BHD_SIGN_ENTRIES] = 1.5,
    [BHD_SIGN_LETTERS] = 3.5,
    [BHD_SIGN_LEARNT] = 7,
    [BHD_SIGN_WORDS] = 3,
    [BHD_SIGN_DENSE] = 6 },
};

typedef struct
{
  const BhdScoring *given;
  const BhdQuery *query;
  BhdSums *sums[BHD_LANES];
  BhdLikeness *likeness;
  BhdSeer *seer;
  float *learnt;     /* (nullable) */
  GHashTable *known; /* articles that are candidates */
  GArray *candidates;
} Contest;

static gboolean
is_wanted (const Contest *self, const BhdArticle *article)
{
  const char *category = self->given->category;

  return article != NULL && article->passages->len > 0 &&
         (category == NULL || g_strcmp0 (article->category, category) == 0);
}

static void
enter (Contest *self, BhdArticle *article)
{
  BhdCandidate candidate = { .article = article };

  if (is_wanted (self, article) && g_hash_table_add (self->known, article))
    g_array_append_val (self->candidates, candidate);
}

static void
enter_best (Contest *self, BhdLaneKind lane)
{
  g_autoptr (GArray) units = bhd_sums_best (self->sums[lane], CANDIDATES, self->given->category);

  for (guint i = 0; i < units->len; i++)
    enter (self,
           bhd_shard_unit (self->given->shard, lane, g_array_index (units, guint32, i))->article);
}

static void
enter_few (Contest *self)
{
  GHashTableIter iter;
  gpointer article;

  g_hash_table_iter_init (&iter, self->given->shard->articles);
  while (g_hash_table_iter_next (&iter, NULL, &article))
    enter (self, article);
}

/* Classes that are likely enough to be worth a look: at most 1 / e^LEARNT_LIKELY. */
static void
enter_learnt (Contest *self)
{
  guint32 n = self->learnt != NULL ? bhd_model_n_classes (self->given->model) : 0;

  for (guint32 i = 0; i < n; i++)
    if (self->learnt[i] >= LEARNT_LIKELY)
      enter (self, g_ptr_array_index (self->given->shard->numbered,
                                      bhd_model_article (self->given->model, i)));
}

static void
enter_near (Contest *self)
{
  g_autoptr (GList) documents =
      self->given->near != NULL ? bhd_near_documents (self->given->near) : NULL;

  for (GList *l = documents; l != NULL; l = l->next)
    enter (self, g_hash_table_lookup (self->given->shard->articles, l->data));
}

static double
dense_sign (const Contest *self, const BhdArticle *article)
{
  const BhdNearest *nearest = bhd_near_find (self->given->near, article->id);

  return nearest != NULL ? nearest->share : 0;
}

static double
learnt_sign (const Contest *self, const BhdArticle *article)
{
  guint32 class =
      self->learnt != NULL ? bhd_model_class (self->given->model, article) : BHD_NO_WORD;

  if (class == BHD_NO_WORD)
    return 0;
  return 1 - MAX (self->learnt[class], LEARNT_LEAST) / LEARNT_LEAST;
}

static double
words_sign (const Contest *self, const BhdArticle *article)
{
  const GArray *entries = article->units[BHD_LANE_ENTRIES];
  double top[3] = { 0 };
  guint n = 0;

  for (guint i = 0; i < entries->len && self->query->meaning != NULL; i++)
    {
      guint32 number = g_array_index (entries, guint32, i);
      const BhdUnit *unit = bhd_shard_unit (self->given->shard, BHD_LANE_ENTRIES, number);

      if (number == self->given->except || unit->meaning == NULL)
        continue;
      bhd_sums_keep (top, bhd_meaning_cosine (self->query->meaning, unit->meaning));
      n++;
    }
  return self->query->covered * self->query->covered * bhd_sums_together (top, n);
}

static double
value (const Contest *self, BhdLaneKind lane, guint32 unit)
{
  return self->sums[lane]->values[unit];
}

/* The signs that need no reading. */
static void
weigh_lightly (Contest *self, BhdCandidate *candidate)
{
  const BhdArticle *article = candidate->article;
  guint32 entry;

  bhd_sums_article (self->sums[BHD_LANE_PASSAGES], article, &candidate->passages[0]);
  candidate->shares[0] = candidate->n_passages = 1;
  candidate->signs[BHD_SIGN_PASSAGES] = value (self, BHD_LANE_PASSAGES, candidate->passages[0]);
  candidate->signs[BHD_SIGN_ENTRIES] =
      bhd_sums_article (self->sums[BHD_LANE_ENTRIES], article, &candidate->entry);
  if (candidate->entry != BHD_NO_WORD)
    candidate->signs[BHD_SIGN_BEST] = self->sums[BHD_LANE_ENTRIES]->values[candidate->entry];
  candidate->signs[BHD_SIGN_LETTERS] =
      bhd_likeness_article (self->likeness, article, self->given->except, &entry);
  if (entry != BHD_NO_WORD)
    candidate->entry = entry;
  candidate->signs[BHD_SIGN_LEARNT] = learnt_sign (self, article);
  candidate->signs[BHD_SIGN_WORDS] = words_sign (self, article);
  candidate->signs[BHD_SIGN_DENSE] = dense_sign (self, article);
  candidate->phrased =
      article->units[BHD_LANE_ENTRIES]->len >= BHD_LESSON_ENTRIES && article->phrasings != NULL;
}

/* Whether the passage is the one of its article that a model's vectors put nearest. */
static gboolean
is_nearest (const Contest *self, guint32 unit)
{
  const BhdPassage *passage = bhd_shard_unit (self->given->shard, BHD_LANE_PASSAGES, unit)->passage;
  const BhdNearest *nearest = bhd_near_find (self->given->near, passage->document_id);

  return nearest != NULL && g_str_equal (nearest->passage_id, passage->id);
}

static double
promise (const Contest *self, guint32 unit)
{
  return value (self, BHD_LANE_PASSAGES, unit) + (is_nearest (self, unit) ? NEAREST_WORTH : 0);
}

/* The most promising passage among those left; takes it away. */
static guint32
take_next (const Contest *self, GArray *left)
{
  guint next = 0;
  guint32 unit;

  for (guint i = 1; i < left->len; i++)
    if (promise (self, g_array_index (left, guint32, i)) >
        promise (self, g_array_index (left, guint32, next)))
      next = i;
  unit = g_array_index (left, guint32, next);
  g_array_remove_index (left, next);
  return unit;
}

/* A passage that has been read. */
typedef struct
{
  guint32 unit;
  double worth;
  BhdSight sight;
} Read;

static Read
read_one (Contest *self, const BhdArticle *article, guint32 unit)
{
  Read read = { .unit = unit };

  bhd_seer_look (self->seer, bhd_shard_unit (self->given->shard, BHD_LANE_PASSAGES, unit),
                 article->number != self->given->untitled, &read.sight);
  read.worth = PASSAGE_WORTH * promise (self, unit) + read.sight.sentence +
               SAID_WORTH * read.sight.said + ORDER_WORTH * read.sight.order +
               WANTED_WORTH * read.sight.wanted;
  return read;
}

static int
compare_worth (gconstpointer a, gconstpointer b)
{
  const Read *x = a, *y = b;

  if (x->worth != y->worth)
    return x->worth > y->worth ? -1 : 1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void
sign_all (const Contest *self, BhdCandidate *candidate, const Read *reads, guint n)
{
  const double faded = self->query->covered * self->query->covered;
  BhdMeaning meaning = { { 0 } };
  guint64 words = 0;
  double said = 0;

  for (guint i = 0; i < n; i++)
    {
      words |= reads[i].sight.words;
      said = MAX (said, reads[i].sight.said);
      bhd_meaning_join (&meaning, &reads[i].sight.meaning);
    }
  candidate->signs[BHD_SIGN_TOGETHER] = bhd_query_share (self->query, words);
  candidate->signs[BHD_SIGN_SAID] = faded * said;
  if (self->query->meaning != NULL)
    candidate->signs[BHD_SIGN_ABOUT] =
        faded * MAX (bhd_meaning_towards (&meaning, self->query->meaning), 0);
}

/* Reads the article's best passages: what is said in one sentence is said together. */
static void
read_passages (Contest *self, BhdCandidate *candidate, guint most)
{
  const BhdArticle *article = candidate->article;
  g_autoptr (GArray) left = g_array_copy (article->units[BHD_LANE_PASSAGES]);
  Read reads[BHD_CANDIDATE_PASSAGES];
  guint n = 0;

  while (n < most && left->len > 0)
    reads[n++] = read_one (self, article, take_next (self, left));
  qsort (reads, n, sizeof *reads, compare_worth);
  for (guint i = 0; i < n; i++)
    {
      candidate->passages[i] = reads[i].unit;
      candidate->shares[i] = reads[0].worth > 0 ? pow (reads[i].worth / reads[0].worth, 2) : i == 0;
    }
  candidate->n_passages = n;
  candidate->signs[BHD_SIGN_SENTENCE] = reads[0].sight.sentence;
  candidate->signs[BHD_SIGN_HELD] = reads[0].sight.held;
  candidate->signs[BHD_SIGN_ORDER] = reads[0].sight.order;
  candidate->signs[BHD_SIGN_WANTED] = reads[0].sight.wanted;
  candidate->signs[BHD_SIGN_HEADING] = reads[0].sight.heading;
  sign_all (self, candidate, reads, n);
}

static void
add_signs (BhdCandidate *candidate)
{
  candidate->score = 0;
  for (guint i = 0; i < BHD_SIGNS; i++)
    candidate->score += worth[candidate->phrased][i] * candidate->signs[i];
}

static int
compare_score (gconstpointer a, gconstpointer b)
{
  const BhdCandidate *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return strcmp (x->article->id, y->article->id);
}

/* Neither a word nor a meaning in common. */
static gboolean
says_nothing (const BhdCandidate *candidate)
{
  const double *signs = candidate->signs;

  return signs[BHD_SIGN_PASSAGES] <= 0 && signs[BHD_SIGN_ENTRIES] <= 0 &&
         signs[BHD_SIGN_DENSE] <= 0 && signs[BHD_SIGN_LETTERS] < LETTERS_LEAST &&
         signs[BHD_SIGN_LEARNT] < LEARNT_ENOUGH &&
         MAX (signs[BHD_SIGN_WORDS], signs[BHD_SIGN_SAID]) < MEANING_LEAST;
}

static void
hold (Contest *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      weigh_lightly (self, &g_array_index (self->candidates, BhdCandidate, i));
      add_signs (&g_array_index (self->candidates, BhdCandidate, i));
    }
  g_array_sort (self->candidates, compare_score);
  for (guint i = 0; i < self->candidates->len && i < LOOKED_AT; i++)
    {
      read_passages (self, &g_array_index (self->candidates, BhdCandidate, i),
                     i < WELL_READ ? BHD_CANDIDATE_PASSAGES : 1);
      add_signs (&g_array_index (self->candidates, BhdCandidate, i));
    }
  if (self->candidates->len > LOOKED_AT)
    g_array_set_size (self->candidates, LOOKED_AT);
  g_array_sort (self->candidates, compare_score);
  for (guint i = self->candidates->len; i > 0; i--)
    if (says_nothing (&g_array_index (self->candidates, BhdCandidate, i - 1)))
      g_array_remove_index (self->candidates, i - 1);
}

/* For practice: as if the entry had never been written. */
static void
pass_over (Contest *self)
{
  const GPtrArray *numbered = self->given->shard->numbered;
  const BhdArticle *article = self->given->untitled < numbered->len
                                  ? g_ptr_array_index (numbered, self->given->untitled)
                                  : NULL;

  if (self->given->except != BHD_NO_WORD)
    self->sums[BHD_LANE_ENTRIES]->values[self->given->except] = 0;
  for (guint i = 0; article != NULL && i < article->units[BHD_LANE_PASSAGES]->len; i++)
    bhd_sums_untitle (self->sums[BHD_LANE_PASSAGES], self->query,
                      g_array_index (article->units[BHD_LANE_PASSAGES], guint32, i));
}

GArray *
bhd_score_articles (const BhdScoring *scoring, const BhdQuery *query)
{
  Contest self = { scoring, query };

  self.candidates = g_array_new (FALSE, TRUE, sizeof (BhdCandidate));
  self.known = g_hash_table_new (NULL, NULL);
  for (guint lane = 0; lane < BHD_LANES; lane++)
    self.sums[lane] = bhd_sums_new (scoring->shard, lane, query);
  pass_over (&self);
  self.likeness = bhd_likeness_new (scoring->shard, query);
  self.seer = bhd_seer_new (scoring->shard, query);
  if (scoring->model != NULL)
    self.learnt = bhd_model_judge (scoring->model, scoring->shard, query);

  enter_best (&self, BHD_LANE_PASSAGES);
  enter_best (&self, BHD_LANE_ENTRIES);
  if (g_hash_table_size (scoring->shard->articles) <= FEW_ARTICLES)
    enter_few (&self);
  enter_learnt (&self);
  enter_near (&self);
  hold (&self);

  for (guint lane = 0; lane < BHD_LANES; lane++)
    bhd_sums_free (self.sums[lane]);
  bhd_likeness_free (self.likeness);
  bhd_seer_free (self.seer);
  g_free (self.learnt);
  g_hash_table_unref (self.known);
  return self.candidates;
}
