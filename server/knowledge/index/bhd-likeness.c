/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-likeness.h"

#include "server/knowledge/index/bhd-sums.h"

#include <math.h>

struct _BhdLikeness
{
  BhdShard *shard;
  double norm;
  float asked[BHD_GRAM_KINDS]; /* weight of each kind of run in the question */
};

BhdLikeness *
bhd_likeness_new (BhdShard *shard, const BhdQuery *query)
{
  BhdLikeness *self = g_new0 (BhdLikeness, 1);

  self->shard = shard;
  self->norm = MAX (bhd_gram_table_norm (shard->grams, query->grams), 1e-6);
  for (guint i = 0; i < query->grams->n; i++)
    self->asked[query->grams->kinds[i]] = shard->grams->weights[query->grams->kinds[i]];
  return self;
}

void
bhd_likeness_free (BhdLikeness *self)
{
  g_free (self);
}

static double
compare (const BhdLikeness *self, const BhdGrams *grams)
{
  const float *weights = self->shard->grams->weights;
  float shared = 0, all = 0;

  for (guint i = 0; i < grams->n; i++)
    {
      shared += self->asked[grams->kinds[i]];
      all += weights[grams->kinds[i]];
    }
  return shared / (self->norm * sqrt (MAX (all, 1e-6)));
}

double
bhd_likeness_article (BhdLikeness *self, const BhdArticle *article, guint32 except, guint32 *best)
{
  const GArray *entries = article->units[BHD_LANE_ENTRIES];
  double top[3] = { 0 };
  guint n = 0;

  *best = BHD_NO_WORD;
  for (guint i = 0; i < entries->len; i++)
    {
      guint32 number = g_array_index (entries, guint32, i);
      const BhdUnit *unit = bhd_shard_unit (self->shard, BHD_LANE_ENTRIES, number);
      g_autofree BhdGrams *made = unit->grams == NULL ? bhd_grams_new (unit->text) : NULL;
      double cosine = compare (self, made != NULL ? made : unit->grams);

      if (number == except)
        continue;
      if (*best == BHD_NO_WORD || cosine > top[0])
        *best = number;
      bhd_sums_keep (top, cosine);
      n++;
    }
  return bhd_sums_together (top, n);
}
