/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Drafts, and what can be taken back. */
#include "console/model/writing/bhc-writing.h"

#include "common/bh-error.h"
#include "tests/console/bht-wait.h"
#include "tests/console/writing/writing-fixture.h"

/* ---- drafts ---- */

static void
test_drafts_of_each_kind (BhtDesk *fixture, gconstpointer data)
{
  const char *ada = bht_mock_open (fixture->mock, "Ada");
  const char *bob = bht_mock_open (fixture->mock, "Bob");

  bht_desk_sign_in (fixture, FALSE);
  writing_keep (fixture, ada, BH_MESSAGE_TEXT, "for Ada");
  writing_keep (fixture, ada, BH_MESSAGE_NOTE, "about Ada");
  writing_assert_draft (fixture, ada, BH_MESSAGE_TEXT, "for Ada");
  writing_assert_draft (fixture, ada, BH_MESSAGE_NOTE, "about Ada");
  writing_assert_draft (fixture, bob, BH_MESSAGE_TEXT, "");
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
  writing_keep (fixture, id, BH_MESSAGE_TEXT, "two\nlines");
  bht_wait_until (tells_draft (row, "two lines"));
  writing_keep (fixture, id, BH_MESSAGE_TEXT, "");
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
  writing_keep (fixture, id, BH_MESSAGE_TEXT, "half");

  bht_wait_until (tells_draft (row, "half"));
  g_assert_cmpuint (others->len, ==, 0);
}

static void
test_sending_ends_the_draft (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  writing_set_undo (fixture, 0);
  writing_keep (fixture, id, BH_MESSAGE_TEXT, "half");
  bhc_desk_flush_drafts (fixture->desk);
  writing_send_words (fixture, id, "whole", 0);
  writing_assert_draft (fixture, id, BH_MESSAGE_TEXT, "");
  bht_wait_until (writing_stored (fixture, id)->len == 1 && writing_outbox (fixture) == 0);

  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);
  writing_assert_draft (fixture, id, BH_MESSAGE_TEXT, "");
}

/* ---- taking back ---- */

static void
test_held_message_goes_by_itself (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;

  bht_desk_sign_in (fixture, FALSE);
  writing_set_undo (fixture, 1);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  writing_send_words (fixture, id, "in a moment", 0);
  bht_wait_until (bht_count (transcript) == 1);
  g_assert_cmpint (bht_delivery_at (transcript, 0), ==, BHC_DELIVERY_HELD);
  g_assert_cmpuint (writing_stored (fixture, id)->len, ==, 0);

  bht_wait_until (bht_delivery_at (transcript, 0) == BHC_DELIVERY_STORED);
  g_assert_cmpuint (writing_stored (fixture, id)->len, ==, 1);
}

static void
test_held_message_holds_what_follows (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  writing_set_undo (fixture, 1);
  writing_send_words (fixture, id, "first", 0);
  bhc_desk_post (fixture->desk, id, BH_MESSAGE_TEXT, "second");
  bht_wait_until (writing_stored (fixture, id)->len == 2 && writing_outbox (fixture) == 0);
  g_assert_cmpstr (((BhMessage *) writing_stored (fixture, id)->pdata[0])->body, ==, "first");
}

static void
test_taken_back (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autofree char *held = NULL;
  g_autoptr (GError) error = NULL;

  bht_desk_sign_in (fixture, FALSE);
  writing_set_undo (fixture, 60);
  writing_send_words (fixture, id, "not like this", 0);
  bht_wait_until (writing_outbox (fixture) == 1);
  writing_keep (fixture, id, BH_MESSAGE_TEXT, "and on");
  held = bhc_desk_find_held (fixture->desk, id);
  g_assert_nonnull (held);
  g_assert_true (writing_recall (fixture, held, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (writing_outbox (fixture), ==, 0);
  writing_assert_draft (fixture, id, BH_MESSAGE_TEXT, "not like this\nand on");
  g_assert_cmpuint (writing_stored (fixture, id)->len, ==, 0);
}

static void
test_too_late_to_take_back (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  bht_desk_sign_in (fixture, FALSE);
  writing_set_undo (fixture, 0);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  writing_send_words (fixture, id, "gone", 0);
  bht_wait_until (bht_count (transcript) == 1 &&
                  bht_delivery_at (transcript, 0) == BHC_DELIVERY_STORED);
  message = writing_id_at (transcript, 0);
  g_assert_false (writing_recall (fixture, message, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_CLOSED);
  writing_assert_draft (fixture, id, BH_MESSAGE_TEXT, "");
}

static void
test_held_over_a_restart_is_sent (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  writing_set_undo (fixture, 2);
  writing_send_words (fixture, id, "once", 0);
  bht_wait_until (writing_outbox (fixture) == 1);
  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);
  bht_wait_until (writing_stored (fixture, id)->len == 1 && writing_outbox (fixture) == 0);
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
  writing_set_undo (fixture, 0);
  g_ptr_array_add (letter->mentions, bhc_mention_new (BHT_COLLEAGUE, "Sam"));
  g_ptr_array_add (letter->mentions, bhc_mention_new ("somebody", "Taken Out"));
  bhc_desk_send (fixture->desk, id, BH_MESSAGE_NOTE, letter);
  bht_wait_until (writing_stored (fixture, id)->len == 1);
  g_assert_cmpstr (((BhMessage *) writing_stored (fixture, id)->pdata[0])->extra, ==,
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
  BHT_ADD_DESK ("/console/writing/mentions-travel", test_mentions_travel);
  BHT_ADD_DESK ("/console/writing/finds-over-all-messages", test_finds_over_all_messages);
  g_test_add_func ("/console/writing/hostile-extra", test_hostile_extra);

  return g_test_run ();
}
