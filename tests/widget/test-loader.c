/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* What the one script tag does to a page of another origin. */

#define HOST "document.querySelector('bellhop-widget')"
#define IN_HOST HOST ".shadowRoot.querySelector"
#define PANEL_OPEN IN_HOST "('.panel.open')"

static void
open_and_settle (Stage *stage)
{
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, HOST);
}

static void
test_missing_id (Stage *stage)
{
  stage_build_shop (stage, "", "", "");
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, "window.Bellhop");
  g_assert_false (bht_page_holds (stage->page, BHT_TOP, HOST));
  g_assert_nonnull (strstr (bht_page_errors (stage->page), "data-organization-id"));
}

static void
test_twice_is_once (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\"",
                    "<script src=\"DESK/widget/chat-widget.js\" data-organization-id=\"demo\">"
                    "</script>",
                    "");
  open_and_settle (stage);
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "document.querySelectorAll('bellhop-widget').length === 1"));
}

static void
test_position_left (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\" data-position=\"bottom-left\"", "", "");
  open_and_settle (stage);
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP, HOST ".getBoundingClientRect().left === 20"));
}

static void
test_unknown_position (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\" data-position=\"sky\"", "", "");
  open_and_settle (stage);
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "innerWidth - " HOST ".getBoundingClientRect().right === 20"));
}

static void
test_host_css (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\"",
                    "<style>html > :not(head), button, iframe { display: none !important }"
                    "bellhop-widget, button, div { width: 5px !important; position: static "
                    "!important; opacity: 0 }</style>",
                    "");
  open_and_settle (stage);
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "(r => r.width === 60 && r.height === 60)(" IN_HOST
                                 "('button').getBoundingClientRect())"));
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP, "getComputedStyle(" HOST ").position === 'fixed'"));
}

static void
test_host_csp (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\"",
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "script-src DESK; frame-src DESK\">",
                    "");
  stage_open_chat (stage);
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP, "getComputedStyle(" HOST ").position === 'fixed'"));
}

static void
test_frame_on_first_open (Stage *stage)
{
  open_and_settle (stage);
  g_assert_false (bht_page_holds (stage->page, BHT_TOP, IN_HOST "('iframe')"));
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait (stage->page, BHT_TOP, IN_HOST "('iframe')");
}

static void
test_escape_in_frame (Stage *stage)
{
  stage_open_chat (stage);
  stage_wait (stage, "document.activeElement.id === 'name'");
  bht_page_press (stage->page, "Escape");
  bht_page_wait (stage->page, BHT_TOP, "!" PANEL_OPEN);
  bht_page_wait (stage->page, BHT_TOP, HOST ".shadowRoot.activeElement === " IN_HOST "('button')");
}

static void
test_escape_on_launcher (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_run (stage->page, BHT_TOP, IN_HOST "('button').focus()");
  bht_page_press (stage->page, "Escape");
  bht_page_wait (stage->page, BHT_TOP, "!" PANEL_OPEN);
}

static void
test_close_button (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_click (stage->page, FRAME, "button", "Close chat");
  bht_page_wait (stage->page, BHT_TOP, "!" PANEL_OPEN);
}

static void
test_open_is_kept (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_reload (stage->page);
  bht_page_wait (stage->page, BHT_TOP, PANEL_OPEN);
}

static void
test_closed_is_kept (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Close chat");
  bht_page_reload (stage->page);
  bht_page_wait (stage->page, BHT_TOP, HOST);
  g_assert_false (bht_page_holds (stage->page, BHT_TOP, PANEL_OPEN));
}

static void
test_reload_steals_no_focus (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_reload (stage->page);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, "document.activeElement === document.body"));
}

static void
test_api (Stage *stage)
{
  open_and_settle (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show()");
  bht_page_wait (stage->page, BHT_TOP, PANEL_OPEN);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.hide()");
  bht_page_wait (stage->page, BHT_TOP, "!" PANEL_OPEN);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.toggle()");
  bht_page_wait (stage->page, BHT_TOP, PANEL_OPEN);
}

/* Neither nodes nor globals, and whoever kept the object can call it without harm. */
static void
test_destroy (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\"",
                    "<script>window.before = Object.keys(window).length; window.was = "
                    "history.pushState</script>",
                    "");
  stage_open_chat (stage);
  bht_page_run (stage->page, BHT_TOP, "window.kept = Bellhop; Bellhop.destroy()");
  bht_page_wait (stage->page, BHT_TOP, "!" HOST " && !('Bellhop' in window)");
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "Object.keys(window).length === before + 3 && history.pushState === was")); /* and “kept” */
  bht_page_run (stage->page, BHT_TOP, "kept.show(); kept.identify({}); kept.setLanguage('de')");
  g_assert_false (bht_page_holds (stage->page, BHT_TOP, HOST));
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_init_after_destroy (Stage *stage)
{
  open_and_settle (stage);
  bht_page_run (stage->page, BHT_TOP, "window.kept = Bellhop; kept.destroy(); kept.init()");
  bht_page_wait (stage->page, BHT_TOP, HOST " && Bellhop === kept");
}

static void
test_init_again (Stage *stage)
{
  open_and_settle (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.init({ position: 'bottom-left' })");
  bht_page_wait (stage->page, BHT_TOP,
                 "document.querySelectorAll('bellhop-widget').length === 1 && " HOST
                 ".dataset.side === 'left'");
}

static void
test_init_late (Stage *stage)
{
  stage_build_shop (stage, "", "", "");
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, "window.Bellhop");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.init({ organizationId: 'demo' })");
  bht_page_wait (stage->page, BHT_TOP, HOST);
}

/* Anybody may post messages; only the frame itself is heard. */
static void
test_foreign_words (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_run (stage->page, BHT_TOP,
                "new Promise(done => { postMessage({ bellhop: 1, say: 'close' }, '*');"
                "addEventListener('message', () => setTimeout(done)); })");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, PANEL_OPEN));
}

/* Another frame of the page, even one of the page's own origin, is not the loader. */
static void
test_foreign_words_to_frame (Stage *stage)
{
  stage_start (stage);
  stage_close_chat (stage);
  bht_page_run (stage->page, BHT_TOP,
                "(other => other.contentWindow.Function('target', "
                "\"target.postMessage({ bellhop: 1, say: 'panel', open: true }, '*')\")(" IN_HOST
                "('iframe').contentWindow))"
                "(document.body.appendChild(document.createElement('iframe')))");
  mock_desk_say (stage->desk, "operator", "Mia", "Unread still");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat, 1 unread message");
}

static void
test_small_screen (Stage *stage)
{
  bht_page_set_viewport (stage->page, 400, 700, 1);
  stage_open_chat (stage);
  bht_page_wait (
      stage->page, BHT_TOP,
      "(r => r.left === 0 && r.top === 0 && r.width === 400 && r.height === 700)(" IN_HOST
      "('iframe').getBoundingClientRect())");
}

static void
test_no_layout_shift (Stage *stage)
{
  stage_open_chat (stage);
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "new Promise(done => { let sum = 0; new PerformanceObserver(list => {"
      "list.getEntries().forEach(e => { sum += e.value }) })"
      ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 100); })"
      ".then(sum => sum === 0 && document.documentElement.scrollHeight <= innerHeight)"));
}

static void
test_unread_badge (Stage *stage)
{
  stage_start (stage);
  stage_close_chat (stage);
  mock_desk_say (stage->desk, "operator", "Mia", "One");
  mock_desk_say (stage->desk, "operator", "Mia", "Two");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat, 2 unread messages");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, IN_HOST "('.badge').textContent === '2'"));
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat, 2 unread messages");
  bht_page_wait (stage->page, BHT_TOP, IN_HOST "('.badge').textContent === ''");
}

static void
test_badge_after_reload (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Close chat");
  bht_page_open (stage->page, "about:blank");
  mock_desk_say (stage->desk, "operator", "Mia", "While you were away");
  stage_open_shop (stage);
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat, 1 unread message");
}

static void
test_motion (Stage *stage)
{
  static const char moves[] = "getComputedStyle(" IN_HOST
                              "('button')).transitionDuration.split(', ').some(d => d !== '0s')";

  open_and_settle (stage);
  g_assert_false (bht_page_holds (stage->page, BHT_TOP, moves));
  bht_page_set_media (stage->page, "prefers-reduced-motion", "no-preference");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, moves));
}

static void
test_page_language (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\" data-language=\"de\"", "", "");
  stage_open_shop (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Chat öffnen");
  bht_page_wait_for (stage->page, FRAME, "button", "Chat beginnen");
}

static void
add_tests (void)
{
  stage_add ("/widget/loader/missing-id-shows-nothing", test_missing_id);
  stage_add ("/widget/loader/twice-mounts-once", test_twice_is_once);
  stage_add ("/widget/loader/position-left", test_position_left);
  stage_add ("/widget/loader/unknown-position-is-right", test_unknown_position);
  stage_add ("/widget/loader/page-css-cannot-restyle", test_host_css);
  stage_add ("/widget/loader/strict-page-policy-is-met", test_host_csp);
  stage_add ("/widget/loader/frame-comes-with-first-open", test_frame_on_first_open);
  stage_add ("/widget/loader/escape-in-frame-closes-and-returns-focus", test_escape_in_frame);
  stage_add ("/widget/loader/escape-on-launcher-closes", test_escape_on_launcher);
  stage_add ("/widget/loader/close-button-closes", test_close_button);
  stage_add ("/widget/loader/open-outlives-reload", test_open_is_kept);
  stage_add ("/widget/loader/closed-outlives-reload", test_closed_is_kept);
  stage_add ("/widget/loader/reload-steals-no-focus", test_reload_steals_no_focus);
  stage_add ("/widget/loader/show-hide-toggle", test_api);
  stage_add ("/widget/loader/destroy-leaves-nothing", test_destroy);
  stage_add ("/widget/loader/init-after-destroy", test_init_after_destroy);
  stage_add ("/widget/loader/init-configures-again", test_init_again);
  stage_add ("/widget/loader/init-mounts-late", test_init_late);
  stage_add ("/widget/loader/page-ignores-foreign-words", test_foreign_words);
  stage_add ("/widget/loader/frame-ignores-foreign-words", test_foreign_words_to_frame);
  stage_add ("/widget/loader/fills-small-screens", test_small_screen);
  stage_add ("/widget/loader/shifts-no-layout", test_no_layout_shift);
  stage_add ("/widget/loader/badge-counts-unread", test_unread_badge);
  stage_add ("/widget/loader/badge-outlives-reload", test_badge_after_reload);
  stage_add ("/widget/loader/reduced-motion-is-still", test_motion);
  stage_add ("/widget/loader/language-of-the-page", test_page_language);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
