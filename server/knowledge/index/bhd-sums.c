/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-sums.h"

#define COMMON_FROM 1000 /* units: words in more than a tenth of them only add to others' */

/* Short lines want repetition and length judged otherwise than prose does (measured on BANKING77,
 * CLINC150 and SQuAD). */
static const struct
{
  double k1, b;
} manners[BHD_LANES] = {
  [BHD_LANE_PASSAGES] = { 1.4, 0.7 },
  [BHD_LANE_ENTRIES] = { 2.0, 0.9 },
};

typedef struct
{
  BhdSums *sums;
  guint8 *seen; /* by unit: the word, counted from 1, that added to it last */
  float flat;   /* k1 (1 - b) */
  float slope;  /* k1 b / mean length */
} Summing;

static void
add_form (Summing *self,
          const BhdForm *form,
          guint8 mark,
          gboolean exact,
          float factor,
          gboolean known)
{
  const BhdSums *sums = self->sums;
  const BhdTerm *term = bhd_vocabulary_term (sums->shard->vocabulary, form->term);
  const BhdPostings *postings = &term->lanes[sums->lane];
  const guint16 *lengths = (const guint16 *) sums->shard->lanes[sums->lane].lengths->data;

  for (guint32 i = 0; i < postings->length; i++)
    {
      guint32 unit = BHD_POSTING_UNIT (postings->items[i]);
      float tf = (float) BHD_POSTING_TF (postings->items[i]);

      if ((known && sums->values[unit] <= 0) || (!exact && self->seen[unit] == mark))
        continue;
      self->seen[unit] = mark;
      sums->values[unit] += factor * tf / (tf + self->flat + self->slope * (float) lengths[unit]);
    }
}

static void
add_word (Summing *self, const BhdQuery *query, guint number, gboolean known)
{
  const BhdQueryWord *word = &query->words[number];

  for (guint i = 0; i < word->n_forms; i++)
    add_form (self, &word->forms[i], (guint8) (number + 1), i < word->n_exact,
              (float) (word->mass / query->mass) * word->forms[i].weight, known);
}

/* Rare words name the units; words that are everywhere only re-order those already named. */
static void
add_words (Summing *self, const BhdQuery *query)
{
  guint32 common = MAX (self->sums->shard->lanes[self->sums->lane].n / 10, COMMON_FROM);
  gboolean named = FALSE;

  for (guint i = 0; i < query->n_words; i++)
    if (query->words[i].df <= common && query->words[i].n_forms > 0)
      {
        add_word (self, query, i, FALSE);
        named = TRUE;
      }
  for (guint i = 0; i < query->n_words; i++)
    if (query->words[i].df > common)
      add_word (self, query, i, named);
}

BhdSums *
bhd_sums_new (BhdShard *shard, BhdLaneKind lane, const BhdQuery *query)
{
  BhdSums *self = g_new (BhdSums, 1);
  gsize n = shard->lanes[lane].units->len + 1;
  g_autofree guint8 *seen = g_new0 (guint8, n);
  Summing summing = { self, seen };
  double k1 = manners[lane].k1, b = manners[lane].b;

  *self = (BhdSums){ shard, lane, g_new0 (float, n) };
  summing.flat = (float) (k1 * (1 - b));
  summing.slope = (float) (k1 * b / bhd_shard_mean (shard, lane));
  if (shard->lanes[lane].n > 0)
    add_words (&summing, query);
  return self;
}

/* How often each form of a word stands in the text. */
static double
word_in (const BhdSums *self, const BhdQueryWord *word, const guint *counts, double flat)
{
  double best = 0;

  for (guint i = 0; i < word->n_forms; i++)
    best = MAX (best, word->forms[i].weight * counts[i] / (counts[i] + flat));
  return word->mass * best;
}

static void
count_forms (const BhdSums *self,
             const BhdQuery *query,
             const BhdUnit *unit,
             guint (*counts)[BHD_QUERY_FORMS],
             guint *length)
{
  BhdVocabulary *vocabulary = self->shard->vocabulary;
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, unit->passage->body);
  for (*length = 0; bhd_tokens_next (&tokens, &token); (*length)++)
    {
      guint32 id = bhd_vocabulary_find (vocabulary, unit->language, &token);
      guint32 term = id != BHD_NO_WORD ? bhd_vocabulary_word (vocabulary, id)->term : BHD_NO_WORD;

      for (guint i = 0; term != BHD_NO_WORD && i < query->n_words; i++)
        for (guint j = 0; j < query->words[i].n_forms; j++)
          counts[i][j] += query->words[i].forms[j].term == term;
    }
}

void
bhd_sums_untitle (BhdSums *self, const BhdQuery *query, guint32 number)
{
  const BhdUnit *unit = bhd_shard_unit (self->shard, self->lane, number);
  double k1 = manners[self->lane].k1, b = manners[self->lane].b;
  g_autofree gpointer counts = g_malloc0 (sizeof (guint[BHD_QUERY_MAX][BHD_QUERY_FORMS]));
  double sum = 0, flat;
  guint length;

  count_forms (self, query, unit, counts, &length);
  flat = k1 * (1 - b + b * length / bhd_shard_mean (self->shard, self->lane));
  for (guint i = 0; i < query->n_words; i++)
    sum += word_in (self, &query->words[i], ((guint (*)[BHD_QUERY_FORMS]) counts)[i], flat);
  self->values[number] = (float) (sum / query->mass);
}

void
bhd_sums_free (BhdSums *self)
{
  g_free (self->values);
  g_free (self);
}

typedef struct
{
  guint32 unit;
  float value;
} Place;

static int
compare_value (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void
drop_worst (GArray *places, guint limit)
{
  g_array_sort (places, compare_value);
  if (places->len > limit)
    g_array_set_size (places, limit);
}

static gboolean
is_in (const BhdSums *self, guint32 unit, const char *category)
{
  return category == NULL ||
         g_strcmp0 (bhd_shard_unit (self->shard, self->lane, unit)->article->category, category) ==
             0;
}

/* Whenever many more than wanted have come together, the worse go. */
GArray *
bhd_sums_best (const BhdSums *self, guint limit, const char *category)
{
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), 4 * limit);
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint32));
  float bar = 0;

  for (guint32 i = 0; i < self->shard->lanes[self->lane].units->len; i++)
    {
      Place place = { i, self->values[i] };

      if (place.value <= bar || !is_in (self, i, category))
        continue;
      g_array_append_val (places, place);
      if (places->len < 4 * limit)
        continue;
      drop_worst (places, limit);
      bar = g_array_index (places, Place, limit - 1).value;
    }
  drop_worst (places, limit);
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (units, g_array_index (places, Place, i).unit);
  return units;
}

void
bhd_sums_keep (double top[3], double value)
{
  for (guint i = 0; i < 3; i++)
    if (value > top[i])
      {
        double lower = top[i];

        top[i] = value;
        value = lower;
      }
}

double
bhd_sums_together (const double top[3], guint n)
{
  static const double likely[] = { 0.6, 0.5 }; /* of the best, where there is no second, third */
  double second = n > 1 ? top[1] : top[0] * likely[0];
  double third = n > 2 ? top[2] : top[0] * likely[1];

  return (top[0] + second / 2 + third / 4) / 1.75;
}

double
bhd_sums_article (const BhdSums *self, const BhdArticle *article, guint32 *best)
{
  const GArray *units = article->units[self->lane];
  double top[3] = { 0 };

  *best = units->len > 0 ? g_array_index (units, guint32, 0) : BHD_NO_WORD;
  for (guint i = 0; i < units->len; i++)
    {
      guint32 unit = g_array_index (units, guint32, i);

      if (self->values[unit] > self->values[*best])
        *best = unit;
      bhd_sums_keep (top, self->values[unit]);
    }
  return bhd_sums_together (top, units->len);
}
