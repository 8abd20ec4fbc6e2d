/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* Ways to put the widget on a page, and pages that make it hard. */

#define HOST "document.querySelector('bellhop-widget')"
#define IN_HOST HOST ".shadowRoot.querySelector"
#define BUTTON IN_HOST "('button:not(.take, .dismiss)')"
#define PANEL_OPEN IN_HOST "('.panel.open')"
#define DEMO "data-organization-id=\"demo\""

static void
show (Stage *stage, const char *attributes, const char *head)
{
  stage_build_shop (stage, attributes, head, "");
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, HOST);
}

static void
wait_color (Stage *stage, const char *color)
{
  g_autofree char *script =
      g_strdup_printf ("getComputedStyle(" BUTTON ").backgroundColor === '%s'", color);

  bht_page_wait (stage->page, BHT_TOP, script);
}

static void
test_tag_color_wins (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"accent_color\":\"#00ff00\"}", "{\"open\":true}");
  show (stage, DEMO " data-accent-color=\"hsl(0 100% 40%)\"", "");
  wait_color (stage, "rgb(204, 0, 0)");
}

static void
test_organization_color (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"accent_color\":\"#ffee00\"}", "{\"open\":true}");
  show (stage, DEMO, "");
  wait_color (stage, "rgb(255, 238, 0)");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "getComputedStyle(" BUTTON ").color === 'rgb(17, 17, 17)'"));
}

/* Neither what is no colour nor what would write into the style sheet. */
static void
test_bad_color (Stage *stage)
{
  show (stage, DEMO " data-accent-color=\"red;} * { display: none\"", "");
  wait_color (stage, "rgb(58, 73, 200)");
  show (stage, DEMO " data-accent-color=\"var(--page)\"", "");
  wait_color (stage, "rgb(58, 73, 200)");
}

static void
test_left (Stage *stage)
{
  show (stage, DEMO " data-position=\"left\"", "");
  bht_page_wait (stage->page, BHT_TOP, HOST ".getBoundingClientRect().left === 20");
}

static void
test_organization_position (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"position\":\"bottom-left\"}", "{\"open\":true}");
  show (stage, DEMO, "");
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP, HOST ".getBoundingClientRect().left === 20"));
  show (stage, DEMO " data-position=\"bottom-right\"", "");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, HOST ".getBoundingClientRect().left > 200"));
}

static void
test_hidden_when_closed (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"offline\":\"hide\"}", "{\"open\":false}");
  show (stage, DEMO, "");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, "!" HOST ".checkVisibility()"));
}

static void
test_desk_that_is_away (Stage *stage)
{
  bht_page_block (stage->page, "*settings.js*");
  show (stage, DEMO, "");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
}

static void
test_key (Stage *stage)
{
  show (stage, "data-api-key=\"wk_right\"", "");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
  g_assert_cmpstr (mock_desk_noted (stage->desk), ==, "");
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  g_assert_cmpstr (mock_desk_noted (stage->desk), ==, "key wk_right\n");
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP, "!" IN_HOST "('iframe').src.includes('wk_right')"));
}

static void
test_wrong_key (Stage *stage)
{
  show (stage, "data-api-key=\"wk_wrong\"", "");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.on('error', e => { window.failed = e.code })");
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait (stage->page, BHT_TOP, "window.failed === 'unauthorized'");
  g_assert_nonnull (strstr (bht_page_errors (stage->page), "data-api-key"));
}

/* The script may come from elsewhere than the desk. */
static void
test_other_origin (Stage *stage)
{
  g_autofree char *attributes = g_strdup_printf (DEMO " data-api-url=\"http://localhost%s\"",
                                                 strrchr (mock_desk_origin (stage->desk), ':'));

  show (stage, attributes, "");
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait (stage->page, BHT_TOP, IN_HOST "('iframe')?.src.startsWith('http://localhost:')");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
}

/* Nothing before a click but the script and the settings, nothing kept. */
static void
test_light (Stage *stage)
{
  show (stage, DEMO, "");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "performance.getEntriesByType('resource').map(e => new URL(e.name).pathname).filter(p => "
      "p.startsWith('/widget') || p.startsWith('/v1')).join() === "
      "'/widget/chat-widget.js,/widget/settings.js'"));
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "localStorage.length === 0 && sessionStorage.length === 0 && document.cookie === ''"));
}

/* Without inline scripts and styles, and without a word of connect-src. */
static void
test_strict_policy (Stage *stage)
{
  stage_build_shop (stage, DEMO " data-accent-color=\"#c00\"",
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "script-src DESK; frame-src DESK\">",
                    "");
  mock_desk_set_widget (stage->desk,
                        "{\"position\":\"bottom-left\",\"proactive\":[{\"id\":\"r1\",\"pages\":[],"
                        "\"after_s\":0,\"visitors\":\"any\",\"text\":\"Hello there\"}]}",
                        "{\"open\":true}");
  stage_open_shop (stage);
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Hello there");
  wait_color (stage, "rgb(204, 0, 0)");
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_module (Stage *stage)
{
  stage_build_shop (stage, DEMO " type=\"module\" data-position=\"left\"", "", "");
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, HOST);
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "document.querySelectorAll('bellhop-widget').length === 1"));
}

static void
test_injected (Stage *stage)
{
  stage_build_shop (stage, "data-none=\"\"", "", "");
  stage_open_shop (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.destroy()");
  bht_page_run (stage->page, BHT_TOP,
                "(s => { s.src = document.scripts[0].src; s.dataset.organizationId = 'demo'; "
                "document.head.append(s) })(document.createElement('script'))");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
}

/* As frameworks do that mount, unmount and mount again. */
static void
test_taken_back (Stage *stage)
{
  stage_build_shop (stage, "data-none=\"\"", "", "");
  stage_open_shop (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.destroy()");
  bht_page_run (stage->page, BHT_TOP,
                "(add => { add().remove(); add() })(() => { const s = "
                "document.createElement('script'); s.src = document.scripts[0].src; "
                "s.dataset.organizationId = 'demo'; document.head.append(s); return s })");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "document.querySelectorAll('bellhop-widget').length === 1"));
}

/* Two tags of two organisations: two widgets, one above the other. */
static void
test_two (Stage *stage)
{
  show (
      stage, DEMO,
      "<script src=\"DESK/widget/chat-widget.js\" data-organization-id=\"other\" async></script>");
  bht_page_wait (stage->page, BHT_TOP, "document.querySelectorAll('bellhop-widget').length === 2");
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "(([a, b]) => Math.abs(a - b) === 76)([...document.querySelectorAll('bellhop-widget')]"
      ".map(w => w.getBoundingClientRect().top))"));
  bht_page_run (stage->page, BHT_TOP, "Bellhop.get('other').show()");
  bht_page_wait (stage->page, FRAME "?organization=other", "document.title");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.get('demo').show()");
  bht_page_wait (stage->page, FRAME "?organization=demo", "document.title");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.destroy()");
  g_assert_false (bht_page_holds (stage->page, BHT_TOP, HOST));
}

static void
test_create (Stage *stage)
{
  show (stage, DEMO, "");
  bht_page_run (stage->page, BHT_TOP,
                "window.second = Bellhop.create({ organizationId: 'other', position: 'left' })");
  bht_page_wait (stage->page, BHT_TOP, "document.querySelectorAll('bellhop-widget').length === 2");
  bht_page_run (stage->page, BHT_TOP, "second.destroy()");
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "document.querySelectorAll('bellhop-widget').length === 1 && !Bellhop.get('other')"));
}

static void
test_hostile_page (Stage *stage)
{
  show (
      stage, DEMO,
      "<style>* { --ink: red; --accent: red; display: none !important; transform: scale(.1) !important; opacity: .1 "
      "!important; pointer-events: none !important; z-index: 1 !important; visibility: hidden "
      "!important } html, body { display: block !important; visibility: visible !important; "
      "pointer-events: auto !important } html { transform: translate(500px, 500px) !important; "
      "opacity: 1 !important }</style>");
  g_assert_true (bht_page_holds (
      stage->page, BHT_TOP,
      "(r => r.width === 60 && Math.round(document.documentElement.clientWidth - r.right) === 20 && "
      "Math.round(document.documentElement.clientHeight - r.bottom) === 20)(" HOST
      ".getBoundingClientRect())"));
  wait_color (stage, "rgb(58, 73, 200)");
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
}

/* Above what claims to be highest. */
static void
test_covered_page (Stage *stage)
{
  stage_build_shop (stage, DEMO, "",
                    "<div style=\"position: fixed; inset: 0; z-index: 2147483647\"></div>");
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, HOST);
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP,
                      "document.elementFromPoint(innerWidth - 50, innerHeight - 50) === " HOST));
}

static void
test_closed_root (Stage *stage)
{
  g_autoptr (BhtPage) page = bht_page_new_beside (stage->page);

  bht_page_open (page, mock_shop_origin (stage->shop));
  bht_page_wait (page, BHT_TOP, HOST);
  g_assert_true (bht_page_holds (page, BHT_TOP, HOST ".shadowRoot === null"));
}

/* The keyboard takes half of the window away: the composer stays in sight. */
static void
test_small_screen_follows_keyboard (Stage *stage)
{
  bht_page_set_viewport (stage->page, 400, 700, 1);
  stage_start (stage);
  bht_page_set_viewport (stage->page, 400, 380, 1);
  bht_page_wait (stage->page, BHT_TOP, IN_HOST "('iframe').getBoundingClientRect().height === 380");
  g_assert_true (stage_holds (
      stage, "document.querySelector('textarea').getBoundingClientRect().bottom <= 380"));
}

/* The words of the tag, in place of the organisation's. */
static void
test_words_of_tag (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"title\":\"Help\",\"input_placeholder\":\"Ask\"}",
                        "{\"open\":true}");
  stage_build_shop (stage,
                    DEMO " data-title=\"Bikes & more\" data-input-placeholder=\"What is it?\" "
                         "data-accent-color=\"#ffee00\"",
                    "", "");
  stage_start (stage);
  stage_wait (stage, "document.querySelector('textarea').placeholder === 'What is it?'");
  g_assert_true (stage_holds (stage,
                              "document.querySelector('header').textContent.includes('Bikes & "
                              "more')"));
}

static void
add_tests (void)
{
  stage_add ("/widget/embed/tag-colour-wins", test_tag_color_wins);
  stage_add ("/widget/embed/organisation-colour", test_organization_color);
  stage_add ("/widget/embed/bad-colour-is-none", test_bad_color);
  stage_add ("/widget/embed/words-of-the-tag", test_words_of_tag);
  stage_add ("/widget/embed/left-means-left", test_left);
  stage_add ("/widget/embed/organisation-position", test_organization_position);
  stage_add ("/widget/embed/hidden-outside-hours", test_hidden_when_closed);
  stage_add ("/widget/embed/desk-that-is-away", test_desk_that_is_away);
  stage_add ("/widget/embed/key-instead-of-organisation", test_key);
  stage_add ("/widget/embed/wrong-key-is-said", test_wrong_key);
  stage_add ("/widget/embed/desk-of-another-origin", test_other_origin);
  stage_add ("/widget/embed/light-before-a-click", test_light);
  stage_add ("/widget/embed/strict-policy", test_strict_policy);
  stage_add ("/widget/embed/module", test_module);
  stage_add ("/widget/embed/injected", test_injected);
  stage_add ("/widget/embed/taken-back-and-again", test_taken_back);
  stage_add ("/widget/embed/two-widgets", test_two);
  stage_add ("/widget/embed/created-widget", test_create);
  stage_add ("/widget/embed/hostile-page", test_hostile_page);
  stage_add ("/widget/embed/covered-page", test_covered_page);
  stage_add ("/widget/embed/closed-root", test_closed_root);
  stage_add ("/widget/embed/small-screen-follows-keyboard", test_small_screen_follows_keyboard);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
