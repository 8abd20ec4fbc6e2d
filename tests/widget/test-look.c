/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* Whether everybody can use it: small screens, dark, forced colours, keyboard, screen readers.  The
 * pictures go into the build folder. */

#define SOURCES                                                                                    \
  "[{\"title\":\"Returns and refunds\",\"heading\":\"Within 30 days\",\"quote\":\"You may send a " \
  "bicycle back within 30 days of delivery, as long as it has been ridden less than 50 km.\"},"    \
  "{\"title\":\"Delivery\",\"heading\":\"\",\"quote\":\"We collect it from your door.\"}]"

static void
talk (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "How long do I have to return a bike?");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  mock_desk_answer (
      stage->desk, NULL,
      "You have **30 days** from delivery:\n\n- ridden less than 50 km\n- with all its "
      "parts\n\nWe collect it from your door.",
      SOURCES);
  stage_write (stage, "Mine is a bit dirty. Can I talk to somebody about that?");
  stage_wait (stage, "document.querySelectorAll('.visitor.sent').length === 2");
  mock_desk_notice (stage->desk, "handoff_requested", "Ada", "x");
  mock_desk_notice (stage->desk, "operator_joined", "Mia", "x");
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  mock_desk_say (stage->desk, "operator", "Mia",
                 "Hello Ada, of course. A wipe with a cloth is enough!");
  stage_wait_text (stage, "enough!");
}

/* The contrast of every text with what lies behind it, WCAG's way; answers the worst below 4.5. */
static const char contrast[] =
    "(() => {"
    "const rgb = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m };"
    "const lum = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) "
    "/ 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);"
    "const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);"
    "const behind = e => e === null ? [255, 255, 255, 1] : (c => c[3] === 1 ? c : over(c, "
    "behind(e.parentElement)))(rgb(getComputedStyle(e).backgroundColor));"
    "const bad = [];"
    "document.querySelectorAll('body *').forEach(e => {"
    "if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility() || "
    "e.closest('.voice')) return;"
    "const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(behind(e))].sort((x, y) => y - x);"
    "const ratio = (a + .05) / (b + .05); if (ratio < 4.5) bad.push(e.className + ' ' + "
    "e.textContent.slice(0, 20) + ' ' + ratio.toFixed(2)) });"
    "return bad.join('\\n') })()";

static void
assert_contrast (Stage *stage)
{
  g_autofree char *bad = bht_page_eval (stage->page, FRAME, contrast);

  g_assert_cmpstr (bad, ==, "");
}

static void
test_light (Stage *stage)
{
  bht_page_set_media (stage->page, "prefers-color-scheme", "light");
  talk (stage);
  assert_contrast (stage);
  stage_picture (stage, "light");
  bht_page_click (stage->page, BHT_TOP, "button", "Close chat");
  stage_picture (stage, "closed");
}

static void
test_dark (Stage *stage)
{
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  talk (stage);
  assert_contrast (stage);
  stage_picture (stage, "dark");
}

static void
test_form_contrast (Stage *stage)
{
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  stage_open_chat (stage);
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  stage_wait (stage, "document.getElementById('name-error').textContent");
  assert_contrast (stage);
  stage_picture (stage, "form-dark");
  bht_page_set_media (stage->page, "prefers-color-scheme", "light");
  assert_contrast (stage);
  stage_picture (stage, "form");
}

/* 320 CSS pixels: also what 400 % of a desktop's width leaves. */
static void
test_narrow (Stage *stage)
{
  bht_page_set_viewport (stage->page, 320, 568, 2);
  talk (stage);
  stage_picture (stage, "narrow");
  g_assert_true (
      stage_holds (stage, "document.documentElement.scrollWidth === 320 && "
                          "[...document.querySelectorAll('button, textarea, .bubble')].filter("
                          "e => e.checkVisibility()).every(e => (r => r.left >= 0 && r.right <= "
                          "320)(e.getBoundingClientRect()))"));
}

static void
open_call (Stage *stage, const char *name, const char *field, const char *send)
{
  bht_page_click (stage->page, FRAME, "button", name);
  bht_page_wait_for (stage->page, FRAME, "textbox", field);
  bht_page_type (stage->page, "0170 1234567");
  bht_page_click (stage->page, FRAME, "button", send);
  stage_wait (stage, "document.getElementById('phone-error').textContent !== ''");
  g_assert_true (stage_holds (
      stage, "document.documentElement.scrollWidth <= innerWidth && "
             "[...document.querySelectorAll('.status *, .callback *')].every("
             "e => (r => r.left >= 0 && r.right <= innerWidth)(e.getBoundingClientRect()))"));
}

static void
test_narrow_german (Stage *stage)
{
  stage_build_shop (stage, "data-organization-id=\"demo\" data-language=\"de\"", "", "");
  bht_page_set_viewport (stage->page, 320, 568, 2);
  stage_open_shop (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Chat öffnen");
  bht_page_click (stage->page, FRAME, "textbox", "Name");
  bht_page_type (stage->page, "Ada");
  bht_page_click (stage->page, FRAME, "textbox", "E-Mail");
  bht_page_type (stage->page, "ada@example.org");
  stage_picture (stage, "form-german");
  bht_page_press (stage->page, "Enter");
  bht_page_wait_for (stage->page, FRAME, "button", "Mit einem Menschen sprechen");
  g_assert_true (stage_holds (stage, "document.documentElement.scrollWidth === 320"));
  g_assert_true (stage_holds (stage, "document.documentElement.lang === 'de'"));
  stage_picture (stage, "german");
  open_call (stage, "Rückruf", "Ihre Telefonnummer", "Bitte anrufen");
  stage_picture (stage, "call-german");
}

static void
test_call (Stage *stage)
{
  stage_start (stage);
  stage_picture (stage, "call-entry");
  open_call (stage, "Call me back", "Your phone number", "Ask for a call");
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  assert_contrast (stage);
  stage_picture (stage, "call-dark");
  bht_page_set_media (stage->page, "prefers-color-scheme", "light");
  assert_contrast (stage);
  stage_picture (stage, "call");
}

static void
test_call_narrow (Stage *stage)
{
  bht_page_set_viewport (stage->page, 320, 568, 2);
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "button", "Talk to a person");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Waiting for a person'");
  stage_picture (stage, "call-entry-narrow");
  open_call (stage, "Call me back", "Your phone number", "Ask for a call");
  stage_picture (stage, "call-narrow");
}

/* 400 % of a laptop's 1280 by 1024: what the form asks can be reached. */
static void
test_call_low (Stage *stage)
{
  bht_page_set_viewport (stage->page, 320, 256, 2);
  stage_start (stage);
  open_call (stage, "Call me back", "Your phone number", "Ask for a call");
  stage_picture (stage, "call-low");
  bht_page_press (stage->page, "Tab");
  bht_page_press (stage->page, "Tab");
  g_assert_true (stage_holds (stage, "document.activeElement.textContent === 'Cancel' && "
                                     "document.activeElement.getBoundingClientRect().bottom <= "
                                     "innerHeight"));
}

/* 200 % of a laptop's 1280 by 720. */
static void
test_zoomed (Stage *stage)
{
  bht_page_set_viewport (stage->page, 640, 360, 2);
  stage_start (stage);
  g_assert_true (stage_holds (stage, "document.documentElement.scrollWidth <= innerWidth && "
                                     "document.documentElement.scrollHeight <= innerHeight && "
                                     "document.querySelector('.scroller').clientHeight >= 40"));
  stage_picture (stage, "zoomed");
}

static void
test_forced_colors (Stage *stage)
{
  bht_page_set_media (stage->page, "forced-colors", "active");
  talk (stage);
  g_assert_true (stage_holds (stage, "[...document.querySelectorAll('.bubble')].every("
                                     "b => getComputedStyle(b).borderTopStyle === 'solid')"));
  stage_picture (stage, "forced-colors");
}

static void
test_authors_differ (Stage *stage)
{
  talk (stage);
  g_assert_true (stage_holds (
      stage,
      "new Set(['.visitor .bubble', '.ai .bubble', '.operator .bubble', '.system .notice'].map(s => "
      "getComputedStyle(document.querySelector(s)).backgroundColor)).size === 4"));
  g_assert_true (stage_holds (stage,
                              "document.querySelector('.ai .tag').textContent === 'AI' && "
                              "document.querySelector('.operator .tag').textContent === 'Team'"));
}

static void
test_everything_is_named (Stage *stage)
{
  static const struct
  {
    const char *role, *name;
  } parts[] = {
    { "heading", "Northwind Cycles" }, { "button", "Close chat" },
    { "textbox", "Message" },          { "region", "Conversation" },
    { "button", "Send message" },      { "button", "Talk to a person" },
    { "button", "Call me back" },
  };

  stage_start (stage);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_true (bht_page_has (stage->page, FRAME, parts[i].role, parts[i].name));
  g_assert_false (bht_page_has (stage->page, FRAME, "button", ""));
}

static void
test_keyboard_order (Stage *stage)
{
  static const char where[] = "(a => a.getAttribute('aria-label') || a.textContent)"
                              "(document.activeElement)";
  static const char *const order[] = { "Close chat",   "Talk to a person", "Call me back",
                                       "Conversation", "Message",          "Emoji",
                                       "Send message" };

  stage_start (stage);
  bht_page_run (stage->page, FRAME, "document.querySelector('.close').focus()");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *focused = bht_page_eval (stage->page, FRAME, where);

      g_assert_cmpstr (focused, ==, order[i]);
      bht_page_press (stage->page, "Tab");
    }
}

static void
test_focus_is_visible (Stage *stage)
{
  stage_start (stage);
  bht_page_run (stage->page, FRAME, "document.querySelector('.close').focus()");
  bht_page_press (stage->page, "Tab");
  g_assert_true (stage_holds (stage, "(s => s.outlineStyle === 'solid' && s.outlineWidth === '2px')"
                                     "(getComputedStyle(document.activeElement))"));
}

/* One polite voice; the log itself is silent, or it would be read again and again. */
static void
test_one_voice (Stage *stage)
{
  stage_start (stage);
  g_assert_true (
      stage_holds (stage, "document.querySelector('body > .voice[aria-live=polite]') && "
                          "!document.querySelector('.lines').closest('[aria-live], [role=log]')"));
  mock_desk_say (stage->desk, "operator", "Mia", "Read me");
  stage_wait (stage, "document.querySelector('body > .voice').textContent === 'Mia: Read me'");
}

static void
test_history_is_not_announced (Stage *stage)
{
  stage_start (stage);
  mock_desk_say (stage->desk, "operator", "Mia", "Read me");
  stage_wait_text (stage, "Read me");
  bht_page_reload (stage->page);
  stage_wait_text (stage, "Read me");
  g_assert_true (stage_holds (stage, "document.querySelector('body > .voice').textContent === ''"));
}

static void
test_motion (Stage *stage)
{
  static const char moves[] = "getComputedStyle(document.querySelector('.dots i')).animationName "
                              "!== 'none'";

  stage_start (stage);
  mock_desk_whisper (stage->desk, "ai.started", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  stage_wait (stage, "document.querySelector('.dots i')");
  g_assert_false (stage_holds (stage, moves));
  stage_picture (stage, "writing");
  bht_page_set_media (stage->page, "prefers-reduced-motion", "no-preference");
  stage_wait (stage, moves);
}

static void
test_sources_picture (Stage *stage)
{
  stage_start (stage);
  mock_desk_answer (stage->desk, NULL, "You have **30 days** from delivery.", SOURCES);
  stage_wait (stage, "document.querySelector('summary')");
  bht_page_run (stage->page, FRAME, "document.querySelector('details').open = true");
  stage_picture (stage, "sources");
  assert_contrast (stage);
}

static void
test_resolved_picture (Stage *stage)
{
  talk (stage);
  mock_desk_notice (stage->desk, "resolved", "Mia", "x");
  mock_desk_set_status (stage->desk, "resolved", "Mia");
  bht_page_wait_for (stage->page, FRAME, "button", "Start a new conversation");
  assert_contrast (stage);
  stage_picture (stage, "resolved");
}

static void
offer (Stage *stage)
{
  mock_desk_offer (
      stage->desk, "offer", "?",
      "{\"choices\":[{\"document_id\":\"d1\",\"title\":\"Returns and refunds, and what "
      "they cost\"}],\"action\":{\"call_id\":\"c1\",\"token\":\"t\",\"text\":"
      "\"Cancel order 4711?\",\"state\":\"pending\"}}");
  stage_wait (stage, "document.querySelector('.choices') && document.querySelector('.action')");
}

static void
test_offers_dark (Stage *stage)
{
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  stage_start (stage);
  offer (stage);
  assert_contrast (stage);
  stage_picture (stage, "offers-dark");
}

static void
test_offers_narrow (Stage *stage)
{
  bht_page_set_viewport (stage->page, 320, 568, 2);
  stage_start (stage);
  offer (stage);
  g_assert_true (stage_holds (stage, "document.documentElement.scrollWidth === 320"));
  stage_picture (stage, "offers-narrow");
}

static void
open_demo (Stage *stage)
{
  g_autofree char *address = g_strconcat (mock_desk_origin (stage->desk), "/demo", NULL);

  bht_page_open (stage->page, address);
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
}

static void
test_demo (Stage *stage)
{
  open_demo (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  stage_picture (stage, "demo");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_demo_narrow (Stage *stage)
{
  bht_page_set_viewport (stage->page, 320, 900, 1);
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  open_demo (stage);
  g_assert_true (
      bht_page_holds (stage->page, BHT_TOP, "document.documentElement.scrollWidth <= 320"));
  stage_picture (stage, "demo-narrow");
}

static void
add_tests (void)
{
  stage_add ("/widget/look/light-has-contrast", test_light);
  stage_add ("/widget/look/dark-has-contrast", test_dark);
  stage_add ("/widget/look/form-has-contrast", test_form_contrast);
  stage_add ("/widget/look/fits-320-pixels", test_narrow);
  stage_add ("/widget/look/german-fits-320-pixels", test_narrow_german);
  stage_add ("/widget/look/call-has-contrast", test_call);
  stage_add ("/widget/look/call-fits-320-pixels", test_call_narrow);
  stage_add ("/widget/look/call-fits-400-percent", test_call_low);
  stage_add ("/widget/look/fits-200-percent", test_zoomed);
  stage_add ("/widget/look/forced-colors-keep-the-bubbles", test_forced_colors);
  stage_add ("/widget/look/four-authors-differ", test_authors_differ);
  stage_add ("/widget/look/sources-have-contrast", test_sources_picture);
  stage_add ("/widget/look/offers-have-contrast-in-the-dark", test_offers_dark);
  stage_add ("/widget/look/offers-fit-320-pixels", test_offers_narrow);
  stage_add ("/widget/look/resolved-has-contrast", test_resolved_picture);
  stage_add ("/widget/look/reduced-motion-is-still", test_motion);
  stage_add ("/widget/access/everything-is-named", test_everything_is_named);
  stage_add ("/widget/access/keyboard-order", test_keyboard_order);
  stage_add ("/widget/access/focus-is-visible", test_focus_is_visible);
  stage_add ("/widget/access/one-polite-voice", test_one_voice);
  stage_add ("/widget/access/history-is-not-announced", test_history_is_not_announced);
  stage_add ("/widget/demo/embeds-the-widget", test_demo);
  stage_add ("/widget/demo/fits-320-pixels", test_demo_narrow);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
