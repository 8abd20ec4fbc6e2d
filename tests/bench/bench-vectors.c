/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How long the nearest of many vectors take to find, and whether they are the right ones.
 *
 * bench-vectors [--smoke] [ROWS [DIMENSION]]: 1,000,000 of 768 where nothing is said, which takes
 * 4 GB.  The vectors are made up: clusters, as texts form them, around random centres. */
#include "server/knowledge/vectors/bhd-dot.h"
#include "server/knowledge/vectors/bhd-nearest.h"
#include "server/knowledge/vectors/bhd-vector-table.h"
#include "tests/bench/bench-times.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOP 10
#define RESCORED 100
#define NOISE 1.2 /* of a text against its cluster's centre */

typedef struct
{
  gsize rows;
  guint dimension;
  guint clusters;
  guint queries;
  float *centres;
  float *exact;
  BhdVectorTable *table;
  guint64 state;
} Bench;

/* How many of the true best were found, and how long it took. */
typedef struct
{
  const char *name;
  BenchTimes times;
  guint found;
  guint sought;
} Way;

static float
noise (Bench *self)
{
  guint64 sum = 0;

  for (guint i = 0; i < 4; i++) /* near enough to normal */
    {
      self->state = self->state * 6364136223846793005u + 1442695040888963407u;
      sum += self->state >> 40;
    }
  return (float) ((double) sum / (1 << 24) - 2) * 1.732f;
}

static void
normalise (float *numbers, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (double) numbers[i] * numbers[i];
  for (guint i = 0; i < n; i++)
    numbers[i] /= (float) sqrt (sum);
}

static void
make (Bench *self, gsize cluster, float *numbers)
{
  const float *centre = self->centres + cluster * self->dimension;

  for (guint i = 0; i < self->dimension; i++)
    numbers[i] = centre[i] + (float) NOISE * noise (self);
  normalise (numbers, self->dimension);
}

static void
fill (Bench *self)
{
  g_autofree gint8 *q8 = g_new (gint8, self->dimension);

  self->centres = g_new (float, (gsize) self->clusters * self->dimension);
  for (gsize i = 0; i < (gsize) self->clusters * self->dimension; i++)
    self->centres[i] = noise (self);
  self->exact = g_new (float, self->rows * self->dimension);
  self->table = bhd_vector_table_new (self->dimension);
  for (gsize i = 0; i < self->rows; i++)
    {
      float *numbers = self->exact + i * self->dimension;
      char id[24];
      float scale;

      make (self, i % self->clusters, numbers);
      scale = bhd_dot_quantise (numbers, self->dimension, q8);
      g_snprintf (id, sizeof id, "%" G_GSIZE_FORMAT, i);
      bhd_vector_table_add (self->table, id, id, q8, scale);
    }
}

static float
dot (const float *a, const float *b, guint n)
{
  float sums[16] = { 0 };
  float sum = 0;

  for (guint i = 0; i < n / 16 * 16; i += 16)
    for (guint k = 0; k < 16; k++)
      sums[k] += a[i + k] * b[i + k];
  for (guint i = n / 16 * 16; i < n; i++)
    sum += a[i] * b[i];
  for (guint k = 0; k < 16; k++)
    sum += sums[k];
  return sum;
}

static void
scan_exact (Bench *self, const float *query, BhdNearest *best)
{
  bhd_nearest_init (best, TOP);
  for (gsize i = 0; i < self->rows; i++)
    {
      float score = dot (query, self->exact + i * self->dimension, self->dimension);

      if (score > bhd_nearest_bar (best))
        bhd_nearest_insert (best, score, i);
    }
  bhd_nearest_sort (best);
}

static void
scan_rounded (Bench *self, const float *query, guint threads, gboolean rescore, BhdNearest *best)
{
  g_autoptr (GArray) found =
      bhd_vector_table_scan (self->table, query, rescore ? RESCORED : TOP, threads);

  bhd_nearest_init (best, TOP);
  for (guint i = 0; i < found->len; i++)
    {
      const BhdVectorCandidate *one = &g_array_index (found, BhdVectorCandidate, i);
      gsize row = strtoull (one->passage_id, NULL, 10);

      bhd_nearest_insert (
          best,
          rescore ? dot (query, self->exact + row * self->dimension, self->dimension) : one->cosine,
          row);
    }
  bhd_nearest_sort (best);
}

static void
judge (Way *way, const BhdNearest *truth, BhdNearest *best, gint64 began_us)
{
  bench_times_add (&way->times, g_get_monotonic_time () - began_us);
  for (guint i = 0; i < truth->n; i++)
    for (guint k = 0; k < best->n; k++)
      way->found += truth->heap[i].row == best->heap[k].row;
  way->sought += truth->n;
  bhd_nearest_clear (best);
}

static void
ask (Bench *self, const float *query, Way *ways)
{
  BhdNearest truth, best;
  gint64 began_us = g_get_monotonic_time ();

  scan_exact (self, query, &truth);
  bench_times_add (&ways[0].times, g_get_monotonic_time () - began_us);
  for (guint i = 1; i < 4; i++)
    {
      began_us = g_get_monotonic_time ();
      scan_rounded (self, query, i == 3 ? 2 : 1, i > 1, &best);
      judge (&ways[i], &truth, &best, began_us);
    }
  bhd_nearest_clear (&truth);
}

static int
run (Bench *self)
{
  Way ways[4] = { { "float32, one thread" },
                  { "int8, one thread" },
                  { "int8, 100 rescored, one thread" },
                  { "int8, 100 rescored, two threads" } };
  g_autofree float *query = g_new (float, self->dimension);

  for (guint i = 0; i < 4; i++)
    bench_times_init (&ways[i].times);
  for (guint i = 0; i < self->queries; i++)
    {
      make (self, (i * 7919u) % self->clusters, query);
      ask (self, query, ways);
    }
  for (guint i = 0; i < 4; i++)
    {
      g_print ("%-32s p50 %7.2f ms  p95 %7.2f ms", ways[i].name,
               bench_times_ms (&ways[i].times, 0.5), bench_times_ms (&ways[i].times, 0.95));
      if (ways[i].sought > 0)
        g_print ("  recall@%u %.4f", TOP, (double) ways[i].found / ways[i].sought);
      g_print ("\n");
      bench_times_clear (&ways[i].times);
    }
  return ways[2].found >= ways[2].sought * 99 / 100 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  gboolean smoke = argc > 1 && g_str_equal (argv[1], "--smoke");
  const char *rows = argc > 1 + smoke ? argv[1 + smoke] : smoke ? "2000" : "1000000";
  const char *dimension = argc > 2 + smoke ? argv[2 + smoke] : smoke ? "100" : "768";
  Bench bench = { .rows = strtoull (rows, NULL, 10),
                  .dimension = (guint) atoi (dimension),
                  .queries = smoke ? 5 : 50,
                  .state = 1 };
  int status;

  if (bench.rows < TOP || bench.dimension == 0)
    {
      g_printerr ("usage: bench-vectors [--smoke] [ROWS [DIMENSION]]\n");
      return EXIT_FAILURE;
    }
  bench.clusters = (guint) MAX (bench.rows / 1000, 1);
  fill (&bench);
  g_print ("%" G_GSIZE_FORMAT " vectors of %u numbers\n", bench.rows, bench.dimension);
  status = run (&bench);
  bhd_vector_table_free (bench.table);
  g_free (bench.exact);
  g_free (bench.centres);
  return status;
}
