/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-judge.h"

#include <math.h>
#include <string.h>

typedef struct
{
  double score;
  gboolean answerable;
} Scored;

static gboolean
is_right (const RetrievalQuery *query, const char *group)
{
  return g_strv_contains ((const char *const *) query->groups, group);
}

static void
judge_ranks (RetrievalVerdict *self, const RetrievalQuery *query, const GPtrArray *groups)
{
  guint n_right = g_strv_length (query->groups);
  double gain = 0, best = 0;
  gboolean hit = FALSE;

  for (guint i = 0; i < groups->len && i < 10; i++)
    if (is_right (query, groups->pdata[i]))
      {
        gain += 1 / log2 (i + 2);
        hit = TRUE;
        self->hit1 += i == 0;
      }
  for (guint i = 0; i < groups->len && i < 3; i++)
    if (is_right (query, groups->pdata[i]))
      {
        self->hit3 += 1;
        break;
      }
  for (guint i = 0; i < MIN (n_right, 10); i++)
    best += 1 / log2 (i + 2);
  self->hit10 += hit;
  self->ndcg10 += gain / best;
}

static int
compare_scored (gconstpointer a, gconstpointer b)
{
  double one = ((const Scored *) a)->score;
  double other = ((const Scored *) b)->score;

  return (one > other) - (one < other);
}

/* The share of pairs of an answerable question and another in which the first has the higher score;
 * equal ones count half. */
static double
auroc (GArray *scored)
{
  double ranks = 0;
  double n_yes = 0;
  guint i = 0;

  g_array_sort (scored, compare_scored);
  while (i < scored->len)
    {
      guint end = i;

      while (end < scored->len &&
             g_array_index (scored, Scored, end).score == g_array_index (scored, Scored, i).score)
        end++;
      for (guint k = i; k < end; k++)
        if (g_array_index (scored, Scored, k).answerable)
          {
            n_yes++;
            ranks += (i + end + 1) / 2.0;
          }
      i = end;
    }
  if (n_yes == 0 || n_yes == scored->len)
    return NAN;
  return (ranks - n_yes * (n_yes + 1) / 2) / (n_yes * (scored->len - n_yes));
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
percentile (GArray *values, double part)
{
  if (values->len == 0)
    return NAN;
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MIN ((guint) (part * values->len), values->len - 1));
}

/* As it reads: blanks and case do not count. */
static gboolean
text_holds (const char *text, const char *string)
{
  g_autofree char *one = g_utf8_strdown (text != NULL ? text : "", -1);
  g_autofree char *other = g_utf8_strdown (string, -1);

  return strstr (one, other) != NULL;
}

static void
judge_visit (RetrievalVerdict *self, const RetrievalQuery *query, const RetrievalAnswer *answer)
{
  gboolean answerable = query->groups[0] != NULL;
  gboolean right = FALSE;

  for (guint i = 0; i < answer->told->len; i++)
    right = right || is_right (query, answer->told->pdata[i]);
  self->missing += !answer->came;
  self->answered += answer->answered;
  self->chosen += answer->chosen;
  self->kept += answerable && answer->answered;
  self->rejected += !answerable && !answer->answered;
  self->wrong += answer->answered && !right;
}

static void
judge_strings (RetrievalVerdict *self, const GPtrArray *queries, const GPtrArray *answers)
{
  guint n = 0;

  self->holds = 0;
  for (guint i = 0; i < queries->len; i++)
    {
      const RetrievalQuery *query = queries->pdata[i];

      if (query->holds == NULL)
        continue;
      n++;
      self->holds += text_holds (((RetrievalAnswer *) answers->pdata[i])->text, query->holds);
    }
  self->holds = n > 0 ? self->holds / n : NAN;
}

static void
judge_times (RetrievalVerdict *self, const GPtrArray *answers)
{
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < answers->len; i++)
    {
      const RetrievalAnswer *answer = answers->pdata[i];

      g_array_append_val (visits, answer->ms);
      if (!isnan (answer->run_ms))
        g_array_append_val (runs, answer->run_ms);
    }
  self->p50_ms = percentile (visits, 0.5);
  self->p95_ms = percentile (visits, 0.95);
  self->run_p95_ms = percentile (runs, 0.95);
}

static void
divide (RetrievalVerdict *self)
{
  guint others = self->asked - self->answerable;
  double answerable = MAX (self->answerable, 1);

  self->hit1 /= answerable;
  self->hit3 /= answerable;
  self->hit10 /= answerable;
  self->ndcg10 /= answerable;
  self->kept /= answerable;
  self->rejected = others > 0 ? self->rejected / others : NAN;
  self->answered /= self->asked;
  self->chosen /= self->asked;
  self->wrong /= self->asked;
}

RetrievalVerdict
retrieval_judge (const GPtrArray *queries, const GPtrArray *answers)
{
  RetrievalVerdict self = { .asked = queries->len };
  g_autoptr (GArray) scored = g_array_new (FALSE, FALSE, sizeof (Scored));

  for (guint i = 0; i < queries->len; i++)
    {
      const RetrievalQuery *query = queries->pdata[i];
      const RetrievalAnswer *answer = answers->pdata[i];
      Scored one = { answer->confidence, query->groups[0] != NULL };

      judge_visit (&self, query, answer);
      if (!isnan (one.score))
        g_array_append_val (scored, one);
      if (!one.answerable)
        continue;
      self.answerable++;
      judge_ranks (&self, query, answer->groups);
    }
  divide (&self);
  self.auroc = auroc (scored);
  judge_strings (&self, queries, answers);
  judge_times (&self, answers);
  return self;
}

double
retrieval_judge_hit1 (const GPtrArray *queries, const GPtrArray *ranks)
{
  RetrievalVerdict self = { 0 };

  for (guint i = 0; i < queries->len; i++)
    {
      const RetrievalQuery *query = queries->pdata[i];

      if (query->groups[0] == NULL)
        continue;
      self.answerable++;
      judge_ranks (&self, query, ranks->pdata[i]);
    }
  return self.hit1 / MAX (self.answerable, 1);
}
