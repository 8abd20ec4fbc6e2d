/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the desk finds, and how one comes to it. */
#include "common/bh-error.h"
#include "console/model/reading/bhc-transcript-reach.h"
#include "console/model/search/bhc-search.h"
#include "tests/bht-patience.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

static void
say_many (BhtDesk *fixture, const char *id, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *body = g_strdup_printf ("number %u", i);

      bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, body);
    }
}

static gboolean
is_loading (BhcTranscript *transcript)
{
  gboolean loading;

  g_object_get (transcript, "loading", &loading, NULL);
  return loading;
}

static gint64
seq_of (BhcTranscript *transcript, guint position)
{
  g_autoptr (BhcMessage) message = g_list_model_get_item (G_LIST_MODEL (transcript), position);

  return bhc_message_get_record (message)->seq;
}

static guint
reach (BhcTranscript *transcript, gint64 seq, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bhc_transcript_reach_async (transcript, seq, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  return bhc_transcript_reach_finish (transcript, result, error);
}

static void
test_old_message_is_reached (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (GError) error = NULL;
  guint position;

  say_many (fixture, id, 220);
  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (!is_loading (transcript));
  position = reach (transcript, seq_of (transcript, 0) - 140, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bht_body_at (transcript, position), ==, "number 31");
  g_assert_true (bhc_transcript_get_has_newer (transcript));
}

static void
test_too_old_without_a_network (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (GError) error = NULL;

  say_many (fixture, id, 120);
  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (!is_loading (transcript));
  bht_mock_go_away (fixture->mock);
  g_assert_cmpuint (reach (transcript, seq_of (transcript, 0) - 20, &error), ==, G_MAXUINT);
  g_assert_nonnull (error);
}

static guint
n_found (BhcSearch *search)
{
  return g_list_model_get_n_items (bhc_search_get_results (search));
}

/* The index follows a moment behind: asks anew until there are @n. */
static void
search_for (BhcSearch *search, const char *text, guint n)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  do
    {
      bhc_search_set_text (search, "");
      bhc_search_set_text (search, text);
      bht_wait_until (!bhc_search_is_loading (search));
    }
  while (n_found (search) != n && g_get_monotonic_time () < deadline);
  g_assert_cmpuint (n_found (search), ==, n);
}

static void
test_finds_what_the_machine_has_seen (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (BhcSearch) search = NULL;
  g_autoptr (BhcFound) found = NULL;

  say_many (fixture, id, 40);
  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (!is_loading (transcript));
  search = bhc_search_new (fixture->desk);
  search_for (search, "\"number 17\"", 1);
  found = g_list_model_get_item (bhc_search_get_results (search), 0);
  g_assert_cmpstr (bhc_found_get (found)->conversation, ==, id);
  g_assert_false (bhc_found_get (found)->from_server);
  g_assert_cmpuint (bhc_found_get_marks (found)->len, ==, 1);
  search_for (search, "number", 30);
  bhc_search_load_more (search);
  bht_wait_until (!bhc_search_is_loading (search));
  g_assert_cmpuint (n_found (search), ==, 40);
}

static void
test_says_what_is_wrong (BhtDesk *fixture, gconstpointer data)
{
  g_autoptr (BhcSearch) search = NULL;

  bht_desk_sign_in (fixture, FALSE);
  search = bhc_search_new (fixture->desk);
  bhc_search_set_text (search, "status:lost");
  g_assert_nonnull (bhc_search_get_problem (search));
  g_assert_false (bhc_search_is_loading (search));
  bhc_search_set_text (search, "number status:"); /* on its way to something */
  g_assert_null (bhc_search_get_problem (search));
  g_assert_cmpstr (bhc_search_get_text (search), ==, "number");
}

static gboolean
is_last (BhcSearch *search, const char *text)
{
  g_auto (GStrv) history = bhc_search_get_history (search);

  return g_strcmp0 (history[0], text) == 0;
}

static void
test_last_ten_are_remembered (BhtDesk *fixture, gconstpointer data)
{
  g_autoptr (BhcSearch) search = NULL;
  g_auto (GStrv) history = NULL;

  bht_desk_sign_in (fixture, FALSE);
  search = bhc_search_new (fixture->desk);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *text = g_strdup_printf ("search %u", i);

      bhc_search_set_text (search, text);
      bhc_search_remember (search); /* none waits for the one before */
    }
  bht_wait_until (is_last (search, "search 11"));
  history = bhc_search_get_history (search);
  g_assert_cmpuint (g_strv_length (history), ==, 10);
  g_assert_cmpstr (history[1], ==, "search 10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BHT_ADD_DESK ("/console/search/old-message-is-reached", test_old_message_is_reached);
  BHT_ADD_DESK ("/console/search/too-old-without-a-network", test_too_old_without_a_network);
  BHT_ADD_DESK ("/console/search/finds-what-was-seen", test_finds_what_the_machine_has_seen);
  BHT_ADD_DESK ("/console/search/says-what-is-wrong", test_says_what_is_wrong);
  BHT_ADD_DESK ("/console/search/last-ten-are-remembered", test_last_ten_are_remembered);
  return g_test_run ();
}
