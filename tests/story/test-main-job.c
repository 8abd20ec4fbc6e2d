/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The main job with real parts: the daemon, the widget in Chromium on a page of another origin, and
 * two consoles in real windows.  One story in chapters: each begins where the one before has ended.
 */
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/process/bht-proxy.h"
#include "tests/story/story-desktop.h"
#include "tests/story/widget/story-shop.h"

#include <string.h>

#define BUBBLES "[...document.querySelectorAll('.bubble')].map(b => b.textContent).join('|')"
#define STATE "document.querySelector('.state').textContent"

typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk; /* what Mia may see, to look behind the scenes */
  BhtProxy *proxy;
  StoryShop shop;
  StoryConsole *mia;
  StoryConsole *sam; /* behind the proxy */
  char *conversation;
} Story;

static Story story;

static void
ask (const char *text)
{
  bht_page_click (story.shop.page, FRAME, "textbox", "Message");
  bht_page_type (story.shop.page, text);
  bht_page_press (story.shop.page, "Enter");
  bht_page_wait (story.shop.page, FRAME,
                 "[...document.querySelectorAll('.visitor')].pop()?.classList.contains('sent')");
}

static void
wait_in_widget (const char *text)
{
  g_autofree char *script =
      g_strdup_printf ("document.querySelector('.lines')?.textContent.includes('%s')", text);

  bht_page_wait (story.shop.page, FRAME, script);
}

/* Every frame that comes is counted, to tell a streamed answer from one that is suddenly there. */
static void
watch_stream (void)
{
  bht_page_run (
      story.shop.page, FRAME,
      "window.seen = new Set(); new MutationObserver(() => {"
      "  const bubbles = document.querySelectorAll('.ai .bubble');"
      "  if (bubbles.length) window.seen.add(bubbles[bubbles.length - 1].textContent);"
      "}).observe(document.body, { subtree: true, childList: true, characterData: true })");
}

static void
test_visitor_asks (void)
{
  story_shop_start_chat (&story.shop);
  story.conversation =
      bht_page_eval (story.shop.page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");

  watch_stream ();
  ask ("How long does a bike take to arrive?");
  wait_in_widget ("Source: Delivery times and shipping costs");
  wait_in_widget ("five to eight working days");
  g_assert_true (bht_page_holds (story.shop.page, FRAME, "window.seen.size > 2"));
  story_shop_picture (&story.shop, "01-answer");
}

static gboolean
is_gap (const char *question)
{
  g_autoptr (JsonNode) gaps = bht_api_expect (story.desk, "GET", "/v1/desk/gaps", NULL, 200);
  g_autofree char *text = json_to_string (gaps, FALSE);

  return strstr (text, question) != NULL;
}

static void
test_unknown (void)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  ask ("Where can I moor my submarine?");
  wait_in_widget ("Shall I get a person");
  /* The widget shows what streams; it is stored, with its gap, a moment later. */
  while (!is_gap ("Where can I moor my submarine?"))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
  story_shop_picture (&story.shop, "02-unknown");
}

static void
test_handoff_rings (void)
{
  bht_page_click (story.shop.page, FRAME, "button", "Talk to a person");
  bht_page_wait (story.shop.page, FRAME,
                 "/Waiting for a person|number 1 in line/.test (" STATE ")");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  story_console_wait (story.sam, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  while (story_notifications_count ("Ada Lindqvist") < 2) /* one on each desktop */
    g_main_context_iteration (NULL, TRUE);
  story_shop_picture (&story.shop, "03-handoff");
}

/* Sam's console has not heard of Mia's claim when Sam claims as well. */
static void
test_claims (void)
{
  story_console_press (story.sam, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  story_console_wait (story.sam, ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  bht_proxy_hold_feeds (story.proxy, TRUE);

  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  bht_page_wait (story.shop.page, FRAME, STATE " === 'Mia is with you'");
  story_shop_picture (&story.shop, "04-claimed");

  story_console_press (story.sam, ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  story_console_wait (story.sam, BHT_ATSPI_ANY, "*Mia*");
  story_shop_picture (&story.shop, "05-second-claim");
  bht_proxy_hold_feeds (story.proxy, FALSE);
}

static void
test_claim_is_409 (void)
{
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (story.daemon), NULL);
  g_autoptr (JsonNode) session =
      bht_api_expect (nobody, "POST", "/v1/desk/sign-in",
                      "{\"email\":\"sam@example.org\",\"password\":\"" BHT_PASSWORD "\"}", 200);
  g_autoptr (BhtApi) sam =
      bht_api_new (bht_bellhopd_url (story.daemon), bht_json_string (session, "token"));
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/claim", story.conversation);
  g_autoptr (JsonNode) refusal = bht_api_expect (sam, "POST", path, "{}", 409);

  g_assert_cmpstr (bht_json_string (refusal, "code"), ==, "claimed");
  g_assert_cmpstr (bht_json_string (refusal, "owner.name"), ==, "Mia");
}

static void
test_reply (void)
{
  story_console_write (story.mia, "Hello Ada, Mia here. No submarines, but a bike that floats?");
  wait_in_widget ("Mia here. No submarines");
  story_shop_picture (&story.shop, "06-reply");
}

/* Runs are taken in the order in which they are due, so when a later question of somebody else has
 * its answer, one to this question would be there as well. */
static void
test_ai_is_silent (void)
{
  g_autoptr (BhtApi) other = bht_api_new_visitor (bht_bellhopd_url (story.daemon), "Ben");
  g_autofree char *conversation = bht_api_open_conversation (other);
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", conversation);
  g_autofree char *before =
      bht_page_eval (story.shop.page, FRAME, "document.querySelectorAll('.ai .bubble').length");
  g_autofree char *after = NULL;
  gboolean answered = FALSE;

  ask ("How long does a bike take to arrive?");
  g_assert_cmpuint (
      bht_api_say (other, "widget", conversation, NULL, "How long does a bike take to arrive?"), ==,
      201);
  while (!answered)
    {
      g_autoptr (JsonNode) page = bht_api_expect (other, "GET", path, NULL, 200);
      g_autofree char *text = json_to_string (page, FALSE);

      answered = strstr (text, "five to eight working days") != NULL;
    }
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "*How long does a bike take to arrive?");
  after = bht_page_eval (story.shop.page, FRAME, "document.querySelectorAll('.ai .bubble').length");
  g_assert_cmpstr (after, ==, before);
  story_console_write (story.mia, "Five to eight working days.");
  wait_in_widget ("Five to eight working days.");
}

static void
test_resolve (void)
{
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Resolve*");
  bht_page_wait_for (story.shop.page, FRAME, "button", "Start a new conversation");
  g_assert_false (bht_page_has (story.shop.page, FRAME, "textbox", "Message"));
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Resolved, 1");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Resolved*");
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Reopen*");
  story_shop_picture (&story.shop, "07-resolved");
}

static void
open_resolved (void)
{
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Resolved, 1");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Resolved*");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "*Five to eight working days.");
}

static void
test_same_after_restart (void)
{
  g_autofree char *widget_before = bht_page_eval (story.shop.page, FRAME, BUBBLES);
  g_autofree char *console_before = story_console_transcript (story.mia);
  g_autofree char *widget_after = NULL;
  g_autofree char *console_after = NULL;

  bht_page_reload (story.shop.page);
  wait_in_widget ("Five to eight working days.");
  widget_after = bht_page_eval (story.shop.page, FRAME, BUBBLES);
  g_assert_cmpstr (widget_after, ==, widget_before);

  story_console_kill (story.mia);
  story_console_start (story.mia);
  open_resolved ();
  console_after = story_console_transcript (story.mia);
  g_assert_cmpstr (console_after, ==, console_before);
  story_shop_picture (&story.shop, "08-restarted");
}

static void
test_no_complaints (void)
{
  g_assert_cmpstr (bht_page_errors (story.shop.page), ==, "");
}

static void
add_articles (void)
{
  const char *dir = g_getenv ("BHT_ARTICLES");
  g_autoptr (GString) command = g_string_new ("document add --organization demo --category Help");
  g_autoptr (GDir) articles = g_dir_open (dir, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (articles)) != NULL)
    g_string_append_printf (command, " %s/%s", dir, name);
  bht_bellhopd_ctl (story.daemon, NULL, command->str);
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story_notifications_own ();
  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.desk = bht_api_new (bht_bellhopd_url (story.daemon), token);
  bht_bellhopd_ctl (
      story.daemon, BHT_PASSWORD "\n",
      "operator create --organization demo --email sam@example.org --name Sam --role agent");
  add_articles ();

  story_shop_open (&story.shop, story.daemon);

  story.proxy = bht_proxy_new (bht_bellhopd_url (story.daemon));
  story.mia = story_console_open (story.daemon, "mia");
  story.sam = story_console_new (bht_bellhopd_dir (story.daemon), "sam",
                                 bht_proxy_url (story.proxy), "sam@example.org");
  story_console_start (story.sam);
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
  story_console_wait (story.sam, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
tear_down (void)
{
  story_console_free (story.mia);
  story_console_free (story.sam);
  story_shop_close (&story.shop);
  bht_proxy_free (story.proxy);
  bht_api_free (story.desk);
  bht_bellhopd_free (story.daemon);
  g_free (story.conversation);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/main-job/1-an-answer-streams-and-names-its-source", test_visitor_asks);
  g_test_add_func ("/story/main-job/2-what-is-not-known-is-said-and-recorded", test_unknown);
  g_test_add_func ("/story/main-job/3-a-wish-for-a-person-rings-on-every-desktop",
                   test_handoff_rings);
  g_test_add_func ("/story/main-job/4-one-claims-and-the-other-learns-who", test_claims);
  g_test_add_func ("/story/main-job/5-the-second-claim-is-a-409-with-the-owner", test_claim_is_409);
  g_test_add_func ("/story/main-job/6-a-reply-reaches-the-visitor", test_reply);
  g_test_add_func ("/story/main-job/7-the-ai-is-silent-while-a-person-has-it", test_ai_is_silent);
  g_test_add_func ("/story/main-job/8-resolving-closes-the-composer", test_resolve);
  g_test_add_func ("/story/main-job/9-reload-and-restart-show-the-same", test_same_after_restart);
  g_test_add_func ("/story/main-job/10-the-browser-had-nothing-to-complain-of", test_no_complaints);
  status = g_test_run ();
  tear_down ();
  return status;
}
