/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/bhd-change-private.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static BhMessage *
post_as (Fixture *f, const BhdCaller *caller, const char *id, BhMessageKind kind, gboolean *created)
{
  return bhd_messages_post (&f->turn, caller, f->id, id, kind, "again", NULL, created, &f->error);
}

static void
test_same_id_is_stored_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) first = desk_say (f, f->ada, "Hello");
  gboolean created = TRUE;
  g_autoptr (BhMessage) again = post_as (f, f->ada, first->id, BH_MESSAGE_TEXT, &created);
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_false (created);
  g_assert_cmpstr (again->body, ==, "Hello");
  g_assert_cmpint (again->seq, ==, first->seq);
  g_assert_cmpint (conversation->unread, ==, 1);
}

static void
test_same_id_publishes_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) first = desk_say (f, f->ada, "Hello");
  guint events = f->turn.events->len;
  gboolean created;
  g_autoptr (BhMessage) again = post_as (f, f->ada, first->id, BH_MESSAGE_TEXT, &created);

  g_assert_cmpuint (f->turn.events->len, ==, events);
}

static void
test_repeat_after_closing_is_answered (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) first = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);
  gboolean created;
  g_autoptr (BhMessage) again = post_as (f, f->ada, first->id, BH_MESSAGE_TEXT, &created);

  g_assert_nonnull (again);
}

static void
test_operators_id_is_a_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "Hello");
  gboolean created;

  g_assert_null (post_as (f, f->ada, answer->id, BH_MESSAGE_TEXT, &created));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_notes_id_is_a_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  gboolean created;

  g_assert_null (post_as (f, f->ada, note->id, BH_MESSAGE_TEXT, &created));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_other_conversations_id_is_a_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  g_autofree char *other = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_open (&f->turn, f->ada, other, &created, &f->error);

  g_assert_null (bhd_messages_post (&f->turn, f->ada, other, message->id, BH_MESSAGE_TEXT, "Hello",
                                    NULL, &created, &f->error));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_closed_takes_no_visitors_text (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);
  g_autofree char *id = bh_id_new ();
  gboolean created;

  g_assert_null (post_as (f, f->ada, id, BH_MESSAGE_TEXT, &created));
  g_assert_nonnull (strstr (f->error->message, "start a new one"));
  desk_assert_error (f, BH_ERROR_CLOSED);
}

static void
test_closed_takes_no_operators_text (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);
  g_autofree char *id = bh_id_new ();
  gboolean created;

  g_assert_null (post_as (f, f->mia, id, BH_MESSAGE_TEXT, &created));
  g_assert_nonnull (strstr (f->error->message, "reopen it first"));
  desk_assert_error (f, BH_ERROR_CLOSED);
}

static void
test_closed_takes_notes (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "done");

  g_assert_nonnull (note);
}

static void
test_visitor_writes_no_notes (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  gboolean created;

  g_assert_null (post_as (f, f->ada, id, BH_MESSAGE_NOTE, &created));
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
}

static void
test_nobody_writes_notices (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  gboolean created;

  g_assert_null (post_as (f, f->mia, id, BH_MESSAGE_NOTICE, &created));
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
}

static void
test_notes_stay_out_of_a_visitors_page (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  gboolean more;
  g_autoptr (GPtrArray) page =
      bhd_messages_page (&f->turn, f->ada, f->id, 0, 0, 50, &more, &f->error);

  g_assert_cmpuint (page->len, ==, 1); /* the greeting */
  g_assert_cmpint (((BhMessage *) page->pdata[0])->kind, ==, BH_MESSAGE_TEXT);
}

/* The greeting of a new conversation, as mia sees it. */
static BhMessage *
greeting_of_a_new_one (Fixture *f)
{
  g_autofree char *id = bh_id_new ();
  gboolean created, more;
  g_autoptr (BhConversation) opened =
      bhd_conversations_open (&f->turn, f->bob, id, &created, &f->error);
  g_autoptr (GPtrArray) page = bhd_messages_page (&f->turn, f->mia, id, 0, 0, 50, &more, &f->error);

  g_assert_no_error (f->error);
  g_assert_cmpuint (page->len, ==, 1);
  return bh_message_ref (page->pdata[0]);
}

static void
test_ai_greets (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) greeting = greeting_of_a_new_one (f);

  g_assert_cmpint (greeting->author, ==, BH_AUTHOR_AI);
  g_assert_cmpstr (greeting->author_name, ==, "Bell");
}

static void
test_organization_greets_where_the_ai_is_off (Fixture *f, gconstpointer data)
{
  gboolean off = FALSE;
  BhdOrganizationChange change = { .ai_enabled = &off };
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (&f->turn, "acme", &change, &f->error);
  g_autoptr (BhMessage) greeting = greeting_of_a_new_one (f);

  g_assert_cmpint (greeting->author, ==, BH_AUTHOR_SYSTEM);
  g_assert_cmpint (greeting->kind, ==, BH_MESSAGE_TEXT);
  g_assert_cmpstr (greeting->author_name, ==, "Acme");
  g_assert_cmpstr (greeting->body, ==, changed->greeting);
}

static void
test_notes_are_in_the_desks_page (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  gboolean more;
  g_autoptr (GPtrArray) page =
      bhd_messages_page (&f->turn, f->mia, f->id, 0, 0, 50, &more, &f->error);

  g_assert_cmpuint (page->len, ==, 2);
  g_assert_cmpstr (((BhMessage *) page->pdata[1])->body, ==, "psst");
}

static void
test_notes_event_stays_at_the_desk (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  BhdEvent *event = desk_last_event (f, "note.created");

  g_assert_null (event->contact_id);
}

static void
test_note_is_not_the_last_message (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) text = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpstr (conversation->last_body, ==, "Hello");
  g_assert_cmpint (conversation->message_count, ==, 2);
}

static void
test_notice_is_not_the_last_message (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) text = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) wanted =
      bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error);

  g_assert_no_error (f->error);
  g_assert_cmpstr (wanted->last_body, ==, "Hello");
  g_assert_cmpint (wanted->last_author, ==, BH_AUTHOR_VISITOR);
  g_assert_cmpint (wanted->last_kind, ==, BH_MESSAGE_TEXT);
  g_assert_cmpint (wanted->last_seq, ==, text->seq);
  g_assert_cmpint (wanted->message_count, ==, 2); /* the greeting, too */
}

static void
test_note_does_not_take_the_conversation (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpint (conversation->status, ==, BH_STATUS_UNRESOLVED);
  g_assert_null (conversation->assignee_id);
}

static void
test_event_carries_both_views (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) text = desk_say (f, f->ada, "Hello");
  BhdEvent *event = desk_last_event (f, "message.created");

  g_assert_cmpstr (event->contact_id, ==, f->ada->contact_id);
  g_assert_nonnull (strstr (event->body, "\"message\":{"));
  g_assert_nonnull (strstr (event->body, "\"conversation\":{"));
  g_assert_nonnull (strstr (event->desk, "\"conversation\":{"));
}

static void
test_visitors_view_tells_nothing_of_the_desk (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) text = desk_say (f, f->ada, "Hello");
  BhdEvent *event = desk_last_event (f, "message.created");

  g_assert_null (strstr (event->body, "priority"));
  g_assert_null (strstr (event->body, "visitor_read_seq"));
  g_assert_nonnull (strstr (event->desk, "priority"));
}

static void
test_revision_is_the_events_number (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) text = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) conversation = desk_look (f);
  BhdEvent *event = desk_last_event (f, "message.created");

  g_assert_cmpint (text->seq, ==, event->seq);
  g_assert_cmpint (conversation->seq, ==, event->seq);
  g_assert_cmpint (conversation->last_seq, ==, event->seq);
}

static void
test_numbers_rise_by_one (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "a");
  g_autoptr (BhMessage) b = desk_say (f, f->ada, "b");

  g_assert_cmpint (b->seq, ==, a->seq + 1);
}

static void
test_preview_is_cut_at_200_characters (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (BhMessage) text = NULL;
  g_autoptr (BhConversation) conversation = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (body, "ä");
  text = desk_say (f, f->ada, body->str);
  conversation = desk_look (f);
  g_assert_cmpint (g_utf8_strlen (conversation->last_body, -1), ==, 200);
}

/* Five messages after the greeting; pages of two. */
static GPtrArray *
page_of (Fixture *f, gint64 before, gint64 after, gboolean *more)
{
  GPtrArray *page = bhd_messages_page (&f->turn, f->ada, f->id, before, after, 2, more, &f->error);

  g_assert_no_error (f->error);
  return page;
}

static gint64
say_five (Fixture *f)
{
  gint64 first = 0;

  for (guint i = 0; i < 5; i++)
    {
      const char body[] = { (char) ('a' + i), '\0' };
      g_autoptr (BhMessage) message = desk_say (f, f->ada, body);

      first = i == 0 ? message->seq : first;
    }
  return first;
}

static const char *
body_at (GPtrArray *page, guint i)
{
  return ((BhMessage *) page->pdata[i])->body;
}

static void
test_newest_page_comes_first (Fixture *f, gconstpointer data)
{
  gboolean more = FALSE;
  g_autoptr (GPtrArray) page = NULL;

  say_five (f);
  page = page_of (f, 0, 0, &more);
  g_assert_cmpuint (page->len, ==, 2);
  g_assert_cmpstr (body_at (page, 0), ==, "d");
  g_assert_cmpstr (body_at (page, 1), ==, "e");
  g_assert_true (more);
}

static void
test_page_before_a_number (Fixture *f, gconstpointer data)
{
  gint64 first = say_five (f);
  gboolean more = FALSE;
  g_autoptr (GPtrArray) page = page_of (f, first + 3, 0, &more);

  g_assert_cmpstr (body_at (page, 0), ==, "b");
  g_assert_cmpstr (body_at (page, 1), ==, "c");
}

static void
test_page_after_a_number (Fixture *f, gconstpointer data)
{
  gint64 first = say_five (f);
  gboolean more = FALSE;
  g_autoptr (GPtrArray) page = page_of (f, 0, first, &more);

  g_assert_cmpstr (body_at (page, 0), ==, "b");
  g_assert_cmpstr (body_at (page, 1), ==, "c");
  g_assert_true (more);
}

static void
test_last_page_says_so (Fixture *f, gconstpointer data)
{
  gint64 first = say_five (f);
  gboolean more = TRUE;
  g_autoptr (GPtrArray) page = page_of (f, 0, first + 3, &more);

  g_assert_cmpuint (page->len, ==, 1);
  g_assert_false (more);
}

static BhMessage *
amend (Fixture *f, const char *id, const char *extra)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (&f->turn, f->mia, f->id, &f->error);

  return bhd_change_amend (&f->turn, row, id, extra, &f->error);
}

static void
test_amended_extra_is_kept_and_told (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) text = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) amended = amend (f, text->id, "{\"choices\":[]}");
  BhdEvent *event = desk_last_event (f, "message.updated");

  g_assert_cmpstr (amended->extra, ==, "{\"choices\":[]}");
  g_assert_cmpint (amended->seq, ==, text->seq);
  g_assert_nonnull (strstr (event->body, "\"extra\":{\"choices\":[]}"));
  g_assert_cmpstr (event->contact_id, ==, f->ada->contact_id);
  g_assert_cmpstr (event->conversation_id, ==, f->id);
}

static void
test_amended_note_stays_at_the_desk (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  g_autoptr (BhMessage) amended = amend (f, note->id, "{}");

  g_assert_nonnull (amended);
  g_assert_null (desk_last_event (f, "message.updated")->contact_id);
}

static void
test_another_conversations_message_is_not_amended (Fixture *f, gconstpointer data)
{
  g_assert_null (amend (f, "no-such-message", "{}"));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_null (desk_last_event (f, "message.updated"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/messages/same-id-is-stored-once", test_same_id_is_stored_once);
  DESK_TEST ("/desk/messages/same-id-publishes-once", test_same_id_publishes_once);
  DESK_TEST ("/desk/messages/repeat-after-closing-is-answered",
             test_repeat_after_closing_is_answered);
  DESK_TEST ("/desk/messages/operators-id-is-a-conflict", test_operators_id_is_a_conflict);
  DESK_TEST ("/desk/messages/notes-id-is-a-conflict", test_notes_id_is_a_conflict);
  DESK_TEST ("/desk/messages/other-conversations-id-is-a-conflict",
             test_other_conversations_id_is_a_conflict);
  DESK_TEST ("/desk/messages/closed-takes-no-visitors-text", test_closed_takes_no_visitors_text);
  DESK_TEST ("/desk/messages/closed-takes-no-operators-text", test_closed_takes_no_operators_text);
  DESK_TEST ("/desk/messages/closed-takes-notes", test_closed_takes_notes);
  DESK_TEST ("/desk/messages/visitor-writes-no-notes", test_visitor_writes_no_notes);
  DESK_TEST ("/desk/messages/nobody-writes-notices", test_nobody_writes_notices);
  DESK_TEST ("/desk/greeting/is-the-ais", test_ai_greets);
  DESK_TEST ("/desk/greeting/is-the-organizations-where-the-ai-is-off",
             test_organization_greets_where_the_ai_is_off);
  DESK_TEST ("/desk/notes/stay-out-of-a-visitors-page", test_notes_stay_out_of_a_visitors_page);
  DESK_TEST ("/desk/notes/are-in-the-desks-page", test_notes_are_in_the_desks_page);
  DESK_TEST ("/desk/notes/event-stays-at-the-desk", test_notes_event_stays_at_the_desk);
  DESK_TEST ("/desk/notes/are-not-the-last-message", test_note_is_not_the_last_message);
  DESK_TEST ("/desk/notices/are-not-the-last-message", test_notice_is_not_the_last_message);
  DESK_TEST ("/desk/notes/do-not-take-the-conversation", test_note_does_not_take_the_conversation);
  DESK_TEST ("/desk/events/carry-both-views", test_event_carries_both_views);
  DESK_TEST ("/desk/events/tell-visitors-nothing-of-the-desk",
             test_visitors_view_tells_nothing_of_the_desk);
  DESK_TEST ("/desk/events/revision-is-the-number", test_revision_is_the_events_number);
  DESK_TEST ("/desk/events/numbers-rise-by-one", test_numbers_rise_by_one);
  DESK_TEST ("/desk/messages/preview-is-cut", test_preview_is_cut_at_200_characters);
  DESK_TEST ("/desk/page/newest-comes-first", test_newest_page_comes_first);
  DESK_TEST ("/desk/page/before-a-number", test_page_before_a_number);
  DESK_TEST ("/desk/page/after-a-number", test_page_after_a_number);
  DESK_TEST ("/desk/page/last-says-so", test_last_page_says_so);
  DESK_TEST ("/desk/message/amended-extra-is-kept-and-told", test_amended_extra_is_kept_and_told);
  DESK_TEST ("/desk/message/amended-note-stays-at-the-desk", test_amended_note_stays_at_the_desk);
  DESK_TEST ("/desk/message/another-conversations-message-is-not-amended",
             test_another_conversations_message_is_not_amended);
  return g_test_run ();
}
