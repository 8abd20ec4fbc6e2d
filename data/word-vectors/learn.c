/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "data/word-vectors/learn.h"

#define MAX_WORDS 48
#define REPORTS 8

/* One question as the batch sees it. */
typedef struct
{
  guint words[MAX_WORDS];
  guint n_words;
  float norm;
  float unit[LEARN_SIZE];
  float pull[LEARN_SIZE]; /* gradient at unit, then at the sum */
} Look;

typedef struct
{
  const Corpus *corpus;
  const LearnSettings *settings;
  GRand *rand;
  float *vectors;
  float *squares;     /* Adagrad's, one a number */
  double *weights;    /* of each intent: how often it is drawn, summed up */
  guint last;         /* the first intent of the last set */
  guint *batch;       /* intents drawn */
  Look *left, *right; /* of the batch */
  float *scores;      /* batch × batch */
} Learner;

static float
dot (const float *a, const float *b)
{
  float sum = 0;

  for (guint i = 0; i < LEARN_SIZE; i++)
    sum += a[i] * b[i];

  return sum;
}

static void
add (float *to, const float *from, float by)
{
  for (guint i = 0; i < LEARN_SIZE; i++)
    to[i] += from[i] * by;
}

static void
look_at (Learner *self, guint number, Look *look)
{
  const Utterance *utterance = &g_array_index (self->corpus->utterances, Utterance, number);
  const guint *words = &g_array_index (self->corpus->words, guint, utterance->first);
  float sum[LEARN_SIZE] = { 0 };

  look->n_words = 0;
  for (guint i = 0; i < utterance->length && look->n_words < MAX_WORDS; i++)
    if (utterance->length == 1 || g_rand_double (self->rand) >= self->settings->drop)
      look->words[look->n_words++] = words[i];
  if (look->n_words == 0)
    look->words[look->n_words++] = words[0];

  for (guint i = 0; i < look->n_words; i++)
    add (sum, self->vectors + look->words[i] * LEARN_SIZE, 1);
  look->norm = sqrtf (dot (sum, sum)) + 1e-6f;
  for (guint i = 0; i < LEARN_SIZE; i++)
    look->unit[i] = sum[i] / look->norm;
  memset (look->pull, 0, sizeof look->pull);
}

/* Large intents are drawn more often, but less than they are large. */
static guint
draw_intent (Learner *self, gboolean last)
{
  guint low = last ? self->last : 0;
  guint high = (last ? self->corpus->intents->len : self->last) - 1;
  double below = low > 0 ? self->weights[low - 1] : 0;
  double at = g_rand_double_range (self->rand, below, self->weights[high]);

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->weights[middle] > at)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static gboolean
is_drawn (Learner *self, guint n, guint intent)
{
  for (guint i = 0; i < n; i++)
    if (self->batch[i] == intent)
      return TRUE;

  return FALSE;
}

/* Returns how many different intents were drawn: all of one set, mostly, since telling apart what
 * is near teaches more. */
static guint
draw_batch (Learner *self)
{
  gboolean last = g_rand_double (self->rand) < self->settings->apart;
  gboolean mixed = g_rand_double (self->rand) < self->settings->mixed;
  guint first = draw_intent (self, last);
  guint set = g_array_index (self->corpus->intents, Intent, first).set;
  guint n = 0;

  for (guint tries = 0; n < self->settings->batch && tries < self->settings->batch * 12; tries++)
    {
      guint intent = tries == 0 ? first : draw_intent (self, last);

      if (!mixed && g_array_index (self->corpus->intents, Intent, intent).set != set)
        continue;
      if (!is_drawn (self, n, intent))
        self->batch[n++] = intent;
    }

  for (guint i = 0; i < n; i++)
    {
      const Intent *intent = &g_array_index (self->corpus->intents, Intent, self->batch[i]);
      guint a = g_rand_int_range (self->rand, 0, intent->length);
      guint b = g_rand_int_range (self->rand, 0, intent->length - 1);

      look_at (self, intent->first + a, &self->left[i]);
      look_at (self, intent->first + b + (b >= a), &self->right[i]);
    }

  return n;
}

/* Turns a row (or column, by @step) of scores into its share of the loss' gradient. */
static double
soften (const float *scores, guint n, guint step, guint right, float *out)
{
  float most = -G_MAXFLOAT;
  float sum = 0;

  for (guint i = 0; i < n; i++)
    most = MAX (most, scores[i * step]);
  for (guint i = 0; i < n; i++)
    sum += out[i] = expf (scores[i * step] - most);
  for (guint i = 0; i < n; i++)
    out[i] /= sum;

  out[right] -= 1;
  return -log (out[right] + 1 + 1e-9);
}

static double
pull_apart (Learner *self, guint n)
{
  g_autofree float *row = g_new (float, n);
  float by = 1.0 / self->settings->temperature;
  double loss = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      self->scores[i * n + j] = dot (self->left[i].unit, self->right[j].unit) * by;

  for (guint i = 0; i < n; i++)
    {
      loss += soften (self->scores + i * n, n, 1, i, row);
      for (guint j = 0; j < n; j++)
        {
          add (self->left[i].pull, self->right[j].unit, row[j] * by);
          add (self->right[j].pull, self->left[i].unit, row[j] * by);
        }
      loss += soften (self->scores + i, n, n, i, row);
      for (guint j = 0; j < n; j++)
        {
          add (self->right[i].pull, self->left[j].unit, row[j] * by);
          add (self->left[j].pull, self->right[i].unit, row[j] * by);
        }
    }

  return loss / (2 * n);
}

static void
move_words (Learner *self, Look *look, float rate)
{
  float along = dot (look->pull, look->unit);

  for (guint i = 0; i < LEARN_SIZE; i++)
    look->pull[i] = (look->pull[i] - along * look->unit[i]) / look->norm;

  for (guint w = 0; w < look->n_words; w++)
    {
      float *vector = self->vectors + look->words[w] * LEARN_SIZE;
      float *square = self->squares + look->words[w] * LEARN_SIZE;

      for (guint i = 0; i < LEARN_SIZE; i++)
        {
          square[i] += look->pull[i] * look->pull[i];
          vector[i] -= rate * look->pull[i] / sqrtf (square[i] + 1e-8f);
        }
    }
}

static double
step (Learner *self, float rate)
{
  guint n = draw_batch (self);
  double loss = pull_apart (self, n);

  for (guint i = 0; i < n; i++)
    {
      move_words (self, &self->left[i], rate);
      move_words (self, &self->right[i], rate);
    }

  return loss;
}

/* A dictionary's intents are many and small: they are drawn apart from those of questions. */
static guint
last_set_begin (const Corpus *corpus)
{
  guint last = corpus->intents->len;

  while (last > 0 && g_array_index (corpus->intents, Intent, last - 1).set == corpus->sets->len - 1)
    last--;

  return last;
}

static void
learner_begin (Learner *self)
{
  guint n = self->corpus->stems->len * LEARN_SIZE;
  guint batch = self->settings->batch;
  double total = 0;

  self->rand = g_rand_new_with_seed (self->settings->seed);
  self->vectors = g_new (float, n);
  self->squares = g_new0 (float, n);
  for (guint i = 0; i < n; i++)
    self->vectors[i] = g_rand_double_range (self->rand, -0.1, 0.1);

  self->last =
      self->settings->apart > 0 ? last_set_begin (self->corpus) : self->corpus->intents->len;
  self->weights = g_new (double, self->corpus->intents->len);
  for (guint i = 0; i < self->corpus->intents->len; i++)
    self->weights[i] = total += sqrt (g_array_index (self->corpus->intents, Intent, i).length);

  self->batch = g_new (guint, batch);
  self->left = g_new (Look, batch);
  self->right = g_new (Look, batch);
  self->scores = g_new (float, batch *batch);
}

float *
learn (const Corpus *corpus, const LearnSettings *settings)
{
  Learner self = { corpus, settings };
  guint report = MAX (1, settings->steps / REPORTS);
  double loss = 0;

  learner_begin (&self);
  for (guint i = 0; i < settings->steps; i++)
    {
      loss += step (&self, settings->rate * (1 - 0.9 * i / settings->steps));
      if ((i + 1) % report == 0)
        {
          g_printerr ("step %u: loss %.3f\n", i + 1, loss / report);
          loss = 0;
        }
    }

  g_rand_free (self.rand);
  g_free (self.squares);
  g_free (self.weights);
  g_free (self.batch);
  g_free (self.left);
  g_free (self.right);
  g_free (self.scores);
  return self.vectors;
}
