/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Drafts, what can be taken back, and what was written without having seen a colleague's answer. */
#include "console/model/writing/bhc-writing.h"

#include "common/bh-error.h"
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

static void
set_undo (BhtDesk *fixture, guint seconds)
{
  g_object_set (bhc_desk_get_preferences (fixture->desk), "undo-seconds", seconds, NULL);
}

static void
send_words (BhtDesk *fixture, const char *id, const char *body, gint64 seen_seq)
{
  BhcLetter *letter = bhc_letter_new (body);

  letter->seen_seq = seen_seq;
  bhc_desk_send (fixture->desk, id, BH_MESSAGE_TEXT, letter);
}

static void
keep (BhtDesk *fixture, const char *id, BhMessageKind kind, const char *body)
{
  bhc_desk_keep_draft (fixture->desk, id, kind, bhc_letter_new (body));
}

static char *
draft_of (BhtDesk *fixture, const char *id, BhMessageKind kind)
{
  g_autoptr (BhcLetter) letter = bhc_desk_read_draft (fixture->desk, id, kind);

  return g_strdup (letter->body);
}

#define assert_draft(fixture, id, kind, words)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = draft_of (fixture, id, kind);                                         \
    g_assert_cmpstr (found, ==, words);                                                            \
  }                                                                                                \
  G_STMT_END

static char *
id_at (BhcTranscript *transcript, guint position)
{
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), position);

  return g_strdup (bhc_message_get_record (row)->id);
}

static gboolean
recall (BhtDesk *fixture, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  BhMessageKind kind = BH_MESSAGE_NOTICE;

  bhc_desk_recall_async (fixture->desk, id, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  return bhc_desk_recall_finish (fixture->desk, result, &kind, error);
}

/* ---- drafts ---- */

static void
test_drafts_of_each_kind (BhtDesk *fixture, gconstpointer data)
{
  const char *ada = bht_mock_open (fixture->mock, "Ada");
  const char *bob = bht_mock_open (fixture->mock, "Bob");

  bht_desk_sign_in (fixture, FALSE);
  keep (fixture, ada, BH_MESSAGE_TEXT, "for Ada");
  keep (fixture, ada, BH_MESSAGE_NOTE, "about Ada");
  assert_draft (fixture, ada, BH_MESSAGE_TEXT, "for Ada");
  assert_draft (fixture, ada, BH_MESSAGE_NOTE, "about Ada");
  assert_draft (fixture, bob, BH_MESSAGE_TEXT, "");
}

static void
test_drafts_survive_a_restart (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  BhcLetter *letter = bhc_letter_new ("@Sam, look");
  g_autoptr (BhcLetter) found = NULL;

  bht_desk_sign_in (fixture, FALSE);
  g_ptr_array_add (letter->mentions, bhc_mention_new (BHT_COLLEAGUE, "Sam"));
  bhc_desk_keep_draft (fixture->desk, id, BH_MESSAGE_NOTE, letter);
  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);

  found = bhc_desk_read_draft (fixture->desk, id, BH_MESSAGE_NOTE);
  g_assert_cmpstr (found->body, ==, "@Sam, look");
  g_assert_cmpuint (found->mentions->len, ==, 1);
  g_assert_cmpstr (((BhcMention *) found->mentions->pdata[0])->id, ==, BHT_COLLEAGUE);
}

static char *
told_draft (BhcConversation *row)
{
  char *draft;

  g_object_get (row, "draft", &draft, NULL);
  return draft;
}

static gboolean
tells_draft (BhcConversation *row, const char *words)
{
  g_autofree char *draft = told_draft (row);

  return g_strcmp0 (draft, words) == 0;
}

static void
test_conversation_tells_its_draft (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcConversation) row = NULL;

  bht_desk_sign_in (fixture, FALSE);
  row = bhc_desk_find_conversation (fixture->desk, id);
  keep (fixture, id, BH_MESSAGE_TEXT, "two\nlines");
  bht_wait_until (tells_draft (row, "two lines"));
  keep (fixture, id, BH_MESSAGE_TEXT, "");
  bht_wait_until (tells_draft (row, NULL));
}

static void
let_go_cb (BhcConversation *row, GParamSpec *pspec, GPtrArray *others)
{
  g_ptr_array_set_size (others, 0);
}

static void
test_others_are_let_go_of_meanwhile (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BhcConversation) row = NULL;
  const char *ids[8];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = bht_mock_open (fixture->mock, "Bob");
  bht_desk_sign_in (fixture, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_ptr_array_add (others, bhc_desk_find_conversation (fixture->desk, ids[i]));
      g_assert_true (tells_draft (others->pdata[i], NULL));
    }
  row = bhc_desk_find_conversation (fixture->desk, id);
  g_assert_true (tells_draft (row, NULL));
  g_signal_connect (row, "notify::draft", G_CALLBACK (let_go_cb), others);
  keep (fixture, id, BH_MESSAGE_TEXT, "half");

  bht_wait_until (tells_draft (row, "half"));
  g_assert_cmpuint (others->len, ==, 0);
}

static void
test_sending_ends_the_draft (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 0);
  keep (fixture, id, BH_MESSAGE_TEXT, "half");
  bhc_desk_flush_drafts (fixture->desk);
  send_words (fixture, id, "whole", 0);
  assert_draft (fixture, id, BH_MESSAGE_TEXT, "");
  bht_wait_until (stored (fixture, id)->len == 1 && outbox (fixture) == 0);

  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);
  assert_draft (fixture, id, BH_MESSAGE_TEXT, "");
}

/* ---- taking back ---- */

static void
test_held_message_goes_by_itself (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 1);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  send_words (fixture, id, "in a moment", 0);
  bht_wait_until (bht_count (transcript) == 1);
  g_assert_cmpint (bht_delivery_at (transcript, 0), ==, BHC_DELIVERY_HELD);
  g_assert_cmpuint (stored (fixture, id)->len, ==, 0);

  bht_wait_until (bht_delivery_at (transcript, 0) == BHC_DELIVERY_STORED);
  g_assert_cmpuint (stored (fixture, id)->len, ==, 1);
}

static void
test_held_message_holds_what_follows (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 1);
  send_words (fixture, id, "first", 0);
  bhc_desk_post (fixture->desk, id, BH_MESSAGE_TEXT, "second");
  bht_wait_until (stored (fixture, id)->len == 2 && outbox (fixture) == 0);
  g_assert_cmpstr (((BhMessage *) stored (fixture, id)->pdata[0])->body, ==, "first");
}

static void
test_taken_back (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autofree char *held = NULL;
  g_autoptr (GError) error = NULL;

  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 60);
  send_words (fixture, id, "not like this", 0);
  bht_wait_until (outbox (fixture) == 1);
  keep (fixture, id, BH_MESSAGE_TEXT, "and on");
  held = bhc_desk_find_held (fixture->desk, id);
  g_assert_nonnull (held);
  g_assert_true (recall (fixture, held, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (outbox (fixture), ==, 0);
  assert_draft (fixture, id, BH_MESSAGE_TEXT, "not like this\nand on");
  g_assert_cmpuint (stored (fixture, id)->len, ==, 0);
}

static void
test_too_late_to_take_back (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 0);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  send_words (fixture, id, "gone", 0);
  bht_wait_until (bht_count (transcript) == 1 &&
                  bht_delivery_at (transcript, 0) == BHC_DELIVERY_STORED);
  message = id_at (transcript, 0);
  g_assert_false (recall (fixture, message, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_CLOSED);
  assert_draft (fixture, id, BH_MESSAGE_TEXT, "");
}

static void
test_held_over_a_restart_is_sent (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 2);
  send_words (fixture, id, "once", 0);
  bht_wait_until (outbox (fixture) == 1);
  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);
  bht_wait_until (stored (fixture, id)->len == 1 && outbox (fixture) == 0);
}

/* ---- a colleague answers meanwhile ---- */

static void
go_offline (BhtDesk *fixture)
{
  bht_mock_go_away (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
}

/* Returns: (transfer full): at its end what was written offline, refused. */
static BhcTranscript *
answer_over_a_colleague (BhtDesk *fixture, const char *id)
{
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR, "hello?");
  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 0);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (bht_count (transcript) == 1);
  go_offline (fixture);
  bht_mock_say (fixture->mock, id, BH_AUTHOR_OPERATOR, "Sam is on it");
  send_words (fixture, id, "I am on it", bhc_desk_get_seen (fixture->desk, id));
  bht_wait_until (bht_count (transcript) == 2);
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
  g_assert_cmpstr (who, ==, ((BhMessage *) stored (fixture, id)->pdata[1])->author_name);
  g_assert_true (offline);
  g_assert_cmpstr (bht_body_at (transcript, 1), ==, "Sam is on it");
  g_assert_cmpuint (stored (fixture, id)->len, ==, 2);
}

static void
test_stale_is_sent_anyway (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = answer_over_a_colleague (fixture, id);
  g_autofree char *message = id_at (transcript, 2);

  bhc_desk_retry_message (fixture->desk, message);
  bht_wait_until (bht_delivery_at (transcript, 2) == BHC_DELIVERY_STORED);
  g_assert_cmpuint (stored (fixture, id)->len, ==, 3);
}

static void
test_stale_is_edited (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = answer_over_a_colleague (fixture, id);
  g_autofree char *message = id_at (transcript, 2);

  g_assert_true (recall (fixture, message, NULL));
  bht_wait_until (bht_count (transcript) == 2);
  assert_draft (fixture, id, BH_MESSAGE_TEXT, "I am on it");
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

/* ---- finding ---- */

static GArray *
find (BhcTranscript *transcript, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean partial = TRUE;
  GArray *seqs;

  bhc_transcript_find_async (transcript, words, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  seqs = bhc_transcript_find_finish (transcript, result, &partial, NULL);
  g_assert_nonnull (seqs);
  g_assert_false (partial);
  return seqs;
}

static void
test_finds_over_all_messages (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (GArray) seqs = NULL;
  guint row;

  for (guint i = 0; i < 700; i++)
    bht_mock_say (fixture->mock, id, BH_AUTHOR_VISITOR,
                  i % 300 == 5 ? "Where is my NEEDLE?" : "hay");
  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  seqs = find (transcript, "needle");
  g_assert_cmpuint (seqs->len, ==, 3);

  row = bhc_transcript_go_to (transcript, g_array_index (seqs, gint64, 0));
  g_assert_cmpstr (bht_body_at (transcript, row), ==, "Where is my NEEDLE?");
  g_assert_true (bhc_transcript_get_has_newer (transcript));
  bhc_transcript_go_to_end (transcript);
  g_assert_false (bhc_transcript_get_has_newer (transcript));
}

/* ---- mentions ---- */

static void
test_mentions_travel (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  BhcLetter *letter = bhc_letter_new ("@Sam, please");

  bht_desk_sign_in (fixture, FALSE);
  set_undo (fixture, 0);
  g_ptr_array_add (letter->mentions, bhc_mention_new (BHT_COLLEAGUE, "Sam"));
  g_ptr_array_add (letter->mentions, bhc_mention_new ("somebody", "Taken Out"));
  bhc_desk_send (fixture->desk, id, BH_MESSAGE_NOTE, letter);
  bht_wait_until (stored (fixture, id)->len == 1);
  g_assert_cmpstr (((BhMessage *) stored (fixture, id)->pdata[0])->extra, ==,
                   "{\"mentions\":[\"" BHT_COLLEAGUE "\"]}");
}

static void
test_hostile_extra (void)
{
  static const char *const cases[] = {
    "",
    "null",
    "[]",
    "{\"mentions\":1}",
    "{\"mentions\":[1],\"mention_names\":[\"a\"]}",
    "{\"mentions\":[\"a\"],\"mention_names\":[{}]}",
    "{\"mentions\":[\"a\",\"b\"],\"mention_names\":[]}",
    "{\"attachments\":{}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BhcLetter) letter = bhc_letter_read ("words", cases[i]);

      g_assert_cmpuint (letter->mentions->len, ==, 0);
      g_assert_cmpuint (letter->files->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/writing/drafts-of-each-kind", test_drafts_of_each_kind);
  BHT_ADD_DESK ("/console/writing/drafts-survive-a-restart", test_drafts_survive_a_restart);
  BHT_ADD_DESK ("/console/writing/conversation-tells-its-draft", test_conversation_tells_its_draft);
  BHT_ADD_DESK ("/console/writing/others-are-let-go-of-when-a-draft-is-told",
                test_others_are_let_go_of_meanwhile);
  BHT_ADD_DESK ("/console/writing/sending-ends-the-draft", test_sending_ends_the_draft);
  BHT_ADD_DESK ("/console/writing/held-goes-by-itself", test_held_message_goes_by_itself);
  BHT_ADD_DESK ("/console/writing/held-holds-what-follows", test_held_message_holds_what_follows);
  BHT_ADD_DESK ("/console/writing/taken-back", test_taken_back);
  BHT_ADD_DESK ("/console/writing/too-late-to-take-back", test_too_late_to_take_back);
  BHT_ADD_DESK ("/console/writing/held-over-a-restart-is-sent", test_held_over_a_restart_is_sent);
  BHT_ADD_DESK ("/console/writing/stale-is-refused", test_stale_is_refused);
  BHT_ADD_DESK ("/console/writing/stale-is-sent-anyway", test_stale_is_sent_anyway);
  BHT_ADD_DESK ("/console/writing/stale-is-edited", test_stale_is_edited);
  BHT_ADD_DESK ("/console/writing/finds-a-colleagues-answer", test_finds_a_colleagues_answer);
  BHT_ADD_DESK ("/console/writing/mentions-travel", test_mentions_travel);
  BHT_ADD_DESK ("/console/writing/finds-over-all-messages", test_finds_over_all_messages);
  g_test_add_func ("/console/writing/hostile-extra", test_hostile_extra);

  return g_test_run ();
}
