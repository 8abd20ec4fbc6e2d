/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser.h"
#include "tests/http/bht-client.h"
#include "tests/widget/mock-desk.h"

#include "data/widget/bh-widget.h"

#include <string.h>

/* The widget and the daemon's own HTTP side, with an operator at the other end. */

#define FRAME "/widget/frame"
#define STATE "document.querySelector('.state').textContent"

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  MockShop *shop;
  BhtPage *page;
  char *conversation; /* (nullable): the browser's */
} Fixture;

static BhtBrowser *browser; /* of the program */

static void
set_up (Fixture *fixture, gconstpointer organization)
{
  g_autofree char *html = NULL;

  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "demo");
  html = g_strdup_printf ("<!DOCTYPE html><title>Shop</title><script async data-language=\"en\" "
                          "src=\"http://127.0.0.1:%u/widget/chat-widget.js\" "
                          "data-organization-id=\"%s\"></script><h1>A shop</h1>",
                          fixture->daemon->port, (const char *) organization);
  fixture->shop = mock_shop_new (html);
  fixture->page = bht_page_new (browser);
  bht_page_set_media (fixture->page, "prefers-reduced-motion", "reduce");
}

static void
tear_down (Fixture *fixture, gconstpointer organization)
{
  bht_page_free (fixture->page);
  mock_shop_free (fixture->shop);
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
  g_free (fixture->conversation);
}

static void
open_chat (Fixture *fixture)
{
  bht_page_open (fixture->page, mock_shop_origin (fixture->shop));
  bht_page_click (fixture->page, BHT_TOP, "button", "Open chat");
}

static void
start (Fixture *fixture)
{
  open_chat (fixture);
  bht_page_click (fixture->page, FRAME, "textbox", "Name");
  bht_page_type (fixture->page, "Grace");
  bht_page_click (fixture->page, FRAME, "textbox", "E-mail");
  bht_page_type (fixture->page, "grace@example.org");
  bht_page_press (fixture->page, "Enter");
  bht_page_wait (fixture->page, FRAME, "document.querySelector('.banner.live')");
  fixture->conversation =
      bht_page_eval (fixture->page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");
}

static void
write_text (Fixture *fixture, const char *text)
{
  bht_page_click (fixture->page, FRAME, "textbox", "Message");
  bht_page_type (fixture->page, text);
  bht_page_press (fixture->page, "Enter");
  bht_page_wait (fixture->page, FRAME,
                 "[...document.querySelectorAll('.visitor')].pop()?."
                 "classList.contains('sent')");
}

static void
wait_text (Fixture *fixture, const char *text)
{
  g_autofree char *script =
      g_strdup_printf ("document.querySelector('.lines')?.textContent.includes('%s')", text);

  bht_page_wait (fixture->page, FRAME, script);
}

/* As the operator. */
static void
act (Fixture *fixture, const char *action, const char *body)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/%s", fixture->conversation, action);
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "POST", path, fixture->tenant->agent_token, NULL, body);

  g_assert_cmpuint (answer->status, >=, 200);
  g_assert_cmpuint (answer->status, <, 300);
}

static void
reply (Fixture *fixture, const char *text)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"body\":\"%s\",\"kind\":\"text\"}", id, text);

  act (fixture, "messages", body);
}

static void
test_whole_way (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  write_text (fixture, "Is anybody there?");
  bht_page_click (fixture->page, FRAME, "button", "Talk to a person");
  bht_page_wait (fixture->page, FRAME, "/Waiting for a person|number 1 in line/.test (" STATE ")");
  act (fixture, "claim", "{}");
  bht_page_wait (fixture->page, FRAME, STATE ".endsWith('is with you')");
  reply (fixture, "I am here");
  wait_text (fixture, "I am here");
  act (fixture, "resolve", "{}");
  bht_page_wait_for (fixture->page, FRAME, "button", "Start a new conversation");
  g_assert_cmpstr (bht_page_errors (fixture->page), ==, "");
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  bht_page_click (fixture->page, FRAME, "button", "Call me back");
  bht_page_wait_for (fixture->page, FRAME, "textbox", "Your phone number");
  bht_page_type (fixture->page, "0170 1234567");
  bht_page_press (fixture->page, "Enter");
  bht_page_wait (fixture->page, FRAME, "document.querySelector('#phone-error').textContent !== ''");
  bht_page_run (fixture->page, FRAME, "document.querySelector('#phone').select()");
  bht_page_type (fixture->page, "+49 (0) 170 1234567");
  bht_page_press (fixture->page, "Enter");
  wait_text (fixture, "Please call me: +491701234567");
  bht_page_wait (fixture->page, FRAME, "/Waiting for a person|number 1 in line/.test (" STATE ")");
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  const char *script =
      "[...document.querySelectorAll('.bubble')].map(b => b.textContent).join('|')";

  start (fixture);
  write_text (fixture, "One");
  reply (fixture, "Two");
  wait_text (fixture, "Two");
  before = bht_page_eval (fixture->page, FRAME, script);
  bht_page_reload (fixture->page);
  wait_text (fixture, "Two");
  after = bht_page_eval (fixture->page, FRAME, script);
  g_assert_cmpstr (before, ==, after);
}

static void
test_missed_while_away (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  bht_page_set_offline (fixture->page, TRUE);
  bht_page_wait (fixture->page, FRAME, "document.querySelector('.banner').textContent !== ''");
  reply (fixture, "Missed");
  bht_page_set_offline (fixture->page, FALSE);
  wait_text (fixture, "Missed");
}

static void
test_operator_types (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  reply (fixture, "A moment");
  act (fixture, "typing", "{\"on\":true}");
  bht_page_wait (fixture->page, FRAME, "document.querySelector('.line.operator .dots')");
}

static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  act (fixture, "resolve", "{}");
  bht_page_click (fixture->page, FRAME, "button", "Start a new conversation");
  bht_page_wait_for (fixture->page, FRAME, "textbox", "Message");
  write_text (fixture, "Something else");
}

/* Notices stand in the conversation; a list tells what somebody said. */
static void
test_lists_tell_what_was_said (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  write_text (fixture, "Is anybody there?");
  act (fixture, "resolve", "{}");
  act (fixture, "reopen", "{}");
  wait_text (fixture, "The conversation goes on");
  bht_page_click (fixture->page, FRAME, "button", "Back");
  bht_page_wait (fixture->page, FRAME,
                 "document.querySelector('.entry .line-text')?.textContent"
                 " === 'You: Is anybody there?'");
}

static void
test_unknown_organization (Fixture *fixture, gconstpointer data)
{
  open_chat (fixture);
  bht_page_wait (fixture->page, FRAME,
                 "document.getElementById('failure')?.textContent.includes('does not exist')");
}

static void
add (const char *path, const char *organization, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, organization, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_resources_register (bh_widget_get_resource ());
  browser = bht_browser_new (&error);
  if (browser == NULL)
    {
      g_printerr ("no browser: %s (install Debian's chromium)\n", error->message);
      return 77;
    }
  add ("/widget/daemon/the-whole-way", "demo", test_whole_way);
  add ("/widget/daemon/asks-for-a-call", "demo", test_call);
  add ("/widget/daemon/history-outlives-reload", "demo", test_history);
  add ("/widget/daemon/nothing-is-missed", "demo", test_missed_while_away);
  add ("/widget/daemon/operator-types", "demo", test_operator_types);
  add ("/widget/daemon/starts-afresh", "demo", test_fresh);
  add ("/widget/daemon/what-the-system-said-last-is-told-in-the-widgets-words", "demo",
       test_lists_tell_what_was_said);
  add ("/widget/daemon/unknown-organization-is-named", "nobody", test_unknown_organization);
  status = g_test_run ();
  bht_browser_free (browser);
  return status;
}
