/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-dot.h"
#include "server/knowledge/vectors/bhd-nearest.h"
#include "server/knowledge/vectors/bhd-vector-table.h"

#include <math.h>
#include <stdlib.h>

#define DIMENSION 70 /* no multiple of a block */

static void
fill (GRand *rand, float *numbers, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      numbers[i] = (float) g_rand_double_range (rand, -1, 1);
      sum += numbers[i] * numbers[i];
    }
  for (guint i = 0; i < n; i++)
    numbers[i] /= (float) sqrt (sum);
}

static float
cosine (const float *a, const float *b, guint n)
{
  float sum = 0;

  for (guint i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

static void
test_every_way_gives_the_same (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint stride = BHD_DOT_BLOCK; stride <= 1536; stride += stride < 256 ? 64 : 320)
    {
      guint n = 37;
      g_autofree guint8 *rows = g_new (guint8, n * stride);
      g_autofree gint8 *query = g_new (gint8, stride);
      gint32 fast[37], plain[37];

      for (guint i = 0; i < n * stride; i++)
        rows[i] = (guint8) g_rand_int_range (rand, 1, 256);
      for (guint i = 0; i < stride; i++)
        query[i] = (gint8) g_rand_int_range (rand, -127, 128);
      bhd_dot_rows (rows, n, stride, query, fast);
      bhd_dot_rows_plain (rows, n, stride, query, plain);
      g_assert_cmpmem (fast, sizeof fast, plain, sizeof plain);
    }
}

/* The largest numbers there are must not wrap in any of the ways. */
static void
test_extremes_do_not_overflow (void)
{
  guint stride = 4096;
  g_autofree guint8 *row = g_malloc (stride);
  g_autofree gint8 *query = g_malloc (stride);
  gint32 product = 0;

  memset (row, 127 + BHD_DOT_ZERO, stride);
  memset (query, 127, stride);
  bhd_dot_rows (row, 1, stride, query, &product);
  g_assert_cmpint (product, ==, 127 * 127 * 4096);
  memset (row, 1, stride);
  bhd_dot_rows (row, 1, stride, query, &product);
  g_assert_cmpint (product, ==, -127 * 127 * 4096);
}

static void
test_quantising_keeps_the_numbers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  float numbers[DIMENSION];
  gint8 q8[DIMENSION];
  float scale;

  fill (rand, numbers, DIMENSION);
  scale = bhd_dot_quantise (numbers, DIMENSION, q8);
  for (guint i = 0; i < DIMENSION; i++)
    g_assert_cmpfloat_with_epsilon (q8[i] * scale, numbers[i], scale * 0.51);
}

static void
test_nothing_stays_nothing (void)
{
  const float zeros[DIMENSION] = { 0 };
  gint8 q8[DIMENSION];

  g_assert_cmpfloat (bhd_dot_quantise (zeros, DIMENSION, q8), ==, 0);
  for (guint i = 0; i < DIMENSION; i++)
    g_assert_cmpint (q8[i], ==, 0);
}

static void
test_nearest_keeps_the_best (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  BhdNearest nearest;
  float scores[500];

  bhd_nearest_init (&nearest, 7);
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    bhd_nearest_insert (&nearest, scores[i] = (float) g_rand_double (rand), i);
  bhd_nearest_sort (&nearest);
  g_assert_cmpuint (nearest.n, ==, 7);
  for (guint k = 0; k < 7; k++)
    {
      guint better = 0;

      for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
        better += scores[i] > nearest.heap[k].score;
      g_assert_cmpuint (better, ==, k);
    }
  bhd_nearest_clear (&nearest);
}

typedef struct
{
  BhdVectorTable *table;
  float *exact; /* of all rows */
  guint n;
} Fixture;

static void
add (BhdVectorTable *table, guint i, const float *numbers)
{
  g_autofree char *passage = g_strdup_printf ("p%u", i);
  g_autofree char *document = g_strdup_printf ("d%u", i / 3);
  gint8 q8[DIMENSION];
  float scale = bhd_dot_quantise (numbers, DIMENSION, q8);

  bhd_vector_table_add (table, document, passage, q8, scale);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  f->n = GPOINTER_TO_UINT (data);
  f->table = bhd_vector_table_new (DIMENSION);
  f->exact = g_new (float, f->n *DIMENSION);
  for (guint i = 0; i < f->n; i++)
    {
      fill (rand, f->exact + i * DIMENSION, DIMENSION);
      add (f->table, i, f->exact + i * DIMENSION);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_vector_table_free (f->table);
  g_free (f->exact);
}

static guint
number_of (const BhdVectorCandidate *candidate)
{
  return (guint) atoi (candidate->passage_id + 1);
}

static void
assert_finds_all_of_the_best (Fixture *f, guint threads)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  float query[DIMENSION];
  g_autoptr (GArray) found = NULL;
  g_autofree gboolean *is_found = g_new0 (gboolean, f->n);
  float least;

  fill (rand, query, DIMENSION);
  found = bhd_vector_table_scan (f->table, query, 100, threads);
  g_assert_cmpuint (found->len, ==, 100);
  for (guint i = 0; i < found->len; i++)
    {
      const BhdVectorCandidate *one = &g_array_index (found, BhdVectorCandidate, i);
      float exact = cosine (query, f->exact + number_of (one) * DIMENSION, DIMENSION);

      is_found[number_of (one)] = TRUE;
      g_assert_cmpfloat_with_epsilon (one->cosine, exact, 0.02);
    }
  least = g_array_index (found, BhdVectorCandidate, 99).cosine;
  for (guint i = 0; i < f->n; i++)
    if (cosine (query, f->exact + i * DIMENSION, DIMENSION) > least + 0.03)
      g_assert_true (is_found[i]);
}

static void
test_the_best_are_found (Fixture *f, gconstpointer data)
{
  assert_finds_all_of_the_best (f, 1);
}

static void
test_threads_find_the_same (Fixture *f, gconstpointer data)
{
  float query[DIMENSION];
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (GArray) alone = NULL;
  g_autoptr (GArray) shared = NULL;

  fill (rand, query, DIMENSION);
  alone = bhd_vector_table_scan (f->table, query, 10, 1);
  shared = bhd_vector_table_scan (f->table, query, 10, 2);
  g_assert_cmpuint (alone->len, ==, shared->len);
  for (guint i = 0; i < alone->len; i++)
    g_assert_cmpuint (number_of (&g_array_index (alone, BhdVectorCandidate, i)), ==,
                      number_of (&g_array_index (shared, BhdVectorCandidate, i)));
}

static void
test_a_removed_document_is_not_found (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) found = NULL;

  bhd_vector_table_remove (f->table, "d2"); /* p6, p7, p8 */
  bhd_vector_table_remove (f->table, "d2");
  bhd_vector_table_remove (f->table, "never there");
  g_assert_cmpuint (bhd_vector_table_size (f->table), ==, f->n - 3);
  found = bhd_vector_table_scan (f->table, f->exact + 7 * DIMENSION, f->n, 1);
  g_assert_cmpuint (found->len, ==, f->n - 3);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (g_array_index (found, BhdVectorCandidate, i).document_id, !=, "d2");
}

/* Rows move into the places of removed ones: every other one still finds itself. */
static void
test_the_others_stay_whole (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < f->n / 3; i += 2)
    {
      g_autofree char *document = g_strdup_printf ("d%u", i);

      bhd_vector_table_remove (f->table, document);
    }
  for (guint i = 0; i < f->n; i++)
    {
      g_autoptr (GArray) found = bhd_vector_table_scan (f->table, f->exact + i * DIMENSION, 1, 1);
      const BhdVectorCandidate *best = &g_array_index (found, BhdVectorCandidate, 0);

      g_assert_cmpint (number_of (best) == i, ==, i / 3 % 2 == 1);
      g_assert_cmpuint ((guint) atoi (best->document_id + 1), ==, number_of (best) / 3);
    }
}

static void
test_an_empty_table_finds_nothing (void)
{
  g_autoptr (BhdVectorTable) table = bhd_vector_table_new (DIMENSION);
  const float query[DIMENSION] = { 1 };
  g_autoptr (GArray) found = bhd_vector_table_scan (table, query, 10, 2);

  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vectors/dot/every-way-gives-the-same", test_every_way_gives_the_same);
  g_test_add_func ("/vectors/dot/extremes-do-not-overflow", test_extremes_do_not_overflow);
  g_test_add_func ("/vectors/dot/quantising-keeps-the-numbers", test_quantising_keeps_the_numbers);
  g_test_add_func ("/vectors/dot/nothing-stays-nothing", test_nothing_stays_nothing);
  g_test_add_func ("/vectors/nearest/keeps-the-best", test_nearest_keeps_the_best);
#define ADD(name, n, func)                                                                         \
  g_test_add ("/vectors/table/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  ADD ("the-best-are-found", 9000, test_the_best_are_found);
  ADD ("threads-find-the-same", 110000, test_threads_find_the_same);
  ADD ("a-removed-document-is-not-found", 30, test_a_removed_document_is_not_found);
  ADD ("the-others-stay-whole", 300, test_the_others_stay_whole);
#undef ADD
  g_test_add_func ("/vectors/table/an-empty-table-finds-nothing",
                   test_an_empty_table_finds_nothing);
  return g_test_run ();
}
