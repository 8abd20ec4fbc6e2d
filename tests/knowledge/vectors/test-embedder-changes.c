/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/vectors/embedder-fixture.h"

static void
test_another_model_replaces_all (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;

  embedder_put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 6);
  g_mutex_lock (&f->mutex);
  f->name = "better letters";
  g_mutex_unlock (&f->mutex);
  vector_fixture_set_model (&f->base, "acme", "better letters");
  bhd_embedder_wake (f->embedder);
  best = embedder_wait_for_best (f, "acme", "better letters", "a");
  embedder_wait_for (f, 6);
  g_assert_cmpint (vector_fixture_count (
                       &f->base, "SELECT COUNT (*) FROM passage_vector WHERE model = 'letters'"),
                   ==, 0);
}

static void
test_another_answerer_is_not_kept (EmbedderFixture *f, gconstpointer data)
{
  f->name = "somebody else";
  embedder_put_many (f, "acme", 2);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  g_mutex_lock (&f->mutex);
  while (f->calls < 3)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  g_assert_cmpint (vector_fixture_count (&f->base, "SELECT COUNT (*) FROM passage_vector"), ==, 0);
}

static void
test_a_grown_dimension_replaces_all (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;

  embedder_put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 6);
  g_mutex_lock (&f->mutex);
  f->dimension = DIMENSION * 2;
  g_mutex_unlock (&f->mutex);
  vector_fixture_put (&f->base, "acme", "d9", "p9", "ijk");
  bhd_embedder_wake (f->embedder);
  best = embedder_wait_for_best (f, "acme", "letters", "a");
  embedder_wait_for (f, 7);
  g_assert_cmpint (
      vector_fixture_count (&f->base, "SELECT COUNT (DISTINCT dimension) FROM passage_vector"), ==,
      1);
}

static void
test_no_model_any_more_drops_all (EmbedderFixture *f, gconstpointer data)
{
  g_autoptr (GArray) hits = NULL;

  embedder_put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 6);
  vector_fixture_set_model (&f->base, "acme", NULL);
  bhd_embedder_wake (f->embedder);
  embedder_wait_for (f, 0);
  hits = embedder_search (f, "acme", "letters", "a");
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_a_deleted_passage_takes_its_vector (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  embedder_put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 6);
  best = embedder_wait_for_best (f, "acme", "letters", "a");
  vector_fixture_exec (&f->base,
                       "DELETE FROM passage WHERE organization_id = $1 AND document_id = $2 "
                       "AND $3 IS NULL",
                       "acme", "d0", NULL);
  g_assert_cmpint (vector_fixture_count (&f->base, "SELECT COUNT (*) FROM passage_vector"), ==, 3);
  hits = embedder_search (f, "acme", "letters", "a"); /* even before the table hears of it */
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpstr (g_array_index (hits, BhdVectorHit, i).document_id, !=, "d0");
}

static void
test_a_forgotten_document_is_not_found (EmbedderFixture *f, gconstpointer data)
{
  g_autofree char *best = NULL;
  g_autoptr (GArray) hits = NULL;

  embedder_put_many (f, "acme", 6);
  vector_fixture_set_model (&f->base, "acme", "letters");
  embedder_start (f);
  embedder_wait_for (f, 6);
  embedder_wait_for_progress (f, 6, 6);
  best = embedder_wait_for_best (f, "acme", "letters", "a");
  g_clear_pointer (&f->embedder, bhd_embedder_free);
  bhd_vectors_forget (f->base.vectors, "acme", "d0");
  hits = embedder_search (f, "acme", "letters", "abc");
  g_assert_cmpuint (hits->len, ==, 3);
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpstr (g_array_index (hits, BhdVectorHit, i).document_id, ==, "d1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* failures are asked for here */

#define ADD(name, func)                                                                            \
  g_test_add ("/vectors/" name, EmbedderFixture, NULL, embedder_fixture_set_up, func,              \
              embedder_fixture_tear_down)
  ADD ("another-model-replaces-all", test_another_model_replaces_all);
  ADD ("another-answerer-is-not-kept", test_another_answerer_is_not_kept);
  ADD ("a-grown-dimension-replaces-all", test_a_grown_dimension_replaces_all);
  ADD ("no-model-any-more-drops-all", test_no_model_any_more_drops_all);
  ADD ("a-deleted-passage-takes-its-vector", test_a_deleted_passage_takes_its_vector);
  ADD ("a-forgotten-document-is-not-found", test_a_forgotten_document_is_not_found);
#undef ADD
  return g_test_run ();
}
