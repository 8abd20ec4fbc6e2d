/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/mail/bhd-mails.h"
#include "server/outbound/mail/bhd-mailer.h"
#include "tests/bht-patience.h"
#include "tests/outbound/mail/smtp-fixture.h"
#include "tests/store/store-fixture.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1700000000000000)

/* A mailer between a real store and a real mail server. */
typedef struct
{
  StoreFixture store;
  SmtpFixture mail;
  BhdMailer *mailer;
  char *conversation_id;
  BhdCaller *visitor;
} Fixture;

static gpointer
open_job (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *f = data;
  gboolean created;
  g_autofree char *token = NULL;
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (BhMessage) message = NULL;

  f->visitor = bhd_identity_open_contact_session (turn, "acme", "Ada <b>\"L\"</b>",
                                                  "ada@example.org", NULL, &token, error);
  if (f->visitor != NULL)
    conversation = bhd_conversations_open (turn, f->visitor, f->conversation_id, &created, error);
  if (conversation != NULL)
    message = bhd_messages_post (turn, f->visitor, f->conversation_id, id, BH_MESSAGE_TEXT,
                                 "<script>alert(1)</script>\r\n.\r\nBcc: eve@example.org", NULL,
                                 &created, error);
  return NULL;
}

static gpointer
ask_job (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *f = data;

  bhd_mails_ask_transcript (turn, f->visitor, f->conversation_id, error);
  return NULL;
}

static void
run (Fixture *f, BhdJobFunc job)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (f->store.store, BHD_JOB_WRITE, job, f, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer words)
{
  bh_clock_set (NOW);
  store_fixture_set_up (&f->store, NULL);
  smtp_fixture_set_up (&f->mail, words);
  f->conversation_id = bh_id_new ();
  run (f, open_job);
  f->mailer = bhd_mailer_new (f->store.store, &f->mail.account);
}

static void
tear_down (Fixture *f, gconstpointer words)
{
  g_clear_pointer (&f->mailer, bhd_mailer_free);
  smtp_fixture_tear_down (&f->mail);
  store_fixture_tear_down (&f->store, NULL);
  bhd_caller_unref (f->visitor);
  g_free (f->conversation_id);
  bh_clock_set (0);
}

static void
ask (Fixture *f)
{
  run (f, ask_job);
  bhd_mailer_wake (f->mailer);
}

typedef struct
{
  const char *state;
  gint64 attempts;
} Wanted;

static gpointer
state_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (GVariant) row = bh_db_query_row (
      turn->db, "(x)", "SELECT COUNT(*) FROM mail WHERE state = $1 AND attempts = $2",
      g_variant_new ("(sx)", wanted->state, wanted->attempts), error);
  gint64 count = 0;

  if (row != NULL)
    g_variant_get (row, "(x)", &count);
  return GSIZE_TO_POINTER ((gsize) count);
}

static void
wait_for_state (Fixture *f, const char *state, gint64 attempts)
{
  Wanted wanted = { state, attempts };
  gint64 end = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (bhd_store_call (f->store.store, BHD_JOB_READ, state_job, &wanted, NULL) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
}

static void
test_transcript_arrives (Fixture *f, gconstpointer words)
{
  g_autoptr (JsonObject) letter = NULL;

  ask (f);
  letter = smtp_fixture_next (&f->mail);
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (letter, "recipients"), 0), ==,
      "ada@example.org");
  g_assert_nonnull (
      strstr (json_object_get_string_member (letter, "text"), "<script>alert(1)</script>"));
  wait_for_state (f, "sent", 1);
}

static void
test_html_is_escaped (Fixture *f, gconstpointer words)
{
  g_autoptr (JsonObject) letter = NULL;
  const char *html;

  ask (f);
  letter = smtp_fixture_next (&f->mail);
  html = json_object_get_string_member (letter, "html");
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<b>"));
  g_assert_nonnull (strstr (html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

static void
test_tried_again (Fixture *f, gconstpointer words)
{
  g_autoptr (JsonObject) letter = NULL;

  ask (f);
  wait_for_state (f, "waiting", 1);
  bh_clock_set (NOW + BH_MINUTE);
  bhd_mailer_wake (f->mailer);
  letter = smtp_fixture_next (&f->mail);
  wait_for_state (f, "sent", 2);
}

static void
test_given_up_at_once (Fixture *f, gconstpointer words)
{
  ask (f);
  wait_for_state (f, "failed", 1);
}

static void
test_given_up_after_a_day (Fixture *f, gconstpointer words)
{
  ask (f);
  wait_for_state (f, "waiting", 1);
  bh_clock_set (NOW + 25 * BH_HOUR);
  bhd_mailer_wake (f->mailer);
  wait_for_state (f, "failed", 2);
}

static void
test_stops_at_once (Fixture *f, gconstpointer words)
{
  gint64 start = g_get_monotonic_time ();

  g_clear_pointer (&f->mailer, bhd_mailer_free);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, words, test)                                                                     \
  g_test_add ("/outbound/mailer/" name, Fixture, words, set_up, test, tear_down)
  ADD ("transcript-arrives", NULL, test_transcript_arrives);
  ADD ("html-is-escaped", NULL, test_html_is_escaped);
  ADD ("4xx-is-tried-again", "refuse=451 times=1", test_tried_again);
  ADD ("hanging-up-is-tried-again", "hang-up times=1", test_tried_again);
  ADD ("5xx-is-given-up", "refuse-rcpt=550", test_given_up_at_once);
  ADD ("given-up-after-a-day", "refuse=451", test_given_up_after_a_day);
  ADD ("stops-at-once", NULL, test_stops_at_once);
  return g_test_run ();
}
