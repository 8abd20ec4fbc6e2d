/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "tests/knowledge/vectors/embedder-fixture.h"

static void
test_all_passages_are_embedded (EmbedderFixture *f, gconstpointer data)
{
  embedder_put_many (f, "acme", 21);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 21);
  embedder_wait_for_progress (f, 21, 21);
}

static void
test_the_nearest_is_found_exactly (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  vector_fixture_put (&f->base, "acme", "zzz", "pz", "zzzz");
  vector_fixture_put (&f->base, "acme", "xxx", "px", "xxxx");
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for_progress (f, 2, 2);
  best = embedder_wait_for_best (f, "acme", "letters", "zz");
  hits = embedder_search (f, "acme", "letters", "zz");
  g_assert_cmpstr (best, ==, "pz");
  g_assert_cmpfloat_with_epsilon (g_array_index (hits, BhdVectorHit, 0).cosine, 1, 1e-6);
  g_assert_cmpstr (g_array_index (hits, BhdVectorHit, 0).document_id, ==, "zzz");
}

static void
test_models_and_organisations_do_not_mix (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) foreign = NULL;
  g_autoptr (GArray) other_model = NULL;

  embedder_put_many (f, "acme", 5);
  embedder_put_many (f, "other", 5);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 5);
  best = embedder_wait_for_best (f, "acme", "letters", "a");
  foreign = embedder_search (f, "other", "letters", "a");
  other_model = embedder_search (f, "acme", "numbers", "a");
  g_assert_true (g_str_has_prefix (best, "acme-"));
  g_assert_cmpuint (foreign->len, ==, 0);
  g_assert_cmpuint (other_model->len, ==, 0);
}

static void
test_another_dimension_finds_nothing (EmbedderFixture *f, gconstpointer data)
{
  const float query[DIMENSION * 2] = { 1 };
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  embedder_put_many (f, "acme", 5);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  best = embedder_wait_for_best (f, "acme", "letters", "a");
  hits = bhd_vectors_search (f->base.vectors, "acme", "letters", query, DIMENSION * 2, 3);
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_no_model_asks_nobody (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *model = NULL;
  gint64 done, total;

  embedder_put_many (f, "acme", 5);
  embedder_put_many (f, "other", 1);
  vector_fixture_set_model (&f->base, "other", "letters");
  embedder_start (f);
  embedder_wait_for (f, 1); /* the other's; it comes after acme's */
  g_assert_false (bhd_embedder_progress (f->embedder, "acme", &model, &done, &total));
  g_assert_cmpint (
      vector_fixture_count (&f->base,
                            "SELECT COUNT (*) FROM passage_vector WHERE organization_id = 'acme'"),
      ==, 0);
}

static void
test_a_failure_is_tried_again (EmbedderFixture *f, gconstpointer data)
{
  f->failing = 5;
  embedder_put_many (f, "acme", 10);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 10);
}

static void
test_one_bad_passage_does_not_keep_the_rest (EmbedderFixture *f, gconstpointer data)
{
  f->odd = "aaaa";
  embedder_put_many (f, "acme", 10);
  vector_fixture_put (&f->base, "acme", "d1", "odd", "aaaaaaa");
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 10);
  g_mutex_lock (&f->mutex);
  f->odd = NULL; /* and it is not forgotten */
  g_mutex_unlock (&f->mutex);
  bhd_embedder_wake (f->embedder);
  embedder_wait_for (f, 11);
}

static void
test_a_vector_of_nothing_is_refused (EmbedderFixture *f, gconstpointer data)
{
  f->silent = TRUE;
  embedder_put_many (f, "acme", 1);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  g_mutex_lock (&f->mutex);
  while (f->calls < 3)
    g_cond_wait (&f->cond, &f->mutex);
  f->silent = FALSE;
  g_mutex_unlock (&f->mutex);
  embedder_wait_for (f, 1);
}

static void
test_new_passages_are_embedded_when_woken (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;

  embedder_put_many (f, "acme", 3);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 3);
  vector_fixture_put (&f->base, "acme", "d0", "new", "qqqqqqq");
  bhd_embedder_wake (f->embedder);
  embedder_wait_for (f, 4);
  embedder_wait_for_progress (f, 4, 4);
  best = embedder_wait_for_best (f, "acme", "letters", "qqq");
  g_assert_cmpstr (best, ==, "new");
}

static void
test_it_goes_on_after_a_restart (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  guint before;

  embedder_put_many (f, "acme", 9);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 9);
  g_clear_pointer (&f->embedder, bhd_embedder_free);
  vector_fixture_restart (&f->base);
  before = f->calls;
  embedder_start (f);
  best = embedder_wait_for_best (f, "acme", "letters",
                                 "c"); /* is there at once: nothing is asked anew */
  g_assert_nonnull (best);
  embedder_wait_for_progress (f, 9, 9);
  g_mutex_lock (&f->mutex);
  g_assert_cmpuint (f->calls, ==, before);
  g_mutex_unlock (&f->mutex);
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
  EmbedderFixture *f = data;
  GPollFD fd;

  g_mutex_lock (&f->mutex);
  f->calls++;
  g_cond_broadcast (&f->cond);
  g_mutex_unlock (&f->mutex);
  g_assert_true (g_cancellable_make_pollfd (g_cancellable_get_current (), &fd));
  g_assert_cmpint (g_poll (&fd, 1, BHT_PATIENCE_MS), ==, 1);
  g_cancellable_release_fd (g_cancellable_get_current ());
  g_set_error (error, BH_ERROR, BH_ERROR_TIMEOUT, "cancelled");
  return NULL;
}

static void
test_the_end_does_not_wait_for_an_answer (EmbedderFixture *f, gconstpointer data)
{
  const BhdEmbedderPlan plan = BHD_EMBEDDER_PLAN;
  g_autoptr (GError) error = NULL;

  embedder_put_many (f, "acme", 1);
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
test_a_retry_forgets_failures (EmbedderFixture *f, gconstpointer data)
{
  BhdEmbedderPlan plan = BHD_EMBEDDER_PLAN;
  g_autoptr (GError) error = NULL;

  plan.retry_us = (gint64) 3600 * G_USEC_PER_SEC;
  f->failing = 1;
  embedder_put_many (f, "acme", 1);
  vector_fixture_set_model (&f->base, "acme", "letters");
  f->embedder =
      bhd_embedder_new (f->base.store, f->base.vectors, &plan, embedder_fixture_embed, f, &error);
  g_assert_no_error (error);
  g_mutex_lock (&f->mutex);
  while (f->calls == 0)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  bhd_embedder_retry (f->embedder);
  embedder_wait_for (f, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* failures are asked for here */

#define ADD(name, func)                                                                            \
  g_test_add ("/vectors/" name, EmbedderFixture, NULL, embedder_fixture_set_up, func,              \
              embedder_fixture_tear_down)
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
  ADD ("the-end-does-not-wait-for-an-answer", test_the_end_does_not_wait_for_an_answer);
  ADD ("a-retry-forgets-failures", test_a_retry_forgets_failures);
#undef ADD
  return g_test_run ();
}
