/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-index.h"
#include "tests/knowledge/vectors/embedder-fixture.h"

/* The index asks the vectors of a model beside the words. */

#define MODEL "letters"

typedef struct
{
  EmbedderFixture base;
  BhdIndex *index;
} Fixture;

static void
put (Fixture *f, const char *id, const char *body)
{
  g_autoptr (GPtrArray) passages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);

  vector_fixture_put (&f->base.base, "acme", id, id, body);
  g_ptr_array_add (passages, bhd_passage_new (id, id, "Title", "", body));
  bhd_index_put (f->index, "acme", id, passages);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  embedder_fixture_set_up (&f->base, data);
  f->index = bhd_index_new ();
  bhd_index_set_vectors (f->index, f->base.base.vectors);
  put (f, "pizza", "pizza jazz");
  put (f, "banana", "banana papaya");
  put (f, "mississippi", "mississippi");
  vector_fixture_set_model (&f->base.base, "acme", MODEL);
  f->base.name = MODEL;
  embedder_start (&f->base);
  embedder_wait_for_progress (&f->base, 3, 3);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_index_free (f->index);
  embedder_fixture_tear_down (&f->base, data);
}

static GPtrArray *
ask (Fixture *f, const char *question, const char *model)
{
  g_autofree float *vector = NULL;
  g_autofree char *answered = NULL;
  g_autoptr (GError) error = NULL;
  BhdSearch search = { .organization_id = "acme", .question = question, .limit = 3 };

  vector = embedder_fixture_embed ("acme", &question, 1, &search.dimension, &answered, &error, f);
  g_assert_no_error (error);
  search.vector = vector;
  search.model = model;
  return bhd_index_search (f->index, &search);
}

static void
test_likeness_is_found_without_a_word (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = ask (f, "zzz", MODEL);
  const BhdHit *best;

  g_assert_cmpuint (hits->len, >, 0);
  best = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (best->passage->id, ==, "pizza");
  g_assert_cmpfloat (best->dense, ==, 1);
  g_assert_cmpfloat (best->lexical, ==, 0);
}

static void
test_other_models_vectors_are_not_asked (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = ask (f, "zzz", "another");

  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_words_count_beside_likeness (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = ask (f, "banana", MODEL);

  g_assert_cmpuint (hits->len, >, 0);
  g_assert_cmpstr (((const BhdHit *) g_ptr_array_index (hits, 0))->passage->id, ==, "banana");
}

static void
test_what_the_index_does_not_know_is_left_out (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;

  bhd_index_put (f->index, "acme", "pizza", NULL);
  hits = ask (f, "zzz", MODEL);
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpstr (((const BhdHit *) g_ptr_array_index (hits, i))->passage->id, !=, "pizza");
}

#define DENSE_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DENSE_TEST ("/knowledge/dense/likeness-is-found-without-a-word",
              test_likeness_is_found_without_a_word);
  DENSE_TEST ("/knowledge/dense/other-models-vectors-are-not-asked",
              test_other_models_vectors_are_not_asked);
  DENSE_TEST ("/knowledge/dense/words-count-beside-likeness", test_words_count_beside_likeness);
  DENSE_TEST ("/knowledge/dense/what-the-index-does-not-know-is-left-out",
              test_what_the_index_does_not_know_is_left_out);
  return g_test_run ();
}
