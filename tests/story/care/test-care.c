/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What comes with a conversation, with real parts: the daemon, a mail server, the widget in
 * Chromium on a page of another origin, and a console in a real window.  Each chapter begins where
 * the one before has ended. */
#include "tests/outbound/mail/smtp-fixture.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/story-desktop.h"
#include "tests/story/widget/story-shop.h"

#include "common/bh-id.h"

#include <string.h>

#define TYPING "document.querySelector('[aria-label=\"Mia is writing\"]')"
#define META "[...document.querySelectorAll('.meta')].map(m => m.textContent).join()"

typedef struct
{
  SmtpFixture mail;
  BhtBellhopd *daemon;
  BhtApi *desk;
  StoryShop shop;
  StoryConsole *mia;
} Story;

static Story story;

static void
assert_text (JsonObject *letter, const char *member, const char *part)
{
  if (strstr (json_object_get_string_member (letter, member), part) == NULL)
    g_error ("no “%s” in: %s", part, json_object_get_string_member (letter, member));
}

static void
test_administrator_tries_mail (void)
{
  g_autoptr (JsonObject) letter = NULL;

  bht_bellhopd_ctl (story.daemon, NULL, "mail test --to root@example.org");
  letter = smtp_fixture_next (&story.mail);
  assert_text (letter, "to", "root@example.org");
  assert_text (letter, "from", "Support <support@example.org>");
  assert_text (letter, "subject", "Test letter");
}

static void
test_each_side_sees_what_was_read (void)
{
  story_shop_start_chat (&story.shop);
  bht_page_click (story.shop.page, FRAME, "button", "Talk to a person");
  bht_page_click (story.shop.page, FRAME, "textbox", "Message");
  bht_page_type (story.shop.page, "Do you ship to Malta?");
  bht_page_press (story.shop.page, "Enter");

  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  bht_page_wait (story.shop.page, FRAME, META ".includes('Read')");
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  story_console_write (story.mia, "We do, within a week.");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Mia*seen*We do, within a week.");
  story_shop_picture (&story.shop, "care-1-read");
}

/* Into the composer, and not sent. */
static void
test_each_side_sees_the_other_type (void)
{
  g_autoptr (AtspiAccessible) composer =
      bht_atspi_wait (story.mia->root, ATSPI_ROLE_TEXT, "Write a reply", BHT_PATIENCE_S);

  bht_atspi_set_text (composer, "A week and");
  bht_page_wait (story.shop.page, FRAME, TYPING);
  story_shop_picture (&story.shop, "care-2-mia-types");
  bht_atspi_set_text (composer, "");
  bht_page_wait (story.shop.page, FRAME, "!(" TYPING ")");
  bht_page_click (story.shop.page, FRAME, "textbox", "Message");
  bht_page_type (story.shop.page, "And by");
  story_console_wait (story.mia, BHT_ATSPI_ANY, "Ada Lindqvist is typing…");
}

static void
test_visitor_rates (void)
{
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Resolve*");
  bht_page_wait_for (story.shop.page, FRAME, "radio", "Good");
  bht_page_click (story.shop.page, FRAME, "radio", "Good");
  bht_page_click (story.shop.page, FRAME, "textbox", "Would you like to add something? (optional)");
  bht_page_type (story.shop.page, "quick and kind");
  bht_page_click (story.shop.page, FRAME, "button", "Send rating");
  bht_page_wait (story.shop.page, FRAME, "document.querySelector('.thanks')");

  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Resolved, 1");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Resolved*");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM,
                      "*Ada Lindqvist rated the conversation: Good (4 of 5): “quick and kind”*");
  story_shop_picture (&story.shop, "care-2-rated");
}

/* By e-mail, with a note in the conversation that nobody but the team may read. */
static void
test_transcript_is_mailed (void)
{
  g_autofree char *conversation =
      bht_page_eval (story.shop.page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/messages", conversation);
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"note\",\"body\":\"only for us\"}", id);
  g_autoptr (JsonNode) note = bht_api_expect (story.desk, "POST", path, body, 201);
  g_autoptr (JsonObject) letter = NULL;

  bht_page_click (story.shop.page, FRAME, "button", "Conversation menu");
  bht_page_wait_for (story.shop.page, FRAME, "button", "Download transcript");
  bht_page_click (story.shop.page, FRAME, "button", "E-mail transcript to ada@example.org");
  letter = smtp_fixture_next (&story.mail);
  assert_text (letter, "to", "ada@example.org");
  assert_text (letter, "text", "Do you ship to Malta?");
  assert_text (letter, "text", "We do, within a week.");
  g_assert_null (strstr (json_object_get_string_member (letter, "text"), "only for us"));
  g_assert_null (strstr (json_object_get_string_member (letter, "html"), "only for us"));
  story_shop_picture (&story.shop, "care-3-mailed");
}

static void
test_no_complaints (void)
{
  g_assert_cmpstr (bht_page_errors (story.shop.page), ==, "");
}

static void
start_daemon (void)
{
  const char *settings[] = { NULL, "BELLHOP_SMTP_TLS=false",
                             "BELLHOP_MAIL_FROM=Support <support@example.org>", NULL };
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;

  smtp_fixture_set_up (&story.mail, NULL);
  settings[0] = url = g_strconcat ("BELLHOP_SMTP_URL=", story.mail.account.url, NULL);
  story.daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (story.daemon);
  story.desk = bht_api_new (bht_bellhopd_url (story.daemon), token);
}

static void
set_up (void)
{
  story_notifications_own ();
  start_daemon ();
  story_shop_open (&story.shop, story.daemon);
  story.mia = story_console_open (story.daemon, "mia");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
tear_down (void)
{
  story_console_free (story.mia);
  story_shop_close (&story.shop);
  bht_api_free (story.desk);
  bht_bellhopd_free (story.daemon);
  smtp_fixture_tear_down (&story.mail);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/care/administrator-tries-mail", test_administrator_tries_mail);
  g_test_add_func ("/story/care/each-side-sees-what-was-read", test_each_side_sees_what_was_read);
  g_test_add_func ("/story/care/each-side-sees-the-other-type", test_each_side_sees_the_other_type);
  g_test_add_func ("/story/care/visitor-rates", test_visitor_rates);
  g_test_add_func ("/story/care/transcript-is-mailed", test_transcript_is_mailed);
  g_test_add_func ("/story/care/no-complaints", test_no_complaints);
  status = g_test_run ();
  tear_down ();
  return status;
}
