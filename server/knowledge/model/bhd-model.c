/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/model/bhd-model.h"

#include <math.h>
#include <string.h>

#define PASSES 40
#define WORK_MAX G_GUINT64_CONSTANT (6000000000) /* multiplications: fewer passes over much */
#define PASSES_LEAST 5
#define STEP 1.5f
#define STEP_FALL 0.08f /* a pass */
#define SHRINK 0.1f     /* how strongly large numbers are held down */

struct _BhdModel
{
  BhdRows rows;
  GArray *articles;    /* of BhdLearnt, by class */
  GHashTable *classes; /* article → class + 1 */
  guint32 n_classes;   /* the last one: of no article */
  float *table;        /* rows × classes */
};

/* What the traits say of each class. */
static void
add_up (const BhdModel *self, const GArray *traits, float *sums)
{
  memset (sums, 0, self->n_classes * sizeof *sums);
  for (guint i = 0; i < traits->len; i++)
    {
      const BhdTrait *trait = &g_array_index (traits, BhdTrait, i);
      const float *row = self->table + (gsize) trait->row * self->n_classes;

      for (guint32 j = 0; j < self->n_classes; j++)
        sums[j] += trait->value * row[j];
    }
}

static void
to_logarithms (float *sums, guint32 n)
{
  float most = sums[0];
  double all = 0;

  for (guint32 i = 1; i < n; i++)
    most = MAX (most, sums[i]);
  for (guint32 i = 0; i < n; i++)
    all += exp (sums[i] - most);
  for (guint32 i = 0; i < n; i++)
    sums[i] -= most + (float) log (all);
}

static void
learn_one (BhdModel *self, const GArray *traits, guint32 class, float step, float *errors)
{
  add_up (self, traits, errors);
  to_logarithms (errors, self->n_classes);
  for (guint32 j = 0; j < self->n_classes; j++)
    errors[j] = expf (errors[j]);
  errors[class] -= 1;
  for (guint i = 0; i < traits->len; i++)
    {
      const BhdTrait *trait = &g_array_index (traits, BhdTrait, i);
      float *row = self->table + (gsize) trait->row * self->n_classes;
      float factor = step * trait->value;

      for (guint32 j = 0; j < self->n_classes; j++)
        row[j] -= factor * errors[j];
    }
}

/* The same order each time: the same phrasings make the same model. */
static void
shuffle (guint32 *order, guint32 n, guint32 *state)
{
  for (guint32 i = n; i > 1; i--)
    {
      guint32 j, held = order[i - 1];

      *state = *state * 1664525u + 1013904223u;
      j = (guint32) ((guint64) *state * i >> 32);
      order[i - 1] = order[j];
      order[j] = held;
    }
}

static guint
count_passes (const BhdModel *self, const BhdLesson *lesson)
{
  guint64 work = 1;

  for (guint i = 0; i < lesson->examples->len; i++)
    work += ((const GArray *) g_ptr_array_index (lesson->examples, i))->len;
  work *= 2 * self->n_classes;
  return (guint) CLAMP (WORK_MAX / work, PASSES_LEAST, PASSES);
}

static gboolean
learn (BhdModel *self, const BhdLesson *lesson, const gint *stop)
{
  guint32 n = lesson->examples->len, state = 1;
  g_autofree guint32 *order = g_new (guint32, n + 1);
  g_autofree float *errors = g_new (float, self->n_classes);
  guint passes = count_passes (self, lesson);

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  for (guint pass = 0; pass < passes; pass++)
    {
      float step = STEP / (1 + STEP_FALL * (float) pass);
      float keep = 1 - MIN (step * SHRINK, 0.5f);

      shuffle (order, n, &state);
      for (guint32 i = 0; i < n; i++)
        {
          if (stop != NULL && g_atomic_int_get (stop))
            return FALSE;
          learn_one (self, g_ptr_array_index (lesson->examples, order[i]),
                     g_array_index (lesson->classes, guint32, order[i]), step, errors);
        }
      for (gsize i = 0; i < (gsize) self->rows.n_rows * self->n_classes; i++)
        self->table[i] *= keep;
    }
  return TRUE;
}

BhdModel *
bhd_model_new (BhdLesson *lesson, const gint *stop)
{
  g_autoptr (BhdModel) self = g_new0 (BhdModel, 1);

  self->rows = lesson->rows;
  memset (&lesson->rows, 0, sizeof lesson->rows);
  self->articles = g_steal_pointer (&lesson->articles);
  self->n_classes = self->articles->len + 1;
  self->classes = g_hash_table_new (NULL, NULL);
  for (guint32 i = 0; i < self->articles->len; i++)
    g_hash_table_insert (self->classes, GUINT_TO_POINTER (bhd_model_article (self, i)),
                         GUINT_TO_POINTER (i + 1));
  self->table = g_new0 (float, (gsize) self->rows.n_rows * self->n_classes + 1);
  return learn (self, lesson, stop) ? g_steal_pointer (&self) : NULL;
}

void
bhd_model_free (BhdModel *self)
{
  bhd_rows_clear (&self->rows);
  g_array_unref (self->articles);
  g_hash_table_unref (self->classes);
  g_free (self->table);
  g_free (self);
}

float *
bhd_model_judge (const BhdModel *self, const BhdShard *shard, const BhdQuery *query)
{
  g_autoptr (GArray) terms = bhd_lesson_terms (query);
  g_autoptr (GArray) traits = NULL;
  float *sums = g_new (float, self->n_classes);

  traits = bhd_rows_read (&self->rows, terms, query->grams, query->meaning, shard->grams);
  add_up (self, traits, sums);
  to_logarithms (sums, self->n_classes);
  return sums;
}

guint32
bhd_model_n_classes (const BhdModel *self)
{
  return self->articles->len;
}

guint32
bhd_model_article (const BhdModel *self, guint32 class)
{
  return g_array_index (self->articles, BhdLearnt, class).number;
}

guint32
bhd_model_class (const BhdModel *self, const BhdArticle *article)
{
  gpointer found = g_hash_table_lookup (self->classes, GUINT_TO_POINTER (article->number));
  guint32 class = GPOINTER_TO_UINT (found) - 1;

  if (found == NULL || g_array_index (self->articles, BhdLearnt, class).changes != article->changes)
    return BHD_NO_WORD;
  return class;
}
