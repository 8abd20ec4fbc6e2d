/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-writing.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

static guint
outbox (BhtDesk *fixture)
{
  guint n;

  g_object_get (fixture->desk, "n-outbox", &n, NULL);
  return n;
}

static GPtrArray *
stored (BhtDesk *fixture, const char *id)
{
  return bht_mock_get (fixture->mock, id)->messages;
}

static const char *
stored_body (BhtDesk *fixture, const char *id, guint position)
{
  return ((BhMessage *) stored (fixture, id)->pdata[position])->body;
}

static void
post (BhtDesk *fixture, const char *id, const char *body)
{
  bhc_desk_post (fixture->desk, id, BH_MESSAGE_TEXT, body);
}

static void
post_many (BhtDesk *fixture, const char *id, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i);

      post (fixture, id, body);
    }
}

static void
assert_in_order (BhtDesk *fixture, const char *id, guint n)
{
  g_assert_cmpuint (stored (fixture, id)->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u", i + 1);

      g_assert_cmpstr (stored_body (fixture, id, i), ==, body);
    }
}

static void
go_offline (BhtDesk *fixture)
{
  bht_mock_go_away (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
}

static void
test_sends_in_order (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  post_many (fixture, id, 1, 20);
  bht_wait_until (stored (fixture, id)->len == 20 && outbox (fixture) == 0);
  assert_in_order (fixture, id, 20);
}

static void
test_waits_offline_and_sends_after (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  go_offline (fixture);
  post_many (fixture, id, 1, 3);
  bht_wait_until (bht_count (transcript) == 3 && outbox (fixture) == 3);
  g_assert_cmpint (bht_delivery_at (transcript, 0), ==, BHC_DELIVERY_WAITING);

  bht_mock_come_back (fixture->mock);
  bht_wait_until (outbox (fixture) == 0);
  assert_in_order (fixture, id, 3);
  g_assert_cmpuint (bht_count (transcript), ==, 3);
  g_assert_cmpint (bht_delivery_at (transcript, 2), ==, BHC_DELIVERY_STORED);
}

static void
test_survives_a_restart (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  go_offline (fixture);
  post_many (fixture, id, 1, 5);
  bht_wait_until (outbox (fixture) == 5);
  bht_desk_close (fixture);
  bht_mock_come_back (fixture->mock);
  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);
  bht_wait_until (stored (fixture, id)->len == 5 && outbox (fixture) == 0);

  assert_in_order (fixture, id, 5);
}

static void
test_lost_answer_does_not_double (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  fixture->mock->swallows_answers = TRUE;
  fixture->mock->blocks_sockets = TRUE;
  post_many (fixture, id, 1, 3);
  bht_wait_until (fixture->mock->n_posts >= 2);
  fixture->mock->swallows_answers = FALSE;
  bht_wait_until (outbox (fixture) == 0);

  assert_in_order (fixture, id, 3);
}

static void
test_busy_daemon_is_tried_again (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  fixture->mock->fail_posts = 2;
  post_many (fixture, id, 1, 2);
  bht_wait_until (stored (fixture, id)->len == 2 && outbox (fixture) == 0);

  assert_in_order (fixture, id, 2);
  g_assert_cmpuint (fixture->mock->n_posts, >=, 4);
}

static char *
refusal_at (BhcTranscript *transcript, guint position)
{
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), position);
  char *refusal;

  g_object_get (row, "refusal", &refusal, NULL);
  return refusal;
}

static void
test_refusal_stays_with_its_reason (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autofree char *refusal = NULL;

  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  fixture->mock->refuse_posts = 409;
  post (fixture, id, "too late");
  bht_wait_until (bht_count (transcript) == 1 &&
                  bht_delivery_at (transcript, 0) == BHC_DELIVERY_REFUSED);

  refusal = refusal_at (transcript, 0);
  g_assert_cmpstr (refusal, ==, "the conversation is resolved: reopen it first");
  g_assert_cmpuint (outbox (fixture), ==, 1);
}

static const char *
id_at (BhcTranscript *transcript, guint position)
{
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), position);

  return bhc_message_get_record (row)->id;
}

static void
test_refused_message_is_retried (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  fixture->mock->refuse_posts = 409;
  post (fixture, id, "again");
  bht_wait_until (bht_count (transcript) == 1 &&
                  bht_delivery_at (transcript, 0) == BHC_DELIVERY_REFUSED);
  fixture->mock->refuse_posts = 0;
  bhc_desk_retry_message (fixture->desk, id_at (transcript, 0));
  bht_wait_until (bht_delivery_at (transcript, 0) == BHC_DELIVERY_STORED);

  g_assert_cmpuint (stored (fixture, id)->len, ==, 1);
}

static void
test_refused_message_is_discarded (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  fixture->mock->refuse_posts = 409;
  post (fixture, id, "away");
  bht_wait_until (bht_count (transcript) == 1 &&
                  bht_delivery_at (transcript, 0) == BHC_DELIVERY_REFUSED);
  bhc_desk_discard_message (fixture->desk, id_at (transcript, 0));
  bht_wait_until (bht_count (transcript) == 0 && outbox (fixture) == 0);
}

static void
test_refusal_does_not_stop_other_conversations (BhtDesk *fixture, gconstpointer data)
{
  const char *closed = bht_mock_open (fixture->mock, "Ada");
  const char *open = bht_mock_open (fixture->mock, "Bob");

  bht_mock_change (fixture->mock, closed, BH_STATUS_RESOLVED, NULL);
  bht_desk_sign_in (fixture, FALSE);
  post (fixture, closed, "no");
  post (fixture, open, "yes");
  bht_wait_until (stored (fixture, open)->len == 1 && outbox (fixture) == 1);
  g_assert_cmpuint (stored (fixture, closed)->len, ==, 0);
}

static void
test_conversation_is_pending_meanwhile (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcConversation) row = NULL;
  gboolean pending;

  bht_desk_sign_in (fixture, FALSE);
  row = bhc_desk_find_conversation (fixture->desk, id);
  go_offline (fixture);
  post (fixture, id, "later");
  bht_wait_until (outbox (fixture) == 1);
  g_object_get (row, "pending", &pending, NULL);
  g_assert_true (pending);

  bht_mock_come_back (fixture->mock);
  bht_wait_until (outbox (fixture) == 0);
  g_object_get (row, "pending", &pending, NULL);
  g_assert_false (pending);
}

/* Both sides write while there is no connection; then both agree. */
static void
test_both_sides_agree_afterwards (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "before");
  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (bht_count (transcript) == 1);
  go_offline (fixture);
  for (guint i = 0; i < 10; i++)
    {
      bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "from there");
      post (fixture, id, "from here");
    }
  bht_wait_until (outbox (fixture) == 10);
  bht_mock_come_back (fixture->mock);
  bht_wait_until (outbox (fixture) == 0 && bhc_desk_get_state (fixture->desk) == BHC_STATE_ONLINE);

  g_assert_cmpuint (stored (fixture, id)->len, ==, 21);
  bht_wait_until (bht_count (transcript) == 21);
  for (guint i = 0; i < 21; i++)
    {
      g_assert_cmpstr (id_at (transcript, i), ==,
                       ((BhMessage *) stored (fixture, id)->pdata[i])->id);
      g_assert_cmpint (bht_delivery_at (transcript, i), ==, BHC_DELIVERY_STORED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/outbox/sends-in-order", test_sends_in_order);
  BHT_ADD_DESK ("/console/outbox/waits-offline", test_waits_offline_and_sends_after);
  BHT_ADD_DESK ("/console/outbox/survives-a-restart", test_survives_a_restart);
  BHT_ADD_DESK ("/console/outbox/lost-answer-does-not-double", test_lost_answer_does_not_double);
  BHT_ADD_DESK ("/console/outbox/busy-daemon-is-tried-again", test_busy_daemon_is_tried_again);
  BHT_ADD_DESK ("/console/outbox/refusal-stays", test_refusal_stays_with_its_reason);
  BHT_ADD_DESK ("/console/outbox/refused-is-retried", test_refused_message_is_retried);
  BHT_ADD_DESK ("/console/outbox/refused-is-discarded", test_refused_message_is_discarded);
  BHT_ADD_DESK ("/console/outbox/refusal-stops-no-other",
                test_refusal_does_not_stop_other_conversations);
  BHT_ADD_DESK ("/console/outbox/conversation-is-pending", test_conversation_is_pending_meanwhile);
  BHT_ADD_DESK ("/console/outbox/both-sides-agree", test_both_sides_agree_afterwards);

  return g_test_run ();
}
