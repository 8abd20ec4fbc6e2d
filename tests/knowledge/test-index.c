/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/knowledge-fixture.h"

#include "server/knowledge/text/bhd-passages.h"

typedef struct
{
  BhdIndex *index;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->index = bhd_index_new ();
  knowledge_put (f->index, "Returns", "You may return what you bought within 30 days.");
  knowledge_put (f->index, "Delivery", "Parcels arrive within three working days.");
  knowledge_put (f->index, "Rückgabe", "Sie können alles innerhalb von 30 Tagen zurückgeben.");
  knowledge_put (f->index, "配送", "配送需要三天时间。周末不送货。");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_index_free (f->index);
}

static void
assert_found (Fixture *f, const char *question, const char *expected)
{
  g_autoptr (GPtrArray) hits = knowledge_search (f->index, question, 1);
  const BhdHit *best = hits->len > 0 ? g_ptr_array_index (hits, 0) : NULL;

  g_assert_cmpstr (best != NULL ? best->passage->document_id : NULL, ==, expected);
}

static void
test_endings_do_not_matter (Fixture *f, gconstpointer data)
{
  assert_found (f, "returning parcels I was returned", "Returns");
}

static void
test_slips_are_forgiven (Fixture *f, gconstpointer data)
{
  assert_found (f, "retrun", "Returns");
}

/* Nobody wrote “leave”, yet it is a word, and its stem is that of “leaving”. */
static void
test_slips_in_another_form_are_forgiven (Fixture *f, gconstpointer data)
{
  knowledge_put (f->index, "Parking", "Leaving bicycles on pavements is forbidden.");
  assert_found (f, "leve", "Parking");
}

static void
test_other_words_for_it_are_found (Fixture *f, gconstpointer data)
{
  assert_found (f, "courier", "Delivery");
}

static void
test_the_word_itself_beats_another_for_it (Fixture *f, gconstpointer data)
{
  knowledge_put (f->index, "Ending", "You may terminate it at any time.");
  knowledge_put (f->index, "Cancelling", "You may cancel it at any time.");
  assert_found (f, "how do I terminate it", "Ending");
  assert_found (f, "how do I cancel it", "Cancelling");
}

static void
test_relatives_of_a_word_are_found (Fixture *f, gconstpointer data)
{
  knowledge_put (f->index, "Normandy", "Our shop in Normandy is at the harbour.");
  assert_found (f, "the norman shop", "Normandy");
}

static void
test_german_is_found (Fixture *f, gconstpointer data)
{
  assert_found (f, "Wie kann ich etwas zurückgeben?", "Rückgabe");
}

static void
test_accents_do_not_matter (Fixture *f, gconstpointer data)
{
  assert_found (f, "ruckgabe", "Rückgabe");
}

static void
test_language_without_spaces_is_found (Fixture *f, gconstpointer data)
{
  assert_found (f, "配送要几天？", "配送");
}

static void
test_foreign_words_find_nothing (Fixture *f, gconstpointer data)
{
  assert_found (f, "photosynthesis", NULL);
}

static void
test_empty_question_finds_nothing (Fixture *f, gconstpointer data)
{
  assert_found (f, "", NULL);
  assert_found (f, "?!", NULL);
}

static void
test_removed_document_is_not_found (Fixture *f, gconstpointer data)
{
  bhd_index_put (f->index, "o", "Delivery", NULL);
  assert_found (f, "parcels", NULL);
}

static void
test_replaced_document_loses_its_words (Fixture *f, gconstpointer data)
{
  knowledge_put (f->index, "Delivery", "We ship by balloon.");
  assert_found (f, "parcels", NULL);
  assert_found (f, "balloon", "Delivery");
}

static void
test_other_organisations_are_not_searched (Fixture *f, gconstpointer data)
{
  const BhdSearch search = { .organization_id = "another", .question = "return", .limit = 5 };
  g_autoptr (GPtrArray) hits = bhd_index_search (f->index, &search);

  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_hits_outlive_their_document (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = knowledge_search (f->index, "parcels", 5);

  bhd_index_put (f->index, "o", "Delivery", NULL);
  g_assert_cmpstr (((const BhdHit *) g_ptr_array_index (hits, 0))->passage->title, ==, "Delivery");
}

static void
test_limit_holds (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = knowledge_search (f->index, "30 days within return", 1);

  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_scores_lie_between_nothing_and_one (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = knowledge_search (f->index, "return parcels days", 5);

  g_assert_cmpuint (hits->len, >, 1);
  for (guint i = 0; i < hits->len; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      g_assert_cmpfloat (hit->score, >=, 0);
      g_assert_cmpfloat (hit->score, <=, 1);
    }
}

static void
put_phrasing (Fixture *f, const char *document_id, const char *phrasing)
{
  const char *const phrasings[] = { phrasing, NULL };

  bhd_index_put_phrasings (f->index, "o", document_id, phrasings);
}

static void
test_phrasings_are_found_at_once (Fixture *f, gconstpointer data)
{
  assert_found (f, "my postman is late", NULL);
  put_phrasing (f, "Delivery", "why is the postman late");
  assert_found (f, "my postman is late", "Delivery");
}

static void
test_replaced_phrasings_are_gone (Fixture *f, gconstpointer data)
{
  put_phrasing (f, "Delivery", "why is the postman late");
  put_phrasing (f, "Delivery", "where is my courier");
  assert_found (f, "postman", NULL);
  assert_found (f, "courier", "Delivery");
}

static void
test_phrasings_survive_a_new_text (Fixture *f, gconstpointer data)
{
  put_phrasing (f, "Delivery", "why is the postman late");
  knowledge_put (f->index, "Delivery", "We ship by balloon.");
  assert_found (f, "postman", "Delivery");
}

static void
test_phrasings_go_with_their_document (Fixture *f, gconstpointer data)
{
  put_phrasing (f, "Delivery", "why is the postman late");
  bhd_index_put (f->index, "o", "Delivery", NULL);
  assert_found (f, "postman", NULL);
}

static void
test_phrasings_wait_for_their_document (Fixture *f, gconstpointer data)
{
  put_phrasing (f, "Workshop", "can you mend my wheel");
  assert_found (f, "mend", NULL);
  knowledge_put (f->index, "Workshop", "We repair what we sell.");
  assert_found (f, "mend", "Workshop");
}

static void
test_category_narrows (Fixture *f, gconstpointer data)
{
  BhdSearch search = { .organization_id = "o", .question = "parcels", .limit = 5 };
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) others = NULL;

  bhd_index_put_category (f->index, "o", "Delivery", "shop");
  search.category = "shop";
  hits = bhd_index_search (f->index, &search);
  g_assert_cmpuint (hits->len, ==, 1);
  search.category = "rental";
  others = bhd_index_search (f->index, &search);
  g_assert_cmpuint (others->len, ==, 0);
}

static double
score_of (Fixture *f, const char *question)
{
  g_autoptr (GPtrArray) hits = knowledge_search (f->index, question, 1);

  g_assert_cmpuint (hits->len, ==, 1);
  return ((const BhdHit *) g_ptr_array_index (hits, 0))->score;
}

static void
test_judgements_move_the_scores (Fixture *f, gconstpointer data)
{
  double before = score_of (f, "parcels"), worse, back;

  for (guint i = 0; i < 5; i++)
    bhd_index_judge (f->index, "o", 0.9, FALSE);
  worse = score_of (f, "parcels");
  g_assert_cmpfloat (worse, <, before);
  for (guint i = 0; i < 50; i++)
    bhd_index_judge (f->index, "o", 0.5, TRUE);
  back = score_of (f, "parcels");
  g_assert_cmpfloat (back, >, before);
}

static void
test_judgements_are_bounded (Fixture *f, gconstpointer data)
{
  double before = score_of (f, "parcels");

  for (guint i = 0; i < 10000; i++)
    bhd_index_judge (f->index, "o", 1, FALSE);
  g_assert_cmpfloat (score_of (f, "parcels"), >, before / 10);
}

static gpointer
search_thread (gpointer index)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GPtrArray) hits = knowledge_search (index, "return parcels days", 5);

      g_assert_cmpuint (hits->len, >=, 1);
    }
  return NULL;
}

static void
test_searching_while_filling (Fixture *f, gconstpointer data)
{
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", search_thread, f->index);
  for (guint i = 0; i < 100; i++)
    knowledge_put (f->index, "Delivery",
                   i % 2 == 0 ? "Parcels arrive." : "Parcels return in days.");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define INDEX_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  INDEX_TEST ("/knowledge/index/endings-do-not-matter", test_endings_do_not_matter);
  INDEX_TEST ("/knowledge/index/slips-are-forgiven", test_slips_are_forgiven);
  INDEX_TEST ("/knowledge/index/slips-in-another-form-are-forgiven",
              test_slips_in_another_form_are_forgiven);
  INDEX_TEST ("/knowledge/index/other-words-for-it-are-found", test_other_words_for_it_are_found);
  INDEX_TEST ("/knowledge/index/the-word-itself-beats-another-for-it",
              test_the_word_itself_beats_another_for_it);
  INDEX_TEST ("/knowledge/index/relatives-of-a-word-are-found", test_relatives_of_a_word_are_found);
  INDEX_TEST ("/knowledge/index/german-is-found", test_german_is_found);
  INDEX_TEST ("/knowledge/index/accents-do-not-matter", test_accents_do_not_matter);
  INDEX_TEST ("/knowledge/index/language-without-spaces-is-found",
              test_language_without_spaces_is_found);
  INDEX_TEST ("/knowledge/index/foreign-words-find-nothing", test_foreign_words_find_nothing);
  INDEX_TEST ("/knowledge/index/empty-question-finds-nothing", test_empty_question_finds_nothing);
  INDEX_TEST ("/knowledge/index/removed-document-is-not-found", test_removed_document_is_not_found);
  INDEX_TEST ("/knowledge/index/replaced-document-loses-its-words",
              test_replaced_document_loses_its_words);
  INDEX_TEST ("/knowledge/index/other-organisations-are-not-searched",
              test_other_organisations_are_not_searched);
  INDEX_TEST ("/knowledge/index/hits-outlive-their-document", test_hits_outlive_their_document);
  INDEX_TEST ("/knowledge/index/limit-holds", test_limit_holds);
  INDEX_TEST ("/knowledge/index/scores-lie-between-nothing-and-one",
              test_scores_lie_between_nothing_and_one);
  INDEX_TEST ("/knowledge/index/phrasings-are-found-at-once", test_phrasings_are_found_at_once);
  INDEX_TEST ("/knowledge/index/replaced-phrasings-are-gone", test_replaced_phrasings_are_gone);
  INDEX_TEST ("/knowledge/index/phrasings-survive-a-new-text", test_phrasings_survive_a_new_text);
  INDEX_TEST ("/knowledge/index/phrasings-go-with-their-document",
              test_phrasings_go_with_their_document);
  INDEX_TEST ("/knowledge/index/phrasings-wait-for-their-document",
              test_phrasings_wait_for_their_document);
  INDEX_TEST ("/knowledge/index/category-narrows", test_category_narrows);
  INDEX_TEST ("/knowledge/index/judgements-move-the-scores", test_judgements_move_the_scores);
  INDEX_TEST ("/knowledge/index/judgements-are-bounded", test_judgements_are_bounded);
  INDEX_TEST ("/knowledge/index/searching-while-filling", test_searching_while_filling);
  return g_test_run ();
}
