/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/outbound/mail/bhd-mime.h"
#include "server/outbound/mail/bhd-smtp.h"
#include "tests/outbound/mail/smtp-fixture.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1700000000000000)

/* What Python's parser read of what a real mail server was given. */
typedef struct
{
  SmtpFixture mail;
  BhdSmtp *smtp;
  BhdLetter letter;
  GError *error;
} Fixture;

static void
set_up (Fixture *f, gconstpointer words)
{
  smtp_fixture_set_up (&f->mail, words);
  f->smtp = bhd_smtp_new (&f->mail.account, NULL);
  f->letter = (BhdLetter){ .id = (char *) "0123",
                           .from_name = (char *) "Acme",
                           .to = (char *) "ada@example.org",
                           .to_name = (char *) "Ada",
                           .subject = (char *) "Hello",
                           .text = (char *) "Words",
                           .html = (char *) "<p>Words</p>",
                           .created_us = NOW };
}

static void
tear_down (Fixture *f, gconstpointer words)
{
  g_clear_error (&f->error);
  bhd_smtp_free (f->smtp);
  smtp_fixture_tear_down (&f->mail);
}

static gboolean
send_letter (Fixture *f)
{
  g_autoptr (GBytes) message = bhd_mime_write (&f->letter, &f->mail.account);

  return bhd_smtp_send (f->smtp, f->letter.to, message, &f->error);
}

static JsonObject *
arrive (Fixture *f)
{
  send_letter (f);
  g_assert_no_error (f->error);
  return smtp_fixture_next (&f->mail);
}

static void
assert_member (JsonObject *letter, const char *name, const char *value)
{
  g_assert_cmpstr (json_object_get_string_member (letter, name), ==, value);
}

static guint
count_named (JsonObject *letter, const char *name)
{
  JsonArray *names = json_object_get_array_member (letter, "names");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (names); i++)
    count += g_ascii_strcasecmp (json_array_get_string_element (names, i), name) == 0;
  return count;
}

static void
test_plain_letter_arrives (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) letter = arrive (f);

  assert_member (letter, "sender", "desk@example.org");
  assert_member (letter, "from", "Acme <desk@example.org>");
  assert_member (letter, "to", "Ada <ada@example.org>");
  assert_member (letter, "subject", "Hello");
  assert_member (letter, "id", "<0123@example.org>");
  assert_member (letter, "type", "multipart/alternative");
  g_assert_nonnull (strstr (json_object_get_string_member (letter, "text"), "Words"));
  g_assert_nonnull (strstr (json_object_get_string_member (letter, "html"), "<p>Words</p>"));
}

static void
test_last_words_are_the_servers (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) letter = arrive (f);

  g_assert_cmpstr (bhd_smtp_last_words (f->smtp), ==, "250 2.0.0 queued as 4711");
}

static void
test_other_alphabets_survive (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) letter = NULL;

  f->letter.to_name = (char *) "Åsa “Ada” Łukasz 山田";
  f->letter.subject = (char *) "Größe – 大きさ und ein langer Betreff, der über viele Zeilen "
                               "geht, weil er einfach nicht aufhören will zu gehen ✓";
  f->letter.text = (char *) "Straße\n.\n..zwei\nFrom hier\n";
  letter = arrive (f);

  assert_member (letter, "subject", f->letter.subject);
  g_assert_nonnull (strstr (json_object_get_string_member (letter, "to"), "山田"));
  g_assert_nonnull (
      strstr (json_object_get_string_member (letter, "text"), "Straße\n.\n..zwei\nFrom hier"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (letter, "defects")), ==,
                    0);
}

/* RFC 5321: no line above 998 bytes, none ended by a bare line feed. */
static void
test_lines_stay_within_bounds (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autofree char *html = g_strconcat ("<p>\n", text, "\n\n</p>", NULL);
  g_autofree char *name = g_strnfill (5000, 'n');
  g_autoptr (JsonObject) letter = NULL;

  f->letter.text = text;
  f->letter.html = html;
  f->letter.to_name = name;
  f->letter.subject = name;
  letter = arrive (f);
  g_assert_cmpint (json_object_get_int_member (letter, "longest"), <=, 998);
  g_assert_cmpint (json_object_get_int_member (letter, "bare"), ==, 0);
}

/* Who is called so writes no headers. */
static void
test_names_add_no_header (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "Ada\r\nBcc: eve@example.org\r\n\r\nbody",
                                       "Ada\nBcc: eve@example.org",
                                       "Ada\rBcc: eve@example.org",
                                       "Ada\xe2\x80\xa8"
                                       "Bcc: eve@example.org",
                                       "Ada\" <eve@example.org>, \"",
                                       "=?utf-8?q?Ada=0D=0ABcc=3A_eve=40example.org?=",
                                       "\xff\xfe",
                                       "Ada\t\n\tBcc: eve@example.org" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (JsonObject) letter = NULL;

      f->letter.to_name = f->letter.from_name = f->letter.subject = (char *) names[i];
      letter = arrive (f);
      g_assert_cmpuint (count_named (letter, "Bcc"), ==, 0);
      g_assert_cmpuint (count_named (letter, "To"), ==, 1);
      g_assert_cmpuint (count_named (letter, "From"), ==, 1);
      g_assert_cmpuint (count_named (letter, "Subject"), ==, 1);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (letter, "recipients")),
                        ==, 1);
      g_assert_nonnull (strstr (json_object_get_string_member (letter, "text"), "Words"));
    }
}

static void
test_addresses_say_no_command (Fixture *f, gconstpointer data)
{
  static const char *const addresses[] = {
    "ada@example.org>\r\nRCPT TO:<eve@example.org",
    "ada@example.org\nRCPT TO:<eve@example.org>",
    "ada@example.org> SIZE=1",
    "<ada@example.org>",
    "ada",
    "@example.org",
    "ada@",
    "a@b@example.org",
    "ada example.org",
    "",
  };
  g_autoptr (GBytes) message = bhd_mime_write (&f->letter, &f->mail.account);

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_assert_false (bhd_smtp_send (f->smtp, addresses[i], message, &f->error));
      g_assert_error (f->error, BH_ERROR, BH_ERROR_INVALID);
      g_clear_error (&f->error);
    }
}

static void
test_connection_is_kept (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    json_object_unref (arrive (f));
}

static void
assert_refused (Fixture *f, BhErrorCode code)
{
  g_assert_false (send_letter (f));
  g_assert_error (f->error, BH_ERROR, (gint) code);
}

static void
test_tried_again (Fixture *f, gconstpointer data)
{
  assert_refused (f, BH_ERROR_UNAVAILABLE);
}

static void
test_given_up (Fixture *f, gconstpointer data)
{
  assert_refused (f, BH_ERROR_INVALID);
  g_assert_nonnull (strstr (f->error->message, "“55"));
}

static void
test_after_trouble_it_goes_on (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) letter = NULL;

  g_assert_false (send_letter (f));
  g_clear_error (&f->error);
  letter = arrive (f);
  assert_member (letter, "subject", "Hello");
}

static void
test_arrives (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) letter = arrive (f);

  assert_member (letter, "subject", "Hello");
}

static void
test_unknown_certificate_is_refused (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->mail.account.ca_file, g_free);
  assert_refused (f, BH_ERROR_UNAVAILABLE);
}

static void
test_no_tls_is_refused (Fixture *f, gconstpointer data)
{
  f->mail.account.tls = TRUE;
  assert_refused (f, BH_ERROR_UNAVAILABLE);
}

static void
test_wrong_password_is_tried_again (Fixture *f, gconstpointer data)
{
  f->mail.account.password[0] = 'X';
  assert_refused (f, BH_ERROR_UNAVAILABLE);
  g_assert_null (strstr (f->error->message, f->mail.account.password));
}

static void
test_nobody_there (Fixture *f, gconstpointer data)
{
  g_free (f->mail.account.url);
  f->mail.account.url = g_strdup ("smtp://127.0.0.1:1");
  assert_refused (f, BH_ERROR_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, words, test)                                                                     \
  g_test_add ("/outbound/mail/" name, Fixture, words, set_up, test, tear_down)
  ADD ("plain-letter-arrives", NULL, test_plain_letter_arrives);
  ADD ("last-words-are-the-servers", NULL, test_last_words_are_the_servers);
  ADD ("other-alphabets-survive", NULL, test_other_alphabets_survive);
  ADD ("lines-stay-within-bounds", NULL, test_lines_stay_within_bounds);
  ADD ("names-add-no-header", NULL, test_names_add_no_header);
  ADD ("addresses-say-no-command", NULL, test_addresses_say_no_command);
  ADD ("connection-is-kept", NULL, test_connection_is_kept);
  ADD ("4xx-is-tried-again", "refuse=451", test_tried_again);
  ADD ("4xx-for-the-recipient-is-tried-again", "refuse-rcpt=450", test_tried_again);
  ADD ("5xx-is-given-up", "refuse=554", test_given_up);
  ADD ("5xx-for-the-recipient-is-given-up", "refuse-rcpt=550", test_given_up);
  ADD ("hanging-up-is-tried-again", "hang-up", test_tried_again);
  ADD ("goes-on-after-4xx", "refuse=451 times=1", test_after_trouble_it_goes_on);
  ADD ("goes-on-after-5xx", "refuse-rcpt=550 times=1", test_after_trouble_it_goes_on);
  ADD ("goes-on-after-hanging-up", "hang-up times=1", test_after_trouble_it_goes_on);
  ADD ("nobody-there", NULL, test_nobody_there);
  ADD ("starttls", "starttls", test_arrives);
  ADD ("starttls-and-sign-in", "starttls auth", test_arrives);
  ADD ("unknown-certificate-is-refused", "starttls", test_unknown_certificate_is_refused);
  ADD ("no-tls-is-refused", NULL, test_no_tls_is_refused);
  ADD ("wrong-password-is-tried-again", "starttls auth", test_wrong_password_is_tried_again);
  return g_test_run ();
}
