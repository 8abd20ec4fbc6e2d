/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/voice/bhd-callback.h"
#include "tests/desk/desk-fixture.h"

#define PHONE "0049 170 1234567"
#define BODY "Please call me: +491701234567"

typedef DeskFixture Fixture;

/* Returns: (nullable): NULL where it is refused. */
static BhConversation *
call_as (Fixture *f, const BhdCaller *visitor, const char *id, const char *phone)
{
  BhConversation *conversation = NULL;
  gboolean created;
  g_autoptr (BhMessage) message = bhd_callback_request (&f->turn, visitor, f->id, id, phone,
                                                        &conversation, &created, &f->error);

  g_assert_true ((message == NULL) == (conversation == NULL));
  g_assert_true ((message == NULL) == (f->error != NULL));
  return conversation;
}

static BhConversation *
call (Fixture *f)
{
  g_autofree char *id = bh_id_new ();
  BhConversation *conversation = call_as (f, f->ada, id, PHONE);

  g_assert_no_error (f->error);
  return conversation;
}

static guint
count_calls (Fixture *f)
{
  gboolean more;
  guint count = 0;
  g_autoptr (GPtrArray) messages =
      bhd_messages_page (&f->turn, f->mia, f->id, 0, 0, 100, &more, &f->error);

  g_assert_no_error (f->error);
  for (guint i = 0; i < messages->len; i++)
    count += g_str_equal (((BhMessage *) messages->pdata[i])->body, BODY);
  return count;
}

static void
test_message (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) conversation = NULL;
  gboolean created = FALSE;
  g_autoptr (BhMessage) message =
      bhd_callback_request (&f->turn, f->ada, f->id, id, PHONE, &conversation, &created, &f->error);

  g_assert_no_error (f->error);
  g_assert_true (created);
  g_assert_cmpstr (message->id, ==, id);
  g_assert_cmpstr (message->body, ==, BODY);
  g_assert_cmpint (message->author, ==, BH_AUTHOR_VISITOR);
  g_assert_cmpuint (count_calls (f), ==, 1);
}

static void
test_person (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) called = call (f);
  g_autoptr (BhConversation) stored = desk_look (f);

  g_assert_cmpint (stored->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (stored->handoff_status, ==, "pending");
  g_assert_cmpstr (stored->handoff_reason, ==, "call_requested");
  g_assert_cmpstr (stored->handoff_summary, ==, BODY);
  g_assert_cmpstr (stored->priority, ==, "high");
  g_assert_cmpstr (stored->channel, ==, "widget");
  g_assert_cmpint (stored->waiting_since_us, ==, NOW);
  g_assert_cmpint (called->seq, ==, stored->seq);
}

static void
test_one_notice (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) first = call (f);
  g_autoptr (BhConversation) second = call (f);

  g_assert_cmpstr (first->handoff_id, ==, second->handoff_id);
  g_assert_cmpuint (desk_count_notices (f, "handoff_requested"), ==, 1);
  g_assert_cmpuint (count_calls (f), ==, 2);
}

static void
test_repeat (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) first = call_as (f, f->ada, id, PHONE);
  guint events = f->turn.events->len;
  gboolean created = TRUE;
  g_autoptr (BhConversation) second = NULL;
  g_autoptr (BhMessage) message = bhd_callback_request (
      &f->turn, f->ada, f->id, id, "+49 (170) 1234567", &second, &created, &f->error);

  g_assert_no_error (f->error);
  g_assert_false (created);
  g_assert_cmpstr (message->id, ==, id);
  g_assert_cmpint (first->seq, ==, second->seq);
  g_assert_cmpuint (f->turn.events->len, ==, events);
}

static void
test_repeat_after_the_end (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) first = call_as (f, f->ada, id, PHONE);
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);
  g_autoptr (BhConversation) second = call_as (f, f->ada, id, PHONE);

  g_assert_no_error (f->error);
  g_assert_cmpint (second->status, ==, BH_STATUS_RESOLVED);
}

static void
test_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted =
      bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error);
  g_autoptr (BhConversation) called = call (f);
  g_autoptr (BhConversation) stored = desk_look (f);

  g_assert_cmpstr (called->handoff_id, ==, wanted->handoff_id);
  g_assert_cmpstr (stored->handoff_reason, ==, "call_requested");
  g_assert_cmpstr (stored->priority, ==, "high");
  g_assert_cmpuint (desk_count_notices (f, "handoff_requested"), ==, 1);
}

/* The consoles hear of a new reason; the visitor's number was news enough for the visitor. */
static void
test_waiting_is_told_the_desk (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted =
      bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error);
  g_autoptr (BhConversation) called = call (f);
  BhdEvent *event = desk_last_event (f, "conversation.updated");

  g_assert_nonnull (event);
  g_assert_null (event->contact_id);
  g_assert_cmpint (event->seq, ==, called->seq);
}

static void
test_claimed (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = bhd_conversations_claim (&f->turn, f->mia, f->id, &f->error);
  g_autoptr (BhConversation) called = call (f);
  g_autoptr (BhConversation) stored = desk_look (f);

  g_assert_cmpstr (stored->assignee_id, ==, f->mia->operator_id);
  g_assert_cmpstr (stored->handoff_status, ==, "claimed");
  g_assert_cmpstr (stored->handoff_reason, ==, "call_requested");
  g_assert_cmpstr (stored->priority, ==, "high");
  g_assert_cmpuint (desk_count_notices (f, "handoff_requested"), ==, 0);
}

static void
test_ai_is_silent (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) called = call (f);

  g_assert_null (desk_take_run (f));
}

static void
test_no_number (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();

  g_assert_null (call_as (f, f->ada, id, "0170 1234567"));
  desk_assert_error (f, BH_ERROR_INVALID);
  g_assert_cmpuint (desk_count_notices (f, "handoff_requested"), ==, 0);
}

static void
test_id_of_another_message (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = desk_say (f, f->ada, "Hello");

  g_assert_null (call_as (f, f->ada, said->id, PHONE));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_id_of_another_number (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) first = call_as (f, f->ada, id, PHONE);

  g_assert_null (call_as (f, f->ada, id, "+12125550100"));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);

  g_assert_null (call_as (f, f->ada, id, PHONE));
  desk_assert_error (f, BH_ERROR_CLOSED);
}

static void
test_others (Fixture *f, gconstpointer data)
{
  const BhdCaller *const strangers[] = { f->bob, f->eve };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *id = bh_id_new ();

      g_assert_null (call_as (f, strangers[i], id, PHONE));
      desk_assert_error (f, BH_ERROR_NOT_FOUND);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DESK_TEST ("/voice/callback/is-a-message", test_message);
  DESK_TEST ("/voice/callback/wants-a-person", test_person);
  DESK_TEST ("/voice/callback/twice-is-one-handoff", test_one_notice);
  DESK_TEST ("/voice/callback/same-id-changes-nothing", test_repeat);
  DESK_TEST ("/voice/callback/same-id-is-found-after-the-end", test_repeat_after_the_end);
  DESK_TEST ("/voice/callback/joins-the-waiting-handoff", test_waiting);
  DESK_TEST ("/voice/callback/tells-the-desk-the-new-reason", test_waiting_is_told_the_desk);
  DESK_TEST ("/voice/callback/stays-with-its-operator", test_claimed);
  DESK_TEST ("/voice/callback/ai-does-not-answer", test_ai_is_silent);
  DESK_TEST ("/voice/callback/no-number-changes-nothing", test_no_number);
  DESK_TEST ("/voice/callback/id-of-another-message-conflicts", test_id_of_another_message);
  DESK_TEST ("/voice/callback/id-of-another-number-conflicts", test_id_of_another_number);
  DESK_TEST ("/voice/callback/closed-is-refused", test_closed);
  DESK_TEST ("/voice/callback/others-do-not-find-it", test_others);
  return g_test_run ();
}
