/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was written without having seen a colleague's answer. */
#include "console/model/writing/bhc-writing.h"

#include "common/bh-error.h"
#include "tests/console/bht-wait.h"
#include "tests/console/writing/writing-fixture.h"

static void
go_offline (BhtDesk *fixture)
{
  bht_mock_go_away (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
}

/* Returns: (transfer full): at its end what was written offline. */
static BhcTranscript *
write_over_a_colleague (BhtDesk *fixture, const char *id)
{
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "hello?");
  bht_desk_sign_in (fixture, FALSE);
  writing_set_undo (fixture, 0);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (bht_count (transcript) == 1);
  go_offline (fixture);
  bht_mock_say (fixture->mock, id, BH_AUTHOR_OPERATOR, "Sam is on it");
  writing_send_words (fixture, id, "I am on it", bhc_desk_get_seen (fixture->desk, id));
  bht_wait_until (bht_count (transcript) == 2);

  return g_steal_pointer (&transcript);
}

/* Returns: (transfer full): the same, refused. */
static BhcTranscript *
answer_over_a_colleague (BhtDesk *fixture, const char *id)
{
  g_autoptr (BhcTranscript) transcript = write_over_a_colleague (fixture, id);

  bht_mock_come_back (fixture->mock);
  bht_wait_until (bht_count (transcript) == 3 &&
                  bht_delivery_at (transcript, 2) == BHC_DELIVERY_STALE);

  return g_steal_pointer (&transcript);
}

static void
test_stale_is_refused (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = answer_over_a_colleague (fixture, id);
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), 2);
  g_autofree char *who = NULL;
  gboolean offline;

  g_object_get (row, "refusal", &who, "offline", &offline, NULL);
  g_assert_cmpstr (who, ==, ((BhMessage *) writing_stored (fixture, id)->pdata[1])->author_name);
  g_assert_true (offline);
  g_assert_cmpstr (bht_body_at (transcript, 1), ==, "Sam is on it");
  g_assert_cmpuint (writing_stored (fixture, id)->len, ==, 2);
}

static void
test_stale_is_sent_anyway (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = answer_over_a_colleague (fixture, id);
  g_autofree char *message = writing_id_at (transcript, 2);

  bhc_desk_retry_message (fixture->desk, message);
  bht_wait_until (bht_delivery_at (transcript, 2) == BHC_DELIVERY_STORED);
  g_assert_cmpuint (writing_stored (fixture, id)->len, ==, 3);
}

static void
test_stale_is_edited (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = answer_over_a_colleague (fixture, id);
  g_autofree char *message = writing_id_at (transcript, 2);

  g_assert_true (writing_recall (fixture, message, NULL));
  bht_wait_until (bht_count (transcript) == 2);
  writing_assert_draft (fixture, id, BH_MESSAGE_TEXT, "I am on it");
}

typedef struct
{
  BhtDesk *fixture;
  GAsyncResult *result;
} Taking;

static void
take_back_cb (BhcMessage *row, GParamSpec *pspec, Taking *taking)
{
  BhcDelivery delivery;
  g_autofree char *id = NULL;

  g_object_get (row, "delivery", &delivery, "id", &id, NULL);
  if (delivery == BHC_DELIVERY_STALE && taking->result == NULL)
    bhc_desk_recall_async (taking->fixture->desk, id, bht_result_cb, &taking->result);
}

/* In the very moment in which it is seen that it was refused. */
static void
test_stale_is_edited_at_once (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  Taking taking = { fixture, NULL };
  g_autoptr (BhcTranscript) transcript = write_over_a_colleague (fixture, id);
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), 1);
  g_autoptr (GError) error = NULL;
  BhMessageKind kind;

  g_signal_connect (row, "notify::delivery", G_CALLBACK (take_back_cb), &taking);
  bht_mock_come_back (fixture->mock);
  bht_wait_until (taking.result != NULL);
  bhc_desk_recall_finish (fixture->desk, taking.result, &kind, &error);
  g_assert_no_error (error);
  g_signal_handlers_disconnect_by_data (row, &taking);
  g_object_unref (taking.result);
}

static void
test_finds_a_colleagues_answer (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (BhMessage) answer = NULL;
  gint64 seen;

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "hello?");
  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (bht_count (transcript) == 1);
  seen = bhc_desk_get_seen (fixture->desk, id);
  g_assert_null (bhc_desk_find_answer (fixture->desk, id, seen));

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "anybody?");
  bht_mock_say (fixture->mock, id, BH_AUTHOR_OPERATOR, "me");
  bht_wait_until (bht_count (transcript) == 3);
  answer = bhc_desk_find_answer (fixture->desk, id, seen);
  g_assert_cmpstr (answer->body, ==, "me");
  g_assert_null (bhc_desk_find_answer (fixture->desk, id, answer->seq));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BHT_ADD_DESK ("/console/stale/is-refused", test_stale_is_refused);
  BHT_ADD_DESK ("/console/stale/is-sent-anyway", test_stale_is_sent_anyway);
  BHT_ADD_DESK ("/console/stale/is-edited", test_stale_is_edited);
  BHT_ADD_DESK ("/console/stale/is-edited-at-once", test_stale_is_edited_at_once);
  BHT_ADD_DESK ("/console/stale/finds-a-colleagues-answer", test_finds_a_colleagues_answer);

  return g_test_run ();
}
