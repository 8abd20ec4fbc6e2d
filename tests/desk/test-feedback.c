/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-csat.h"
#include "server/desk/bhd-read-marks.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static BhConversation *
read_to (Fixture *f, const BhdCaller *caller, gint64 seq)
{
  BhConversation *conversation = bhd_read_marks_move (&f->turn, caller, f->id, seq, &f->error);

  g_assert_no_error (f->error);
  return conversation;
}

static BhConversation *
rate (Fixture *f, gint64 score, const char *comment, gboolean *created)
{
  return bhd_csat_give (&f->turn, f->ada, f->id, score, comment, created, &f->error);
}

static void
resolve (Fixture *f)
{
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);

  g_assert_nonnull (closed);
}

/* -- the desk reads ------------------------------------------------------------------------- */

static void
test_visitors_messages_are_unread (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "a");
  g_autoptr (BhMessage) b = desk_say (f, f->ada, "b");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpint (conversation->unread, ==, 2);
}

static void
test_reading_counts_down (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "a");
  g_autoptr (BhMessage) b = desk_say (f, f->ada, "b");
  g_autoptr (BhConversation) read = read_to (f, f->mia, a->seq);

  g_assert_cmpint (read->unread, ==, 1);
}

static void
test_late_reading_never_counts_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "a");
  g_autoptr (BhConversation) read = read_to (f, f->mia, a->seq);
  g_autoptr (BhConversation) late = read_to (f, f->noah, 0);

  g_assert_cmpint (late->unread, ==, 0);
}

static void
test_visitor_is_told_how_far_the_desk_has_read (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "a");
  g_autoptr (BhConversation) read = read_to (f, f->mia, a->seq);
  g_autofree char *mark = g_strdup_printf ("\"operator_read_seq\":%" G_GINT64_FORMAT, a->seq);
  BhdEvent *event = desk_last_event (f, "conversation.updated");

  g_assert_cmpstr (event->contact_id, ==, f->ada->contact_id);
  g_assert_nonnull (strstr (event->body, mark));
}

static void
test_visitor_is_not_told_who_reads (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "a");
  g_autoptr (BhConversation) read = read_to (f, f->mia, a->seq);

  g_assert_null (strstr (desk_last_event (f, "conversation.updated")->body, f->mia->name));
}

/* -- the visitor reads ---------------------------------------------------------------------- */

static void
test_answers_are_unread_to_the_visitor (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) a = desk_say (f, f->mia, "a");
  g_autoptr (BhMessage) b = desk_say (f, f->mia, "b");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpint (conversation->visitor_unread, ==, 2);
}

static void
test_notes_and_notices_are_not_unread (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  g_autoptr (BhConversation) conversation = NULL;

  resolve (f);
  conversation = desk_look (f);
  g_assert_cmpint (conversation->visitor_unread, ==, 0);
}

static void
test_visitors_reading_counts_down (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) a = desk_say (f, f->mia, "a");
  g_autoptr (BhMessage) b = desk_say (f, f->mia, "b");
  g_autoptr (BhConversation) read = read_to (f, f->ada, a->seq);

  g_assert_cmpint (read->visitor_unread, ==, 1);
  g_assert_cmpint (read->visitor_read_seq, ==, a->seq);
}

static void
test_who_writes_has_read (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "a");
  g_autoptr (BhMessage) thanks = desk_say (f, f->ada, "thanks");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpint (conversation->visitor_unread, ==, 0);
  g_assert_cmpint (conversation->visitor_read_seq, ==, thanks->seq);
}

static void
test_each_side_has_its_own_mark (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "a");
  g_autoptr (BhConversation) read = read_to (f, f->ada, answer->seq);

  g_assert_cmpint (read->operator_read_seq, ==, 0);
  g_assert_cmpint (read->unread, ==, 1);
}

/* However often it is said, and whatever numbers are tried. */
static void
test_one_event_for_each_message_at_most (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "a");
  guint events = f->turn.events->len;

  for (gint64 seq = 0; seq < answer->seq + 20; seq++)
    bh_conversation_unref (read_to (f, f->ada, seq));
  g_assert_cmpuint (f->turn.events->len, ==, events + 1);
}

static void
test_mark_never_runs_ahead (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "a");
  g_autoptr (BhConversation) far = read_to (f, f->ada, G_MAXINT64);
  g_autoptr (BhMessage) later = desk_say (f, f->mia, "b");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpint (far->visitor_read_seq, ==, answer->seq);
  g_assert_cmpint (conversation->visitor_unread, ==, 1);
}

/* -- how content the visitor was ------------------------------------------------------------ */

static void
test_rating_is_kept (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhConversation) rated = NULL;
  g_autoptr (BhConversation) seen = NULL;

  resolve (f);
  rated = rate (f, 4, "quick", &created);
  seen = desk_look (f);
  g_assert_true (created);
  g_assert_cmpint (seen->csat_score, ==, 4);
  g_assert_cmpstr (seen->csat_comment, ==, "quick");
  g_assert_cmpint (seen->csat_us, ==, f->turn.now_us);
}

static void
test_rating_is_told_to_the_desk (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhConversation) rated = NULL;

  resolve (f);
  rated = rate (f, 4, "quick", &created);
  g_assert_nonnull (strstr (desk_last_event (f, "conversation.updated")->desk,
                            "\"csat\":{\"score\":4,\"comment\":\"quick\""));
}

static void
test_open_conversation_is_not_rated (Fixture *f, gconstpointer data)
{
  gboolean created;

  g_assert_null (rate (f, 4, "", &created));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_same_rating_again_changes_nothing (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhConversation) first = NULL;
  g_autoptr (BhConversation) again = NULL;
  guint events;

  resolve (f);
  first = rate (f, 4, "quick", &created);
  events = f->turn.events->len;
  again = rate (f, 4, "quick", &created);
  g_assert_nonnull (again);
  g_assert_false (created);
  g_assert_cmpuint (f->turn.events->len, ==, events);
}

static void
test_second_rating_is_a_conflict (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhConversation) first = NULL;

  resolve (f);
  first = rate (f, 4, "", &created);
  g_assert_null (rate (f, 5, "", &created));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_rating_survives_what_comes_after (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhConversation) rated = NULL;
  g_autoptr (BhConversation) reopened = NULL;
  g_autoptr (BhMessage) more = NULL;
  g_autoptr (BhConversation) seen = NULL;

  resolve (f);
  rated = rate (f, 4, "", &created);
  reopened = bhd_conversations_reopen (&f->turn, f->mia, f->id, &f->error);
  more = desk_say (f, f->ada, "one thing more");
  seen = desk_look (f);
  g_assert_cmpint (seen->csat_score, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DESK_TEST ("/desk/read/visitors-messages-are-unread", test_visitors_messages_are_unread);
  DESK_TEST ("/desk/read/counts-down", test_reading_counts_down);
  DESK_TEST ("/desk/read/late-never-counts-up", test_late_reading_never_counts_up);
  DESK_TEST ("/desk/read/visitor-is-told-how-far", test_visitor_is_told_how_far_the_desk_has_read);
  DESK_TEST ("/desk/read/visitor-is-not-told-who", test_visitor_is_not_told_who_reads);
  DESK_TEST ("/desk/read/answers-are-unread-to-the-visitor",
             test_answers_are_unread_to_the_visitor);
  DESK_TEST ("/desk/read/notes-and-notices-are-not-unread", test_notes_and_notices_are_not_unread);
  DESK_TEST ("/desk/read/visitors-counts-down", test_visitors_reading_counts_down);
  DESK_TEST ("/desk/read/who-writes-has-read", test_who_writes_has_read);
  DESK_TEST ("/desk/read/each-side-has-its-own-mark", test_each_side_has_its_own_mark);
  DESK_TEST ("/desk/read/one-event-for-each-message-at-most",
             test_one_event_for_each_message_at_most);
  DESK_TEST ("/desk/read/mark-never-runs-ahead", test_mark_never_runs_ahead);
  DESK_TEST ("/desk/csat/is-kept", test_rating_is_kept);
  DESK_TEST ("/desk/csat/is-told-to-the-desk", test_rating_is_told_to_the_desk);
  DESK_TEST ("/desk/csat/open-conversation-is-not-rated", test_open_conversation_is_not_rated);
  DESK_TEST ("/desk/csat/same-again-changes-nothing", test_same_rating_again_changes_nothing);
  DESK_TEST ("/desk/csat/second-is-a-conflict", test_second_rating_is_a_conflict);
  DESK_TEST ("/desk/csat/survives-what-comes-after", test_rating_survives_what_comes_after);
  return g_test_run ();
}
