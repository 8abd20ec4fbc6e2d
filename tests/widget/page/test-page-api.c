/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* What a page can ask of the widget and hear from it, what the desk learns of the page, and the
 * greetings beside the launcher. */

#define HOST "document.querySelector('bellhop-widget')"
#define IN_HOST HOST ".shadowRoot.querySelector"
#define PANEL_OPEN IN_HOST "('.panel.open')"
#define DEMO "data-organization-id=\"demo\""
#define HMAC "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define RULE(pages, after, visitors)                                                               \
  "{\"proactive\":[{\"id\":\"r1\",\"pages\":[" pages "],\"after_s\":" after                        \
  ",\"visitors\":\"" visitors "\",\"text\":\"May I help you choose?\"}]}"
#define GREETING "May I help you choose?"

static void
open_shop (Stage *stage)
{
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, HOST);
}

static void
wait_noted (Stage *stage, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  while (strstr (mock_desk_noted (stage->desk), text) == NULL)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("never noted: %s, but:\n%s", text, mock_desk_noted (stage->desk));
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

/* Calls from before the script was there. */
static void
test_queue (Stage *stage)
{
  stage_build_shop (
      stage, DEMO,
      "<script>window.Bellhop = window.Bellhop || function () { (Bellhop.q = "
      "Bellhop.q || []).push(arguments) }; Bellhop('on', 'open', () => { window.heard = "
      "true }); Bellhop('show')</script>",
      "");
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, "window.heard && " PANEL_OPEN);
}

static void
test_queued_init (Stage *stage)
{
  stage_build_shop (stage, "data-none=\"\"",
                    "<script>window.Bellhop = window.Bellhop || function () { (Bellhop.q = "
                    "Bellhop.q || []).push(arguments) }; Bellhop('init', { organizationId: 'demo' "
                    "})</script>",
                    "");
  open_shop (stage);
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_wrong_arguments (Stage *stage)
{
  static const char *const calls[] = {
    "Bellhop('dance')",
    "Bellhop.on('party', 1)",
    "Bellhop.identify('me')",
    "Bellhop.openConversation(7)",
    "Bellhop.identify({ id: 'u1', hmac: 'x' })",
  };

  open_shop (stage);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      bht_page_forget_errors (stage->page);
      bht_page_run (stage->page, BHT_TOP, calls[i]);
      while (strstr (bht_page_errors (stage->page), "Bellhop: ") == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
}

/* A listener that throws stops no other. */
static void
test_events (Stage *stage)
{
  open_shop (stage);
  bht_page_run (stage->page, BHT_TOP,
                "window.heard = []; Bellhop.on('open', () => { throw new Error('mine') });"
                "for (const name of ['open', 'close', 'unread', 'message', 'conversation']) "
                "Bellhop.on(name, d => heard.push([name, d]))");
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  stage_introduce (stage);
  stage_wait_feed (stage, 1);
  stage_wait (stage, "document.querySelector('.banner.live')");
  stage_close_chat (stage);
  mock_desk_say (stage->desk, "operator", "Mia", "A secret");
  bht_page_wait (stage->page, BHT_TOP,
                 "['open', 'close', 'unread', 'message'].every(n => heard.some(h => h[0] === n))");
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "heard.find(h => h[0] === 'message')[1].author === 'operator' && heard.find(h => h[0] === "
      "'unread')[1].count === 1 && !JSON.stringify(heard).includes('secret')"));
}

static void
test_off (Stage *stage)
{
  open_shop (stage);
  bht_page_run (stage->page, BHT_TOP,
                "window.count = 0; window.listener = () => count++; Bellhop.on('open', listener); "
                "Bellhop.off('open', listener); Bellhop.show()");
  bht_page_wait (stage->page, BHT_TOP, PANEL_OPEN);
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, "count === 0"));
}

static void
test_identify_before (Stage *stage)
{
  open_shop (stage);
  bht_page_run (stage->page, BHT_TOP,
                "Bellhop.on('identified', d => { window.identified = d });"
                "Bellhop.identify({ id: 'u1', name: 'Ada', email: 'ada@example.org', hmac: '" HMAC
                "' })");
  bht_page_wait (stage->page, BHT_TOP, "window.identified?.id === 'u1'");
  wait_noted (stage, "identity {\"id\":\"u1\",\"name\":\"Ada\",\"email\":\"ada@example.org\"");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show()");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
}

static void
test_identify_later (Stage *stage)
{
  stage_start (stage);
  bht_page_run (stage->page, BHT_TOP,
                "Bellhop.identify({ id: 'u2', name: 'Ada', email: '', hmac: '" HMAC "' })");
  wait_noted (stage, "identity {\"id\":\"u2\"");
}

static void
test_reset (Stage *stage)
{
  stage_start (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.reset()");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  g_assert_true (stage_holds (stage, "!Object.keys(localStorage).some(k => k.endsWith('token'))"));
}

static void
test_new_conversation (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "In the first");
  stage_wait_text (stage, "In the first");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.newConversation()");
  stage_wait (stage, "!document.querySelector('.lines')?.textContent.includes('In the first')");
}

static void
test_language (Stage *stage)
{
  open_shop (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.setLanguage('fr')");
  bht_page_click (stage->page, BHT_TOP, "button", "Ouvrir la discussion");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Nom");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.setLanguage('ar')");
  bht_page_wait_for (stage->page, FRAME, "textbox", "الاسم");
  g_assert_true (
      stage_holds (stage, "document.dir === 'rtl' && document.documentElement.lang === 'ar'"));
  bht_page_wait_for (stage->page, BHT_TOP, "button", "إغلاق المحادثة");
}

/* Of the host's page, also where a router moves it without loading. */
static void
test_router (Stage *stage)
{
  stage_start (stage);
  wait_noted (stage, "\"title\":\"Shop\"");
  bht_page_run (stage->page, BHT_TOP,
                "history.pushState({}, '', '/bikes?id=3'); document.title = 'Bikes'");
  wait_noted (stage, "/bikes?id=3\",\"title\":\"Bikes\"");
  wait_noted (stage, "metadata {");
}

/* Where there is no Navigation API; a router that wraps in turn is left alone. */
static void
test_router_without_navigation (Stage *stage)
{
  stage_build_shop (stage, DEMO,
                    "<script>delete window.navigation; Object.defineProperty(window, 'navigation', "
                    "{ value: undefined }); window.was = history.pushState</script>",
                    "");
  stage_start (stage);
  bht_page_run (stage->page, BHT_TOP,
                "history.pushState({}, '', '/parts'); document.title = 'Parts'");
  wait_noted (stage, "/parts\",\"title\":\"Parts\"");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.destroy()");
  bht_page_wait (stage->page, BHT_TOP,
                 "history.pushState === was && !Object.hasOwn(history, 'pushState')");
}

static void
test_greeting (Stage *stage)
{
  mock_desk_set_widget (stage->desk, RULE ("\"http://localhost*\"", "0", "new"), "{}");
  open_shop (stage);
  bht_page_wait_for (stage->page, BHT_TOP, "button", GREETING);
  stage_picture (stage, "greeting");
  bht_page_click (stage->page, BHT_TOP, "button", GREETING);
  bht_page_wait (stage->page, BHT_TOP, PANEL_OPEN);
  g_assert_false (bht_page_has (stage->page, BHT_TOP, "button", GREETING));
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  stage_introduce (stage);
  wait_noted (stage, "greeting r1");
}

static void
test_greeting_once (Stage *stage)
{
  mock_desk_set_widget (stage->desk, RULE ("", "0", "any"), "{}");
  open_shop (stage);
  bht_page_wait_for (stage->page, BHT_TOP, "button", GREETING);
  bht_page_click (stage->page, BHT_TOP, "button", "Dismiss");
  g_assert_false (bht_page_has (stage->page, BHT_TOP, "button", GREETING));
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "localStorage.getItem('bellhop.demo.greeted') === 'r1'"));
  bht_page_reload (stage->page);
  bht_page_wait (stage->page, BHT_TOP,
                 "performance.getEntriesByName(document.scripts[document"
                 ".scripts.length - 1].src.replace('.js', '-more.js')).length");
  bht_page_run (stage->page, BHT_TOP, "new Promise(done => setTimeout(done, 50))");
  g_assert_false (bht_page_has (stage->page, BHT_TOP, "button", GREETING));
}

/* Only where its page is, and only for whom it is. */
static void
test_greeting_elsewhere (Stage *stage)
{
  mock_desk_set_widget (stage->desk, RULE ("\"*/pricing*\"", "0", "any"), "{}");
  open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, IN_HOST "('.greeting')");
  g_assert_false (bht_page_has (stage->page, BHT_TOP, "button", GREETING));
  bht_page_run (stage->page, BHT_TOP, "history.pushState({}, '', '/pricing/all')");
  bht_page_wait_for (stage->page, BHT_TOP, "button", GREETING);
}

static void
test_greeting_returning (Stage *stage)
{
  mock_desk_set_widget (stage->desk, RULE ("", "0", "returning"), "{}");
  open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, IN_HOST "('.greeting')");
  g_assert_false (bht_page_has (stage->page, BHT_TOP, "button", GREETING));
  stage_start (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Close chat");
  bht_page_reload (stage->page);
  bht_page_wait_for (stage->page, BHT_TOP, "button", GREETING);
}

/* Says so in the title while nobody looks, and takes it back. */
static void
test_title (Stage *stage)
{
  stage_start (stage);
  stage_close_chat (stage);
  bht_page_run (stage->page, BHT_TOP,
                "Object.defineProperty(document, 'visibilityState', { value: 'hidden', "
                "configurable: true }); document.dispatchEvent(new Event('visibilitychange'))");
  mock_desk_say (stage->desk, "operator", "Mia", "Still there?");
  bht_page_wait (stage->page, BHT_TOP, "document.title === '(1) Shop'");
  bht_page_run (stage->page, BHT_TOP,
                "delete document.visibilityState; document.dispatchEvent(new "
                "Event('visibilitychange'))");
  bht_page_wait (stage->page, BHT_TOP, "document.title === 'Shop'");
}

/* One ring for what came; none once it is muted. */
static void
test_sound (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"sound\":true}", "{\"open\":true}");
  stage_build_shop (stage, DEMO,
                    "<script>AudioContext.prototype.resume = () => Promise.resolve(); "
                    "window.rings = 0; (start => { OscillatorNode.prototype.start = "
                    "function (...r) { rings++; return start.apply(this, r) } })"
                    "(AudioScheduledSourceNode.prototype.start)</script>",
                    "");
  stage_start (stage);
  stage_close_chat (stage);
  mock_desk_say (stage->desk, "operator", "Mia", "One");
  bht_page_wait (stage->page, BHT_TOP, "rings === 2"); /* two tones */
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat, 1 unread message");
  bht_page_click (stage->page, FRAME, "button", "Sound for new messages");
  bht_page_wait (stage->page, BHT_TOP, "localStorage.getItem('bellhop.demo.muted') === '1'");
  stage_close_chat (stage);
  mock_desk_say (stage->desk, "operator", "Mia", "Two");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat, 1 unread message");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, "rings === 2"));
}

static void
open_demo (Stage *stage)
{
  g_autofree char *address = g_strconcat (mock_desk_origin (stage->desk), "/demo", NULL);

  bht_page_open (stage->page, address);
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
}

/* The shop that comes with the daemon shows all of it. */
static void
test_demo (Stage *stage)
{
  open_demo (stage);
  stage_picture (stage, "demo");
  bht_page_click (stage->page, BHT_TOP, "link", "City");
  bht_page_wait (stage->page, BHT_TOP,
                 "document.title.startsWith('Lagom 7') && location.search === '?page=city'");
  bht_page_run (stage->page, BHT_TOP, "history.back()");
  bht_page_wait (stage->page, BHT_TOP, "document.title.startsWith('Fjord 3')");
  bht_page_click (stage->page, BHT_TOP, "button", "Open the chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  bht_page_wait (stage->page, BHT_TOP,
                 "document.querySelector('.log').textContent.includes('open')");
  bht_page_run (stage->page, BHT_TOP,
                "document.getElementById('language').value = 'ar'; "
                "document.getElementById('language').dispatchEvent(new Event('change'))");
  bht_page_wait_for (stage->page, FRAME, "textbox", "الاسم");
  bht_page_run (stage->page, BHT_TOP, "document.querySelector('.trials').scrollIntoView()");
  stage_picture (stage, "demo-arabic");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_demo_dark (Stage *stage)
{
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  bht_page_set_viewport (stage->page, 400, 800, 1);
  open_demo (stage);
  bht_page_run (stage->page, BHT_TOP, "document.querySelector('.trials').scrollIntoView()");
  stage_picture (stage, "demo-dark");
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP, "document.documentElement.scrollWidth <= innerWidth"));
}

static void
add_tests (void)
{
  stage_add ("/widget/page/calls-before-load-are-kept", test_queue);
  stage_add ("/widget/page/init-before-load-is-kept", test_queued_init);
  stage_add ("/widget/page/wrong-arguments-are-said", test_wrong_arguments);
  stage_add ("/widget/page/events", test_events);
  stage_add ("/widget/page/off", test_off);
  stage_add ("/widget/page/identity-opens-a-session", test_identify_before);
  stage_add ("/widget/page/identity-of-a-session", test_identify_later);
  stage_add ("/widget/page/reset-forgets", test_reset);
  stage_add ("/widget/page/new-conversation", test_new_conversation);
  stage_add ("/widget/page/language", test_language);
  stage_add ("/widget/page/router-is-followed", test_router);
  stage_add ("/widget/page/router-without-navigation", test_router_without_navigation);
  stage_add ("/widget/page/greeting-starts-chat", test_greeting);
  stage_add ("/widget/page/greeting-once", test_greeting_once);
  stage_add ("/widget/page/greeting-of-another-page", test_greeting_elsewhere);
  stage_add ("/widget/page/greeting-for-returning", test_greeting_returning);
  stage_add ("/widget/page/title-counts-while-hidden", test_title);
  stage_add ("/widget/page/demo", test_demo);
  stage_add ("/widget/page/demo-dark-and-narrow", test_demo_dark);
  stage_add ("/widget/page/sound-and-silence", test_sound);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
