/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/knowledge/vectors/bhd-embedder.h"
#include "tests/knowledge/vectors/vector-fixture.h"

#include <string.h>

#define PATIENCE (20 * G_USEC_PER_SEC)
#define DIMENSION 32

/* A model that counts letters: texts with the same letters are near. */
typedef struct
{
  VectorFixture base;
  BhdEmbedder *embedder;
  GMutex mutex;
  GCond cond;
  guint calls;      /* this and the rest: under the mutex */
  guint failing;    /* so many calls fail */
  const char *odd;  /* (nullable) texts that hold this fail always */
  const char *name; /* what answers */
  guint dimension;
  gboolean silent; /* answers zeros */
} Fixture;

static gboolean
may_answer (Fixture *f, const char *const *texts, guint n, GError **error)
{
  gboolean odd = FALSE;

  for (guint i = 0; f->odd != NULL && i < n; i++)
    odd = odd || strstr (texts[i], f->odd) != NULL;
  if (f->failing == 0 && !odd)
    return TRUE;
  if (f->failing > 0)
    f->failing--;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "asked to fail");
  return FALSE;
}

static void
count_letters (const char *text, float *numbers, guint dimension)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalpha (*text))
      numbers[(guint) (g_ascii_tolower (*text) - 'a') % dimension]++;
}

static float *
embed (const char *organization_id,
       const char *const *texts,
       guint n,
       guint *dimension,
       char **model,
       GError **error,
       gpointer data)
{
  Fixture *f = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&f->mutex);
  float *numbers = NULL;

  f->calls++;
  g_cond_broadcast (&f->cond);
  if (!may_answer (f, texts, n, error))
    return NULL;
  numbers = g_new0 (float, n * f->dimension);
  for (guint i = 0; i < n && !f->silent; i++)
    count_letters (texts[i], numbers + i * f->dimension, f->dimension);
  *dimension = f->dimension;
  *model = g_strdup (f->name);
  return numbers;
}

static void
start (Fixture *f)
{
  BhdEmbedderPlan plan = BHD_EMBEDDER_PLAN;
  g_autoptr (GError) error = NULL;

  plan.batch = 4;
  plan.retry_us = 1000;
  plan.look_us = 50 * 1000;
  f->embedder = bhd_embedder_new (f->base.store, f->base.vectors, &plan, embed, f, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  vector_fixture_set_up (&f->base, data);
  g_mutex_init (&f->mutex);
  g_cond_init (&f->cond);
  f->name = "letters";
  f->dimension = DIMENSION;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->embedder, bhd_embedder_free);
  vector_fixture_tear_down (&f->base, data);
  g_cond_clear (&f->cond);
  g_mutex_clear (&f->mutex);
}

static void
put_many (Fixture *f, const char *organization_id, guint n)
{
  vector_fixture_put_many (&f->base, organization_id, n);
}

/* Until as many vectors are kept. */
static void
wait_for (Fixture *f, gint64 n)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (vector_fixture_count (&f->base, "SELECT COUNT (*) FROM passage_vector") != n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_thread_yield ();
    }
}

static GArray *
search (Fixture *f, const char *organization_id, const char *model, const char *question)
{
  g_autofree float *query = g_new0 (float, f->dimension);

  count_letters (question, query, f->dimension);
  return bhd_vectors_search (f->base.vectors, organization_id, model, query, f->dimension, 3);
}

/* The search sees what is kept a moment later. */
static char *
wait_for_best (Fixture *f, const char *organization_id, const char *model, const char *question)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  for (;;)
    {
      g_autoptr (GArray) hits = search (f, organization_id, model, question);

      if (hits->len > 0)
        return g_strdup (g_array_index (hits, BhdVectorHit, 0).passage_id);
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_thread_yield ();
    }
}

static void
wait_for_progress (Fixture *f, gint64 done, gint64 total)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;
  gint64 seen_done = -1, seen_total = -1;

  while (seen_done != done || seen_total != total)
    {
      g_autofree char *model = NULL;

      if (bhd_embedder_progress (f->embedder, "acme", &model, &seen_done, &seen_total))
        g_assert_cmpstr (model, ==, "letters");
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_thread_yield ();
    }
}

static void
test_all_passages_are_embedded (Fixture *f, gconstpointer data)
{
  put_many (f, "acme", 21);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 21);
  wait_for_progress (f, 21, 21);
}

static void
test_the_nearest_is_found_exactly (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  vector_fixture_put (&f->base, "acme", "zzz", "pz", "zzzz");
  vector_fixture_put (&f->base, "acme", "xxx", "px", "xxxx");
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for_progress (f, 2, 2);
  best = wait_for_best (f, "acme", "letters", "zz");
  hits = search (f, "acme", "letters", "zz");
  g_assert_cmpstr (best, ==, "pz");
  g_assert_cmpfloat_with_epsilon (g_array_index (hits, BhdVectorHit, 0).cosine, 1, 1e-6);
  g_assert_cmpstr (g_array_index (hits, BhdVectorHit, 0).document_id, ==, "zzz");
}

static void
test_models_and_organisations_do_not_mix (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) foreign = NULL;
  g_autoptr (GArray) other_model = NULL;

  put_many (f, "acme", 5);
  put_many (f, "other", 5);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 5);
  best = wait_for_best (f, "acme", "letters", "a");
  foreign = search (f, "other", "letters", "a");
  other_model = search (f, "acme", "numbers", "a");
  g_assert_true (g_str_has_prefix (best, "acme-"));
  g_assert_cmpuint (foreign->len, ==, 0);
  g_assert_cmpuint (other_model->len, ==, 0);
}

static void
test_another_dimension_finds_nothing (Fixture *f, gconstpointer data)
{
  const float query[DIMENSION * 2] = { 1 };
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  put_many (f, "acme", 5);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  best = wait_for_best (f, "acme", "letters", "a");
  hits = bhd_vectors_search (f->base.vectors, "acme", "letters", query, DIMENSION * 2, 3);
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_no_model_asks_nobody (Fixture *f, gconstpointer data)
{
  g_autofree char *model = NULL;
  gint64 done, total;

  put_many (f, "acme", 5);
  put_many (f, "other", 1);
  vector_fixture_set_model (&f->base, "other", "letters");
  start (f);
  wait_for (f, 1); /* the other's; it comes after acme's */
  g_assert_false (bhd_embedder_progress (f->embedder, "acme", &model, &done, &total));
  g_assert_cmpint (
      vector_fixture_count (&f->base,
                            "SELECT COUNT (*) FROM passage_vector WHERE organization_id = 'acme'"),
      ==, 0);
}

static void
test_a_failure_is_tried_again (Fixture *f, gconstpointer data)
{
  f->failing = 5;
  put_many (f, "acme", 10);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 10);
}

static void
test_one_bad_passage_does_not_keep_the_rest (Fixture *f, gconstpointer data)
{
  f->odd = "aaaa";
  put_many (f, "acme", 10);
  vector_fixture_put (&f->base, "acme", "d1", "odd", "aaaaaaa");
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 10);
  g_mutex_lock (&f->mutex);
  f->odd = NULL; /* and it is not forgotten */
  g_mutex_unlock (&f->mutex);
  bhd_embedder_wake (f->embedder);
  wait_for (f, 11);
}

static void
test_a_vector_of_nothing_is_refused (Fixture *f, gconstpointer data)
{
  f->silent = TRUE;
  put_many (f, "acme", 1);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  g_mutex_lock (&f->mutex);
  while (f->calls < 3)
    g_cond_wait (&f->cond, &f->mutex);
  f->silent = FALSE;
  g_mutex_unlock (&f->mutex);
  wait_for (f, 1);
}

static void
test_new_passages_are_embedded_when_woken (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;

  put_many (f, "acme", 3);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 3);
  vector_fixture_put (&f->base, "acme", "d0", "new", "qqqqqqq");
  bhd_embedder_wake (f->embedder);
  wait_for (f, 4);
  wait_for_progress (f, 4, 4);
  best = wait_for_best (f, "acme", "letters", "qqq");
  g_assert_cmpstr (best, ==, "new");
}

static void
test_it_goes_on_after_a_restart (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  guint before;

  put_many (f, "acme", 9);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 9);
  g_clear_pointer (&f->embedder, bhd_embedder_free);
  vector_fixture_restart (&f->base);
  before = f->calls;
  start (f);
  best = wait_for_best (f, "acme", "letters", "c"); /* is there at once: nothing is asked anew */
  g_assert_nonnull (best);
  wait_for_progress (f, 9, 9);
  g_mutex_lock (&f->mutex);
  g_assert_cmpuint (f->calls, ==, before);
  g_mutex_unlock (&f->mutex);
}

static void
test_another_model_replaces_all (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;

  put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 6);
  g_mutex_lock (&f->mutex);
  f->name = "better letters";
  g_mutex_unlock (&f->mutex);
  vector_fixture_set_model (&f->base, "acme", "better letters");
  bhd_embedder_wake (f->embedder);
  best = wait_for_best (f, "acme", "better letters", "a");
  wait_for (f, 6);
  g_assert_cmpint (vector_fixture_count (
                       &f->base, "SELECT COUNT (*) FROM passage_vector WHERE model = 'letters'"),
                   ==, 0);
}

static void
test_another_answerer_is_not_kept (Fixture *f, gconstpointer data)
{
  f->name = "somebody else";
  put_many (f, "acme", 2);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  g_mutex_lock (&f->mutex);
  while (f->calls < 3)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  g_assert_cmpint (vector_fixture_count (&f->base, "SELECT COUNT (*) FROM passage_vector"), ==, 0);
}

static void
test_a_grown_dimension_replaces_all (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;

  put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 6);
  g_mutex_lock (&f->mutex);
  f->dimension = DIMENSION * 2;
  g_mutex_unlock (&f->mutex);
  vector_fixture_put (&f->base, "acme", "d9", "p9", "ijk");
  bhd_embedder_wake (f->embedder);
  best = wait_for_best (f, "acme", "letters", "a");
  wait_for (f, 7);
  g_assert_cmpint (
      vector_fixture_count (&f->base, "SELECT COUNT (DISTINCT dimension) FROM passage_vector"), ==,
      1);
}

static void
test_no_model_any_more_drops_all (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) hits = NULL;

  put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 6);
  vector_fixture_set_model (&f->base, "acme", NULL);
  bhd_embedder_wake (f->embedder);
  wait_for (f, 0);
  hits = search (f, "acme", "letters", "a");
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_a_deleted_passage_takes_its_vector (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 6);
  best = wait_for_best (f, "acme", "letters", "a");
  vector_fixture_exec (&f->base,
                       "DELETE FROM passage WHERE organization_id = $1 AND document_id = $2 "
                       "AND $3 IS NULL",
                       "acme", "d0", NULL);
  g_assert_cmpint (vector_fixture_count (&f->base, "SELECT COUNT (*) FROM passage_vector"), ==, 3);
  hits = search (f, "acme", "letters", "a"); /* even before the table hears of it */
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpstr (g_array_index (hits, BhdVectorHit, i).document_id, !=, "d0");
}

static void
test_a_forgotten_document_is_not_found (Fixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  start (f);
  wait_for (f, 6);
  wait_for_progress (f, 6, 6);
  best = wait_for_best (f, "acme", "letters", "a");
  g_clear_pointer (&f->embedder, bhd_embedder_free);
  bhd_vectors_forget (f->base.vectors, "acme", "d0");
  hits = search (f, "acme", "letters", "abc");
  g_assert_cmpuint (hits->len, ==, 3);
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpstr (g_array_index (hits, BhdVectorHit, i).document_id, ==, "d1");
}

/* A provider that never answers. */
static float *
hang (const char *organization_id,
      const char *const *texts,
      guint n,
      guint *dimension,
      char **model,
      GError **error,
      gpointer data)
{
  Fixture *f = data;
  GPollFD fd;

  g_mutex_lock (&f->mutex);
  f->calls++;
  g_cond_broadcast (&f->cond);
  g_mutex_unlock (&f->mutex);
  g_assert_true (g_cancellable_make_pollfd (g_cancellable_get_current (), &fd));
  g_assert_cmpint (g_poll (&fd, 1, PATIENCE / 1000), ==, 1);
  g_cancellable_release_fd (g_cancellable_get_current ());
  g_set_error (error, BH_ERROR, BH_ERROR_TIMEOUT, "cancelled");
  return NULL;
}

static void
test_the_end_does_not_wait_for_an_answer (Fixture *f, gconstpointer data)
{
  const BhdEmbedderPlan plan = BHD_EMBEDDER_PLAN;
  g_autoptr (GError) error = NULL;

  put_many (f, "acme", 1);
  vector_fixture_set_model (&f->base, "acme", "letters");
  f->embedder = bhd_embedder_new (f->base.store, f->base.vectors, &plan, hang, f, &error);
  g_assert_no_error (error);
  g_mutex_lock (&f->mutex);
  while (f->calls == 0)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  g_clear_pointer (&f->embedder, bhd_embedder_free);
}

static void
test_a_retry_forgets_failures (Fixture *f, gconstpointer data)
{
  BhdEmbedderPlan plan = BHD_EMBEDDER_PLAN;
  g_autoptr (GError) error = NULL;

  plan.retry_us = (gint64) 3600 * G_USEC_PER_SEC;
  f->failing = 1;
  put_many (f, "acme", 1);
  vector_fixture_set_model (&f->base, "acme", "letters");
  f->embedder = bhd_embedder_new (f->base.store, f->base.vectors, &plan, embed, f, &error);
  g_assert_no_error (error);
  g_mutex_lock (&f->mutex);
  while (f->calls == 0)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  bhd_embedder_retry (f->embedder);
  wait_for (f, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* failures are asked for here */

#define ADD(name, func) g_test_add ("/vectors/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("all-passages-are-embedded", test_all_passages_are_embedded);
  ADD ("the-nearest-is-found-exactly", test_the_nearest_is_found_exactly);
  ADD ("models-and-organisations-do-not-mix", test_models_and_organisations_do_not_mix);
  ADD ("another-dimension-finds-nothing", test_another_dimension_finds_nothing);
  ADD ("no-model-asks-nobody", test_no_model_asks_nobody);
  ADD ("a-failure-is-tried-again", test_a_failure_is_tried_again);
  ADD ("one-bad-passage-does-not-keep-the-rest", test_one_bad_passage_does_not_keep_the_rest);
  ADD ("a-vector-of-nothing-is-refused", test_a_vector_of_nothing_is_refused);
  ADD ("new-passages-are-embedded-when-woken", test_new_passages_are_embedded_when_woken);
  ADD ("it-goes-on-after-a-restart", test_it_goes_on_after_a_restart);
  ADD ("another-model-replaces-all", test_another_model_replaces_all);
  ADD ("another-answerer-is-not-kept", test_another_answerer_is_not_kept);
  ADD ("a-grown-dimension-replaces-all", test_a_grown_dimension_replaces_all);
  ADD ("no-model-any-more-drops-all", test_no_model_any_more_drops_all);
  ADD ("a-deleted-passage-takes-its-vector", test_a_deleted_passage_takes_its_vector);
  ADD ("a-forgotten-document-is-not-found", test_a_forgotten_document_is_not_found);
  ADD ("the-end-does-not-wait-for-an-answer", test_the_end_does_not_wait_for_an_answer);
  ADD ("a-retry-forgets-failures", test_a_retry_forgets_failures);
#undef ADD
  return g_test_run ();
}
