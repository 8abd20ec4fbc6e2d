/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* A visitor's bad network: the real widget before the real daemon, and between them a proxy that
 * cuts, stalls, loses answers and lets frames come late.  Afterwards the widget shows what the
 * daemon has stored: everything once, in one order; and meanwhile it says how it is. */
#include "tests/browser/bht-browser.h"
#include "tests/browser/bht-quote.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/process/bht-proxy.h"

#include <string.h>

#define FRAME "/widget/frame"
#define N_LINES 4
#define BANNER "document.querySelector('.banner').textContent"
#define IS_LIVE "document.querySelector('.banner.live')"

/* What takes the widget half a minute takes it a second. */
static const char hurry[] =
    "const later = window.setTimeout;"
    "window.setTimeout = (todo, ms, ...more) => later(todo, ms > 2000 ? ms / 20 : ms, ...more);";

static BhtBrowser *browser;
static BhtBellhopd *daemon_;
static BhtApi *desk;

typedef struct
{
  BhtProxy *proxy;
  BhtPage *page;
  char *conversation;
} Visit;

static void
wait_for (Visit *self, const char *script)
{
  bht_page_wait (self->page, FRAME, script);
}

static void
introduce (Visit *self)
{
  bht_page_click (self->page, BHT_TOP, "button", "Open chat");
  bht_page_click (self->page, FRAME, "textbox", "Name");
  bht_page_type (self->page, "Ada");
  wait_for (self, "document.querySelector('input').value === 'Ada'");
  bht_page_click (self->page, FRAME, "textbox", "E-mail");
  bht_page_type (self->page, "ada@example.org");
  bht_page_press (self->page, "Enter");
  wait_for (self, IS_LIVE);
  self->conversation =
      bht_page_eval (self->page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");
}

static void
set_up (Visit *self, gconstpointer unused)
{
  g_autofree char *address = NULL;

  self->proxy = bht_proxy_new (bht_bellhopd_url (daemon_));
  self->page = bht_page_new (browser);
  bht_page_set_media (self->page, "prefers-reduced-motion", "reduce");
  bht_page_prepare (self->page, hurry);
  address = g_strconcat (bht_proxy_url (self->proxy), "/demo", NULL);
  bht_page_open (self->page, address);
  introduce (self);
}

static void
tear_down (Visit *self, gconstpointer unused)
{
  bht_page_free (self->page);
  bht_proxy_free (self->proxy);
  g_free (self->conversation);
}

static void
write_line (Visit *self, const char *text)
{
  bht_page_run (self->page, FRAME, "document.querySelector('textarea').focus()");
  bht_page_type (self->page, text);
  bht_page_press (self->page, "Enter");
  wait_for (self, "document.querySelector('textarea').value === ''");
}

static void
answer_line (Visit *self, const char *text)
{
  g_assert_cmpuint (bht_api_say (desk, "desk", self->conversation, NULL, text), ==, 201);
}

/* Visitor and operator, in turns. */
static void
write_on_both_sides (Visit *self, const char *when)
{
  for (guint i = 1; i <= N_LINES; i++)
    {
      g_autofree char *question = g_strdup_printf ("Question %u %s", i, when);
      g_autofree char *answer = g_strdup_printf ("Answer %u %s", i, when);

      write_line (self, question);
      answer_line (self, answer);
    }
}

/* Bodies of the texts that the daemon holds, in its order, as a JSON array.  @n: (out) */
static char *
stored (Visit *self, guint *n)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/messages?limit=100", self->conversation);
  g_autoptr (JsonNode) answer = bht_api_expect (desk, "GET", path, NULL, 200);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (answer), "messages");
  g_autoptr (GString) bodies = g_string_new ("[");

  *n = 0;
  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);
      g_autofree char *body = bht_quote (json_object_get_string_member (message, "body"));

      if (strcmp (json_object_get_string_member (message, "kind"), "text") != 0)
        continue;
      g_string_append_printf (bodies, "%s%s", *n > 0 ? "," : "", body);
      (*n)++;
    }
  g_string_append (bodies, "]");
  return g_string_free (g_steal_pointer (&bodies), FALSE);
}

/* @n: texts there must be by now, the greeting among them. */
static void
assert_in_step (Visit *self, guint n)
{
  g_autofree char *bodies = NULL;
  g_autofree char *shown = NULL;
  guint there = 0;

  wait_for (self, IS_LIVE);
  wait_for (self, "!document.querySelector('.line.waiting, .line.sending')");
  bodies = stored (self, &there);
  g_assert_cmpuint (there, ==, n);
  shown = g_strdup_printf ("JSON.stringify([...document.querySelectorAll('.bubble')].map(b => "
                           "b.textContent)) === JSON.stringify(%s)",
                           bodies);
  wait_for (self, shown);
}

static void
test_cut (Visit *self, gconstpointer unused)
{
  bht_proxy_cut (self->proxy, TRUE);
  wait_for (self, BANNER " !== ''");
  write_on_both_sides (self, "in the dark");
  wait_for (self, "document.querySelector('.line.waiting')");
  wait_for (self, BANNER " !== ''");
  bht_proxy_cut (self->proxy, FALSE);
  assert_in_step (self, 1 + 2 * N_LINES);
}

static void
test_cut_again_and_again (Visit *self, gconstpointer unused)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *when = g_strdup_printf ("of round %u", i);

      bht_proxy_cut (self->proxy, i % 2 == 0);
      write_on_both_sides (self, when);
    }
  bht_proxy_cut (self->proxy, FALSE);
  assert_in_step (self, 1 + 5 * 2 * N_LINES);
}

static void
test_answers_lost (Visit *self, gconstpointer unused)
{
  bht_proxy_lose_answers (self->proxy, TRUE);
  write_line (self, "Did you get this?");
  wait_for (self, "document.querySelector('.line.waiting') || "
                  "document.querySelector('.visitor.sent')");
  bht_proxy_lose_answers (self->proxy, FALSE);
  write_line (self, "And this?");
  assert_in_step (self, 3);
}

/* Nothing ends, nothing comes: only asking tells. */
static void
test_stalled (Visit *self, gconstpointer unused)
{
  bht_proxy_stall (self->proxy, TRUE);
  answer_line (self, "Are you there?");
  wait_for (self, BANNER " !== ''");
  write_line (self, "Written into the void");
  bht_proxy_stall (self->proxy, FALSE);
  assert_in_step (self, 3);
}

static void
test_frames_late (Visit *self, gconstpointer unused)
{
  bht_proxy_hold_feeds (self->proxy, TRUE);
  write_on_both_sides (self, "unheard");
  bht_proxy_hold_feeds (self->proxy, FALSE);
  assert_in_step (self, 1 + 2 * N_LINES);
}

/* What waits outlives the page. */
static void
test_reload_in_the_dark (Visit *self, gconstpointer unused)
{
  bht_proxy_lose_answers (self->proxy, TRUE);
  write_line (self, "Before the reload");
  bht_proxy_cut (self->proxy, TRUE);
  write_line (self, "In the dark");
  bht_proxy_cut (self->proxy, FALSE);
  bht_proxy_lose_answers (self->proxy, FALSE);
  bht_page_reload (self->page);
  assert_in_step (self, 3);
}

static void
test_daemon_restarts (Visit *self, gconstpointer unused)
{
  write_line (self, "Before");
  wait_for (self, "document.querySelector('.visitor.sent')");
  bht_bellhopd_kill (daemon_);
  wait_for (self, BANNER " !== ''");
  write_line (self, "While it was away");
  bht_bellhopd_start (daemon_);
  assert_in_step (self, 3);
}

static void
furnish (void)
{
  g_autofree char *token = bht_bellhopd_furnish (daemon_);

  desk = bht_api_new (bht_bellhopd_url (daemon_), token);
  json_node_unref (
      bht_api_expect (desk, "PATCH", "/v1/desk/organization", "{\"ai_enabled\":false}", 200));
}

#define ADD(path, test) g_test_add ("/story/network/" path, Visit, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  const char *settings[] = { "BELLHOP_RATE_SCALE=100", NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  browser = bht_browser_new (&error);
  g_assert_no_error (error);
  daemon_ = bht_bellhopd_new (settings);
  furnish ();
  ADD ("cut-while-both-write", test_cut);
  ADD ("cut-again-and-again", test_cut_again_and_again);
  ADD ("answers-that-are-lost-double-nothing", test_answers_lost);
  ADD ("a-stalled-network-is-noticed", test_stalled);
  ADD ("frames-that-come-late", test_frames_late);
  ADD ("what-waits-outlives-the-page", test_reload_in_the_dark);
  ADD ("the-daemon-restarts", test_daemon_restarts);
  status = g_test_run ();
  bht_api_free (desk);
  bht_bellhopd_free (daemon_);
  bht_browser_free (browser);
  return status;
}
