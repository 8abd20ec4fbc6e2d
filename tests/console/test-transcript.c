/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-live-private.h"
#include "console/model/writing/bhc-writing.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

static gboolean
is_loading (BhcTranscript *transcript)
{
  gboolean loading;

  g_object_get (transcript, "loading", &loading, NULL);
  return loading;
}

static void
say_many (BhtDesk *fixture, const char *id, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);

      bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, body);
    }
}

static BhcTranscript *
open_loaded (BhtDesk *fixture, const char *id)
{
  BhcTranscript *transcript = bhc_desk_open_transcript (fixture->desk, id);

  bht_wait_until (!is_loading (transcript));
  return transcript;
}

static void
test_opens_at_the_end (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  say_many (fixture, id, 70);
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);

  g_assert_cmpuint (bht_count (transcript), ==, 50);
  g_assert_cmpstr (bht_body_at (transcript, 49), ==, "70");
  g_assert_true (bhc_transcript_get_has_older (transcript));
  g_assert_false (bhc_transcript_get_has_newer (transcript));
}

static void
test_older_pages_come_to_an_end (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  say_many (fixture, id, 70);
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  bhc_transcript_load_older (transcript);
  bht_wait_until (!is_loading (transcript));

  g_assert_cmpuint (bht_count (transcript), ==, 70);
  g_assert_cmpstr (bht_body_at (transcript, 0), ==, "1");
  g_assert_false (bhc_transcript_get_has_older (transcript));
}

static void
test_second_opening_needs_no_daemon (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) first = NULL;
  g_autoptr (BhcTranscript) second = NULL;

  say_many (fixture, id, 10);
  bht_desk_sign_in (fixture, FALSE);
  first = open_loaded (fixture, id);
  bht_mock_go_away (fixture->mock);
  second = bhc_desk_open_transcript (fixture->desk, id);

  g_assert_cmpuint (bht_count (second), ==, 10);
  g_assert_false (is_loading (second));
}

static void
test_long_window_moves_both_ways (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  say_many (fixture, id, 620);
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  while (bhc_transcript_get_has_older (transcript))
    {
      bhc_transcript_load_older (transcript);
      bht_wait_until (!is_loading (transcript));
    }
  g_assert_cmpuint (bht_count (transcript), ==, 500);
  g_assert_cmpstr (bht_body_at (transcript, 0), ==, "1");
  g_assert_true (bhc_transcript_get_has_newer (transcript));

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "621");
  while (bhc_transcript_get_has_newer (transcript))
    bhc_transcript_load_newer (transcript);
  bht_wait_until (g_strcmp0 (bht_body_at (transcript, bht_count (transcript) - 1), "621") == 0);
  g_assert_true (bhc_transcript_get_has_older (transcript));
  for (guint i = 1; i < bht_count (transcript); i++)
    g_assert_cmpint (atoi (bht_body_at (transcript, i)), ==,
                     atoi (bht_body_at (transcript, i - 1)) + 1);
}

static void
test_own_message_leads_to_the_end (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  say_many (fixture, id, 560);
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  while (!bhc_transcript_get_has_newer (transcript))
    {
      bhc_transcript_load_older (transcript);
      bht_wait_until (!is_loading (transcript));
    }
  bhc_desk_post (fixture->desk, id, BH_MESSAGE_TEXT, "mine");
  bht_wait_until (g_strcmp0 (bht_body_at (transcript, bht_count (transcript) - 1), "mine") == 0);
  g_assert_false (bhc_transcript_get_has_newer (transcript));
}

static void
test_unreachable_page_is_said_and_comes_later (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autofree char *error = NULL;

  say_many (fixture, id, 10);
  bht_desk_sign_in (fixture, FALSE);
  bht_mock_go_away (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
  transcript = open_loaded (fixture, id);
  g_object_get (transcript, "error", &error, NULL);
  g_assert_nonnull (error);

  bht_mock_come_back (fixture->mock);
  bht_wait_until (bht_count (transcript) == 10);
}

static void
test_reset_is_read_anew (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  say_many (fixture, id, 10);
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  bht_mock_go_away (fixture->mock);
  say_many (fixture, id, 80);
  fixture->mock->floor = (guint) bht_mock_seq (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
  bht_mock_come_back (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_ONLINE);
  bht_wait_until (!is_loading (transcript));

  g_assert_cmpuint (bht_count (transcript), ==, 50);
  g_assert_cmpstr (bht_body_at (transcript, 0), ==, "31");
  g_assert_cmpstr (bht_body_at (transcript, 49), ==, "80");
}

static void
tell (BhtDesk *fixture, const char *type, const char *id, const char *body)
{
  g_autofree char *frame = g_strdup_printf (
      "{\"op\":\"ephemeral\",\"type\":\"%s\",\"conversation_id\":\"%s\",\"body\":%s}", type, id,
      body);

  bht_mock_tell (fixture->mock, frame);
}

#define ANSWER "0190a0a0-0000-7000-8000-00000000a115"

static void
stream (BhtDesk *fixture, const char *id)
{
  tell (fixture, "ai.started", id, "{\"run_id\":\"r\",\"message_id\":\"" ANSWER "\"}");
  tell (fixture, "ai.delta", id,
        "{\"run_id\":\"r\",\"message_id\":\"" ANSWER "\",\"offset\":0,\"text\":\"Grüß \"}");
  tell (fixture, "ai.delta", id,
        "{\"run_id\":\"r\",\"message_id\":\"" ANSWER "\",\"offset\":5,\"text\":\"Gott\"}");
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *count)
{
  (*count)++;
}

static void
test_answer_streams_and_stays_one_row (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (BhcMessage) row = NULL;
  BhMessage fields = { 0 };
  guint changes = 0;

  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  stream (fixture, id);
  bht_wait_until (g_strcmp0 (bht_body_at (transcript, 0), "Grüß Gott") == 0);
  g_assert_cmpint (bht_delivery_at (transcript, 0), ==, BHC_DELIVERY_STREAMING);
  row = g_list_model_get_item (G_LIST_MODEL (transcript), 0);

  g_signal_connect (transcript, "items-changed", G_CALLBACK (changed_cb), &changes);
  fields.id = g_strdup (ANSWER);
  fields.conversation_id = g_strdup (id);
  fields.author = BH_AUTHOR_AI;
  fields.author_name = g_strdup ("Bell");
  fields.body = g_strdup ("Grüß Gott!");
  fields.sources = g_strdup ("[{\"title\":\"Returns\",\"heading\":\"Costs\",\"quote\":\"Free.\"}]");
  bht_mock_store (fixture->mock, &fields);
  bht_wait_until (bhc_message_get_delivery (row) == BHC_DELIVERY_STORED);

  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpuint (bht_count (transcript), ==, 1);
  g_assert_cmpstr (bhc_message_get_record (row)->body, ==, "Grüß Gott!");
}

static gint64
seq_at (BhcTranscript *transcript, guint position)
{
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), position);

  return bhc_message_get_record (row)->seq;
}

/* Below the last one of ours that was read, and nowhere else. */
static void
test_seen_stands_where_the_visitor_is (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_mock_say (fixture->mock, id, BH_AUTHOR_OPERATOR, "one");
  bht_mock_say (fixture->mock, id, BH_AUTHOR_OPERATOR, "two");
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  g_assert_cmpint (bht_delivery_at (transcript, 0), ==, BHC_DELIVERY_STORED);

  bht_mock_mark (fixture->mock, id, seq_at (transcript, 0), 0);
  bht_wait_until (bht_delivery_at (transcript, 0) == BHC_DELIVERY_SEEN);
  g_assert_cmpint (bht_delivery_at (transcript, 1), ==, BHC_DELIVERY_STORED);

  bht_mock_mark (fixture->mock, id, seq_at (transcript, 1), 0);
  bht_wait_until (bht_delivery_at (transcript, 1) == BHC_DELIVERY_SEEN);
  g_assert_cmpint (bht_delivery_at (transcript, 0), ==, BHC_DELIVERY_STORED);
}

static void
test_rating_is_a_line (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "Thanks!");
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  bht_mock_mark (fixture->mock, id, 0, 4);
  bht_wait_until (bht_count (transcript) == 2);
  g_assert_cmpstr (bht_body_at (transcript, 1), ==,
                   "Ada rated the conversation: Good (4 of 5): “quick”");

  /* What is said later stands below it. */
  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "One thing more");
  bht_wait_until (bht_count (transcript) == 3);
  g_assert_cmpstr (bht_body_at (transcript, 2), ==, "One thing more");
}

static void
test_sources_are_shown (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (BhcMessage) row = NULL;
  g_autoptr (GListModel) sources = NULL;
  g_autoptr (BhcSource) source = NULL;
  g_autofree char *title = NULL;
  BhMessage fields = { 0 };

  fields.id = g_strdup (ANSWER);
  fields.conversation_id = g_strdup (id);
  fields.author = BH_AUTHOR_AI;
  fields.author_name = g_strdup ("Bell");
  fields.body = g_strdup ("Returns are free.");
  fields.sources = g_strdup ("[{\"title\":\"Returns\",\"heading\":\"Costs\",\"quote\":\"Free.\"}]");
  bht_mock_store (fixture->mock, &fields);
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  row = g_list_model_get_item (G_LIST_MODEL (transcript), 0);
  g_object_get (row, "sources", &sources, NULL);
  source = g_list_model_get_item (sources, 0);
  g_object_get (source, "title", &title, NULL);

  g_assert_cmpstr (title, ==, "Returns");
}

/* What is offered below a message changes when the visitor has pressed a button. */
static void
test_changed_offer_is_shown (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (BhcMessage) row = NULL;
  g_autofree char *body = NULL;
  g_autofree char *state = NULL;
  BhMessage fields = { 0 };
  const BhMessage *stored;

  fields.id = g_strdup (ANSWER);
  fields.conversation_id = g_strdup (id);
  fields.author = BH_AUTHOR_AI;
  fields.author_name = g_strdup ("Bell");
  fields.body = g_strdup ("Shall I?");
  fields.extra = g_strdup ("{\"action\":{\"text\":\"Cancel?\",\"state\":\"pending\"}}");
  stored = bht_mock_store (fixture->mock, &fields);
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  row = g_list_model_get_item (G_LIST_MODEL (transcript), 0);
  body = g_strdup_printf (
      "{\"message\":{\"id\":\"" ANSWER "\",\"conversation_id\":\"%s\","
      "\"seq\":%" G_GINT64_FORMAT ",\"author\":\"ai\",\"author_name\":"
      "\"Bell\",\"kind\":\"text\",\"body\":\"Shall I?\",\"created_us\":%" G_GINT64_FORMAT
      ",\"extra\":{\"action\":{\"text\":\"Cancel?\","
      "\"state\":\"done\"}}}}",
      id, stored->seq, stored->created_us);
  bht_mock_publish (fixture->mock, "message.updated", body);
  do
    {
      g_clear_pointer (&state, g_free);
      g_main_context_iteration (NULL, TRUE);
      g_object_get (row, "asked-state", &state, NULL);
    }
  while (g_strcmp0 (state, "pending") == 0);

  g_assert_cmpstr (state, ==, "done");
  g_assert_cmpuint (bht_count (transcript), ==, 1);
}

static void
test_discarded_answer_goes_away (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  stream (fixture, id);
  bht_wait_until (bht_count (transcript) == 1);
  tell (fixture, "ai.discarded", id, "{\"run_id\":\"r\",\"message_id\":\"" ANSWER "\"}");
  bht_wait_until (bht_count (transcript) == 0);
}

static void
test_opened_late_has_the_whole_stream (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) first = NULL;
  g_autoptr (BhcTranscript) late = NULL;

  bht_desk_sign_in (fixture, FALSE);
  first = open_loaded (fixture, id);
  stream (fixture, id);
  bht_wait_until (g_strcmp0 (bht_body_at (first, 0), "Grüß Gott") == 0);
  late = open_loaded (fixture, id);
  g_assert_cmpstr (bht_body_at (late, 0), ==, "Grüß Gott");
}

static char *
typing (BhcTranscript *transcript)
{
  char *name;

  g_object_get (transcript, "typing", &name, NULL);
  return name;
}

static void
test_typing_ends_with_the_message (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autofree char *name = NULL;

  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  tell (fixture, "typing", id, "{\"author\":\"visitor\",\"name\":\"Ada\",\"on\":true}");
  bht_wait_until ((name = typing (transcript)) != NULL);
  g_assert_cmpstr (name, ==, "Ada");
  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "here it is");
  bht_wait_until (bht_count (transcript) == 1);
  g_assert_null (typing (transcript));
}

static void
live_cb (BhcLive *live, const char *conversation, guint *count)
{
  (*count)++;
}

static void
test_typing_lapses (void)
{
  g_autoptr (BhcLive) live = bhc_live_new ("me", 30);
  const BhcNews news = { .kind = BHC_NEWS_TYPING,
                         .conversation_id = (char *) "c",
                         .author_id = (char *) "v",
                         .name = (char *) "Ada",
                         .on = TRUE };
  guint changes = 0;

  g_signal_connect (live, "changed", G_CALLBACK (live_cb), &changes);
  bhc_live_take (live, &news);
  g_assert_cmpstr (bhc_live_get_typist (live, "c"), ==, "Ada");
  bht_wait_until (bhc_live_get_typist (live, "c") == NULL);
  g_assert_cmpuint (changes, ==, 2);
}

static void
test_own_typing_is_no_news (void)
{
  g_autoptr (BhcLive) live = bhc_live_new ("me", 30);
  const BhcNews news = { .kind = BHC_NEWS_TYPING,
                         .conversation_id = (char *) "c",
                         .author_id = (char *) "me",
                         .name = (char *) "Me",
                         .on = TRUE };

  bhc_live_take (live, &news);
  g_assert_null (bhc_live_get_typist (live, "c"));
}

static void
test_first_of_author_begins_a_group (BhtDesk *fixture, gconstpointer data)
{
  static const gboolean expected[] = { TRUE, FALSE, TRUE };
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "one");
  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "two");
  bht_mock_say (fixture->mock, id, BH_AUTHOR_AI, "answer");
  bht_desk_sign_in (fixture, FALSE);
  transcript = open_loaded (fixture, id);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), i);
      gboolean first, day;

      g_object_get (row, "first-of-author", &first, "first-of-day", &day, NULL);
      g_assert_cmpint (first, ==, expected[i]);
      g_assert_cmpint (day, ==, i == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/transcript/opens-at-the-end", test_opens_at_the_end);
  BHT_ADD_DESK ("/console/transcript/seen-stands-where-the-visitor-is",
                test_seen_stands_where_the_visitor_is);
  BHT_ADD_DESK ("/console/transcript/rating-is-a-line", test_rating_is_a_line);
  BHT_ADD_DESK ("/console/transcript/older-pages-end", test_older_pages_come_to_an_end);
  BHT_ADD_DESK ("/console/transcript/second-opening-needs-no-daemon",
                test_second_opening_needs_no_daemon);
  BHT_ADD_DESK ("/console/transcript/long-window-moves", test_long_window_moves_both_ways);
  BHT_ADD_DESK ("/console/transcript/own-message-leads-to-the-end",
                test_own_message_leads_to_the_end);
  BHT_ADD_DESK ("/console/transcript/unreachable-page-comes-later",
                test_unreachable_page_is_said_and_comes_later);
  BHT_ADD_DESK ("/console/transcript/reset-is-read-anew", test_reset_is_read_anew);
  BHT_ADD_DESK ("/console/transcript/answer-streams", test_answer_streams_and_stays_one_row);
  BHT_ADD_DESK ("/console/transcript/sources-are-shown", test_sources_are_shown);
  BHT_ADD_DESK ("/console/transcript/changed-offer-is-shown", test_changed_offer_is_shown);
  BHT_ADD_DESK ("/console/transcript/discarded-answer-goes", test_discarded_answer_goes_away);
  BHT_ADD_DESK ("/console/transcript/opened-late-has-the-stream",
                test_opened_late_has_the_whole_stream);
  BHT_ADD_DESK ("/console/transcript/typing-ends-with-the-message",
                test_typing_ends_with_the_message);
  BHT_ADD_DESK ("/console/transcript/first-of-author", test_first_of_author_begins_a_group);
  g_test_add_func ("/console/live/typing-lapses", test_typing_lapses);
  g_test_add_func ("/console/live/own-typing-is-no-news", test_own_typing_is_no_news);

  return g_test_run ();
}
