/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "console/model/knowledge/bhc-runs.h"
#include "tests/console/bht-wait.h"
#include "tests/console/knowledge/bht-books.h"

#define ADD(name, function)                                                                        \
  g_test_add (name, BhtShelf, NULL, bht_shelf_set_up, function, bht_shelf_tear_down)

static BhcAnswer *
explain (BhtShelf *fixture, const char *message, GError **error)
{
  BhcLibrary *library = bhc_desk_get_library (fixture->desk.desk);
  g_autoptr (GAsyncResult) result = NULL;

  bhc_library_explain_async (library, "c1", message, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  return bhc_library_finish (library, result, error);
}

static void
test_message_finds_its_run (BhtShelf *fixture, gconstpointer data)
{
  const char *id = bht_books_run (fixture->books, "c1", "m1", "d1");
  g_autoptr (BhcAnswer) answer = NULL;
  g_autoptr (BhRunDetail) detail = NULL;
  const BhRun *run;

  bht_books_run (fixture->books, "c1", "m2", "d1");
  bht_desk_sign_in (&fixture->desk, FALSE);
  answer = explain (fixture, "m1", NULL);
  run = answer->records[BHC_KIND_RUN];
  detail = bh_run_detail_parse (run->detail, NULL);

  g_assert_cmpstr (run->id, ==, id);
  g_assert_cmpstr (detail->question, ==, "How long does delivery take?");
}

static void
test_newest_is_explained (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (BhcAnswer) answer = NULL;

  bht_books_run (fixture->books, "c1", "m1", "d1");
  bht_books_run (fixture->books, "c1", "m2", "d1");
  bht_desk_sign_in (&fixture->desk, FALSE);
  answer = explain (fixture, NULL, NULL);

  g_assert_cmpstr (((BhRun *) answer->records[BHC_KIND_RUN])->message_id, ==, "m2");
}

static void
test_forgotten_run_is_said (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bht_desk_sign_in (&fixture->desk, FALSE);
  g_assert_null (explain (fixture, "m1", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_NOT_FOUND);
}

static void
test_offline_is_said_at_once (BhtShelf *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (explain (fixture, "m1", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_OFFLINE);
}

static void
test_verdict_is_told (BhtShelf *fixture, gconstpointer data)
{
  BhcLibrary *library = bhc_desk_get_library (fixture->desk.desk);
  const char *id = bht_books_run (fixture->books, "c1", "m1", "d1");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BhcAnswer) answer = NULL;

  bht_desk_sign_in (&fixture->desk, FALSE);
  bhc_library_judge_run_async (library, id, -1, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  answer = bhc_library_finish (library, result, NULL);

  g_assert_cmpint (((BhRun *) answer->records[BHC_KIND_RUN])->verdict, ==, -1);
}

static void
test_trial_says_all_it_was_given (BhtShelf *fixture, gconstpointer data)
{
  BhcLibrary *library = bhc_desk_get_library (fixture->desk.desk);
  g_autoptr (GPtrArray) history = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_line_free);
  const BhcTrial trial = { "And on Sundays?", history, "v1", "brief" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BhcAnswer) answer = NULL;

  g_ptr_array_add (history, bhc_line_new (TRUE, "How long?"));
  g_ptr_array_add (history, bhc_line_new (FALSE, "Three days."));
  bht_books_write (fixture->books, "Delivery", "Soon.");
  bht_desk_sign_in (&fixture->desk, FALSE);
  bhc_library_play_async (library, &trial, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  answer = bhc_library_finish (library, result, NULL);

  g_assert_true (bht_books_was_called (
      fixture->books, "POST playground {\"question\":\"And on Sundays?\",\"history\":["
                      "{\"author\":\"visitor\",\"body\":\"How long?\"},"
                      "{\"author\":\"ai\",\"body\":\"Three days.\"}],"
                      "\"settings\":{\"provider_id\":\"v1\",\"tone\":\"brief\"}}"));
  g_assert_cmpstr (answer->text, ==, "Three to five working days, and nothing on Sundays.");
  g_assert_nonnull (answer->records[BHC_KIND_RUN]);
  g_assert_nonnull (answer->sources);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/runs/message-finds-its-run", test_message_finds_its_run);
  ADD ("/console/runs/newest-is-explained", test_newest_is_explained);
  ADD ("/console/runs/forgotten-run-is-said", test_forgotten_run_is_said);
  ADD ("/console/runs/offline-is-said-at-once", test_offline_is_said_at_once);
  ADD ("/console/runs/verdict-is-told", test_verdict_is_told);
  ADD ("/console/runs/trial-says-all-it-was-given", test_trial_says_all_it_was_given);

  return g_test_run ();
}
