/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/mail/bhd-mails.h"
#include "server/desk/mail/bhd-transcript.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static char *
transcript_of (Fixture *f, const BhdCaller *caller)
{
  char *text = bhd_transcript_get (&f->turn, caller, f->id, &f->error);

  g_assert_no_error (f->error);
  return text;
}

static void
set_metadata (Fixture *f, const char *metadata)
{
  bh_db_exec (f->turn.db, "UPDATE contact SET metadata = $1", g_variant_new ("(s)", metadata),
              &f->error);
  g_assert_no_error (f->error);
}

static void
test_transcript_has_the_words (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Do you ship to Malta?");
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "We do.");
  g_autofree char *text = transcript_of (f, f->ada);

  g_assert_nonnull (strstr (text, " Ada:\n  Do you ship to Malta?\n"));
  g_assert_nonnull (strstr (text, " Mia:\n  We do.\n"));
  g_assert_nonnull (strstr (text, " – Mia joined the conversation\n"));
}

static void
test_transcript_has_no_notes (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "she is difficult");
  g_autofree char *visitors = transcript_of (f, f->ada);
  g_autofree char *desks = transcript_of (f, f->mia);

  g_assert_null (strstr (visitors, "difficult"));
  g_assert_null (strstr (desks, "difficult"));
}

/* The fixture lives on 2023-11-14 at 22:13:20 UTC. */
static void
test_times_are_the_visitors (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  set_metadata (f, "{\"timezone\":\"Asia/Tokyo\"}");
  text = transcript_of (f, f->mia);
  g_assert_nonnull (strstr (text, "All times: Asia/Tokyo\n"));
  g_assert_nonnull (strstr (text, "2023-11-15 07:13"));
}

static void
test_unknown_zone_is_utc (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  set_metadata (f, "{\"timezone\":\"../../etc/passwd\"}");
  text = transcript_of (f, f->ada);
  g_assert_nonnull (strstr (text, "All times: UTC\n"));
  g_assert_nonnull (strstr (text, "2023-11-14 22:13"));
}

static void
test_germans_read_german (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "Ja.");
  g_autofree char *text = NULL;

  set_metadata (f, "{\"language\":\"de-AT\",\"timezone\":\"Europe/Vienna\"}");
  text = transcript_of (f, f->ada);
  g_assert_true (g_str_has_prefix (text, "Gespräch mit "));
  g_assert_nonnull (strstr (text, "Mia ist im Gespräch"));
}

static void
test_all_our_languages_are_written (Fixture *f, gconstpointer data)
{
  static const char *const written[][3] = {
    { "ar-EG", "محادثة مع ", "انضم إلى المحادثة Mia" },
    { "es", "Conversación con ", "Mia se ha unido a la conversación" },
    { "fr-CA", "Conversation avec ", "Mia a rejoint la conversation" },
    { "ja", "会話の相手: ", "Mia が会話に参加しました" },
  };
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "Ja.");

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *metadata = g_strdup_printf ("{\"language\":\"%s\"}", written[i][0]);
      g_autofree char *text = NULL;

      set_metadata (f, metadata);
      text = transcript_of (f, f->ada);
      g_assert_true (g_str_has_prefix (text, written[i][1]));
      g_assert_nonnull (strstr (text, written[i][2]));
    }
}

/* What somebody writes does not look as if somebody else had. */
static void
test_words_forge_no_line (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) forged = desk_say (f, f->ada, "Hi\r\n2023-11-14 22:14 Mia:\r\nYou win");
  g_autofree char *text = transcript_of (f, f->ada);

  g_assert_null (strstr (text, "\n2023-11-14 22:14 Mia:"));
}

static void
test_long_conversations_are_whole (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < 210; i++)
    {
      g_autofree char *body = g_strdup_printf ("line %u.", i);

      bh_message_unref (desk_say (f, f->ada, body));
    }
  text = transcript_of (f, f->ada);
  for (guint i = 0; i < 210; i++)
    {
      g_autofree char *body = g_strdup_printf ("line %u.", i);

      g_assert_nonnull (strstr (text, body));
    }
}

static void
test_strangers_get_no_transcript (Fixture *f, gconstpointer data)
{
  const BhdCaller *strangers[] = { f->bob, f->eve, f->mallory };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_assert_null (bhd_transcript_get (&f->turn, strangers[i], f->id, &f->error));
      desk_assert_error (f, BH_ERROR_NOT_FOUND);
      g_assert_false (bhd_mails_ask_transcript (&f->turn, strangers[i], f->id, &f->error));
      desk_assert_error (f, BH_ERROR_NOT_FOUND);
    }
}

static void
ask (Fixture *f)
{
  bhd_mails_ask_transcript (&f->turn, f->ada, f->id, &f->error);
  g_assert_no_error (f->error);
}

/* Returns: (transfer full) (nullable) */
static BhdMail *
take (Fixture *f)
{
  BhdMail *mail = NULL;
  gint64 next_due_us;

  g_assert_true (bhd_mails_take (&f->turn, BH_MINUTE, &mail, &next_due_us, &f->error));
  return mail;
}

static void
finish (Fixture *f)
{
  g_autoptr (BhdMail) mail = take (f);

  g_assert_nonnull (mail);
  g_assert_true (bhd_mails_report (&f->turn, mail, BHD_MAIL_SENT, NULL, &f->error));
}

static void
test_asking_wakes_the_mailer (Fixture *f, gconstpointer data)
{
  ask (f);
  g_assert_true ((f->turn.wakes & BHD_WAKE_MAILER) != 0);
}

static void
test_letter_goes_to_the_contact (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdMail) mail = NULL;
  g_autoptr (BhdLetter) letter = NULL;

  ask (f);
  mail = take (f);
  letter = bhd_mails_write (&f->turn, mail, &f->error);
  g_assert_cmpstr (letter->to, ==, "someone@example.org");
  g_assert_cmpstr (letter->to_name, ==, "Ada");
  g_assert_cmpstr (letter->id, ==, mail->id);
}

static void
test_asked_again_while_it_waits_is_one (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdMail) second = NULL;

  ask (f);
  ask (f);
  finish (f);
  second = take (f);
  g_assert_null (second);
}

static void
test_a_few_an_hour (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      ask (f);
      finish (f);
    }
  g_assert_false (bhd_mails_ask_transcript (&f->turn, f->ada, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_RATE_LIMITED);
  desk_wait (f, BH_HOUR + BH_SECOND);
  ask (f);
}

/* Conversations are had for nothing, addresses are claimed for nothing. */
static void
test_one_address_is_bounded (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = bh_id_new ();
      gboolean created;
      g_autoptr (BhConversation) another =
          bhd_conversations_open (&f->turn, f->bob, id, &created, &f->error);

      g_assert_true (bhd_mails_ask_transcript (&f->turn, f->bob, id, &f->error));
    }
  g_assert_false (bhd_mails_ask_transcript (&f->turn, f->ada, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_RATE_LIMITED);
}

/* Asks for the transcript of a conversation with somebody new, at an address of their own. */
static gboolean
ask_for_another (Fixture *f, guint i)
{
  g_autofree char *contact = bh_id_new ();
  g_autofree char *id = bh_id_new ();
  g_autofree char *email = g_strdup_printf ("victim%u@example.org", i);
  g_autofree char *token = NULL;
  const BhdContactDraft draft = { .organization_id = f->ada->organization_id,
                                  .id = contact,
                                  .name = "Buy now",
                                  .email = email,
                                  .created_us = f->turn.now_us };
  g_autoptr (BhdCaller) stranger =
      bhd_identity_open_session (&f->turn, &draft, FALSE, &token, &f->error);
  gboolean created;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_open (&f->turn, stranger, id, &created, &f->error);

  g_assert_nonnull (conversation);
  return bhd_mails_ask_transcript (&f->turn, stranger, id, &f->error);
}

/* Nobody sends their own words to a list of addresses from here; colleagues still send. */
static void
test_visitors_together_are_bounded (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 60; i++)
    g_assert_true (ask_for_another (f, i));
  g_assert_false (ask_for_another (f, 60));
  desk_assert_error (f, BH_ERROR_RATE_LIMITED);
  g_assert_true (bhd_mails_ask_transcript (&f->turn, f->mia, f->id, &f->error));
  f->turn.now_us += BH_HOUR + BH_SECOND;
  g_assert_true (ask_for_another (f, 61));
}

static void
test_nobody_without_an_address (Fixture *f, gconstpointer data)
{
  bh_db_exec (f->turn.db, "UPDATE contact SET email = ''", NULL, &f->error);
  g_assert_false (bhd_mails_ask_transcript (&f->turn, f->ada, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_INVALID);
}

static void
test_address_that_has_gone_drops_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdMail) mail = NULL;

  ask (f);
  bh_db_exec (f->turn.db, "UPDATE contact SET email = ''", NULL, &f->error);
  mail = take (f);
  g_assert_null (bhd_mails_write (&f->turn, mail, &f->error));
  g_assert_no_error (f->error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DESK_TEST ("/desk/transcript/has-the-words", test_transcript_has_the_words);
  DESK_TEST ("/desk/transcript/has-no-notes", test_transcript_has_no_notes);
  DESK_TEST ("/desk/transcript/times-are-the-visitors", test_times_are_the_visitors);
  DESK_TEST ("/desk/transcript/unknown-zone-is-utc", test_unknown_zone_is_utc);
  DESK_TEST ("/desk/transcript/germans-read-german", test_germans_read_german);
  DESK_TEST ("/desk/transcript/all-our-languages-are-written", test_all_our_languages_are_written);
  DESK_TEST ("/desk/transcript/words-forge-no-line", test_words_forge_no_line);
  DESK_TEST ("/desk/transcript/long-conversations-are-whole", test_long_conversations_are_whole);
  DESK_TEST ("/desk/transcript/strangers-get-none", test_strangers_get_no_transcript);
  DESK_TEST ("/desk/mails/asking-wakes-the-mailer", test_asking_wakes_the_mailer);
  DESK_TEST ("/desk/mails/go-to-the-contact", test_letter_goes_to_the_contact);
  DESK_TEST ("/desk/mails/asked-again-is-one", test_asked_again_while_it_waits_is_one);
  DESK_TEST ("/desk/mails/a-few-an-hour", test_a_few_an_hour);
  DESK_TEST ("/desk/mails/one-address-is-bounded", test_one_address_is_bounded);
  DESK_TEST ("/desk/mails/visitors-together-are-bounded", test_visitors_together_are_bounded);
  DESK_TEST ("/desk/mails/nobody-without-an-address", test_nobody_without_an_address);
  DESK_TEST ("/desk/mails/address-that-has-gone", test_address_that_has_gone_drops_it);
  return g_test_run ();
}
