/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What comes with a conversation, with real parts: the daemon, a mail server, the widget in
 * Chromium on a page of another origin, and a console in a real window.  Each chapter begins where
 * the one before has ended. */
#include "tests/browser/bht-browser.h"
#include "tests/outbound/mail/smtp-fixture.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/story-desktop.h"
#include "tests/widget/mock-desk.h"

#include "common/bh-id.h"

#include <glib/gstdio.h>
#include <string.h>

#define FRAME "/widget/frame"
#define TYPING "document.querySelector('[aria-label=\"Mia is writing\"]')"
#define META "[...document.querySelectorAll('.meta')].map(m => m.textContent).join()"

typedef struct
{
  SmtpFixture mail;
  BhtBellhopd *daemon;
  BhtApi *desk;
  MockShop *shop;
  BhtBrowser *browser;
  BhtPage *page;
  StoryConsole *mia;
} Story;

static Story story;

static void
picture (const char *name)
{
  const char *dir = g_getenv ("BHT_PICTURES");
  g_autofree char *widget = g_strdup_printf ("%s/%s-widget.png", dir, name);
  g_autofree char *screen = g_strdup_printf ("%s/%s-console.png", dir, name);

  g_mkdir_with_parents (dir, 0755);
  bht_page_screenshot (story.page, widget);
  bht_atspi_picture (screen);
}

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
  bht_page_open (story.page, mock_shop_origin (story.shop));
  bht_page_click (story.page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (story.page, FRAME, "textbox", "Name");
  bht_page_click (story.page, FRAME, "textbox", "Name");
  bht_page_type (story.page, "Ada Lindqvist");
  bht_page_click (story.page, FRAME, "textbox", "E-mail");
  bht_page_type (story.page, "ada@example.org");
  bht_page_press (story.page, "Enter");
  bht_page_wait (story.page, FRAME, "document.querySelector('.banner.live')");
  bht_page_click (story.page, FRAME, "button", "Talk to a person");
  bht_page_click (story.page, FRAME, "textbox", "Message");
  bht_page_type (story.page, "Do you ship to Malta?");
  bht_page_press (story.page, "Enter");

  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  bht_page_wait (story.page, FRAME, META ".includes('Read')");
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  story_console_write (story.mia, "We do, within a week.");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Mia*seen*We do, within a week.");
  picture ("care-1-read");
}

/* Into the composer, and not sent. */
static void
test_each_side_sees_the_other_type (void)
{
  g_autoptr (AtspiAccessible) composer =
      bht_atspi_wait (story.mia->root, ATSPI_ROLE_TEXT, "Write a reply", BHT_PATIENCE_S);

  bht_atspi_set_text (composer, "A week and");
  bht_page_wait (story.page, FRAME, TYPING);
  picture ("care-2-mia-types");
  bht_atspi_set_text (composer, "");
  bht_page_wait (story.page, FRAME, "!(" TYPING ")");
  bht_page_click (story.page, FRAME, "textbox", "Message");
  bht_page_type (story.page, "And by");
  story_console_wait (story.mia, BHT_ATSPI_ANY, "Ada Lindqvist is typing…");
}

static void
test_visitor_rates (void)
{
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Resolve*");
  bht_page_wait_for (story.page, FRAME, "radio", "Good");
  bht_page_click (story.page, FRAME, "radio", "Good");
  bht_page_click (story.page, FRAME, "textbox", "Would you like to add something? (optional)");
  bht_page_type (story.page, "quick and kind");
  bht_page_click (story.page, FRAME, "button", "Send rating");
  bht_page_wait (story.page, FRAME, "document.querySelector('.thanks')");

  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Resolved, 1");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Resolved*");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM,
                      "*Ada Lindqvist rated the conversation: Good (4 of 5): “quick and kind”*");
  picture ("care-2-rated");
}

/* By e-mail, with a note in the conversation that nobody but the team may read. */
static void
test_transcript_is_mailed (void)
{
  g_autofree char *conversation =
      bht_page_eval (story.page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/messages", conversation);
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"note\",\"body\":\"only for us\"}", id);
  g_autoptr (JsonNode) note = bht_api_expect (story.desk, "POST", path, body, 201);
  g_autoptr (JsonObject) letter = NULL;

  bht_page_click (story.page, FRAME, "button", "Conversation menu");
  bht_page_wait_for (story.page, FRAME, "button", "Download transcript");
  bht_page_click (story.page, FRAME, "button", "E-mail transcript to ada@example.org");
  letter = smtp_fixture_next (&story.mail);
  assert_text (letter, "to", "ada@example.org");
  assert_text (letter, "text", "Do you ship to Malta?");
  assert_text (letter, "text", "We do, within a week.");
  g_assert_null (strstr (json_object_get_string_member (letter, "text"), "only for us"));
  g_assert_null (strstr (json_object_get_string_member (letter, "html"), "only for us"));
  picture ("care-3-mailed");
}

static void
test_no_complaints (void)
{
  g_assert_cmpstr (bht_page_errors (story.page), ==, "");
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
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;

  story_notifications_own ();
  start_daemon ();
  html = g_strdup_printf (
      "<!DOCTYPE html><title>Shop</title><script async data-language=\"en\" "
      "src=\"%s/widget/chat-widget.js\" data-organization-id=\"demo\"></script><h1>A shop</h1>",
      bht_bellhopd_url (story.daemon));
  story.shop = mock_shop_new (html);
  story.browser = bht_browser_new (&error);
  g_assert_no_error (error);
  story.page = bht_page_new (story.browser);
  bht_page_set_media (story.page, "prefers-reduced-motion", "reduce");
  story.mia = story_console_new (bht_bellhopd_dir (story.daemon), "mia",
                                 bht_bellhopd_url (story.daemon), "mia@example.org");
  story_console_start (story.mia);
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
tear_down (void)
{
  story_console_free (story.mia);
  bht_page_free (story.page);
  bht_browser_free (story.browser);
  mock_shop_free (story.shop);
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
