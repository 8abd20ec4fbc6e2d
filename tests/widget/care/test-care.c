/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

/* What comes with a conversation: who has read what, how it was, and the text to keep. */

#define WIDGET "{\"csat\":true,\"transcript\":true}"
#define META "[...document.querySelectorAll('.meta')].map(m => m.textContent.split(' ')[0]).join()"
#define CSAT "document.querySelector('.csat')"
#define FOCUSED "document.activeElement"
#define SAID "document.querySelector('.said').textContent"

static gboolean
has_read (Stage *stage)
{
  return mock_desk_reads (stage->desk) > 0;
}

static gboolean
has_read_again (Stage *stage)
{
  return mock_desk_reads (stage->desk) > 1;
}

static void
start (Stage *stage)
{
  mock_desk_set_widget (stage->desk, WIDGET, "{\"open\":true}");
  stage_start (stage);
}

static void
resolve (Stage *stage)
{
  mock_desk_set_status (stage->desk, "resolved", "Mia");
  bht_page_wait_for (stage->page, FRAME, "button", "Start a new conversation");
}

/* -- read marks ----------------------------------------------------------------------------- */

static void
test_tells_what_was_read (Stage *stage)
{
  start (stage);
  stage_turn_until (has_read, stage); /* the greeting */
  mock_desk_say (stage->desk, "operator", "Mia", "Are you there?");
  stage_turn_until (has_read_again, stage);
}

static void
test_tells_nothing_behind_a_closed_panel (Stage *stage)
{
  start (stage);
  stage_turn_until (has_read, stage);
  bht_page_click (stage->page, FRAME, "button", "Close chat");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
  mock_desk_say (stage->desk, "operator", "Mia", "Are you there?");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat, 1 unread message");
  g_assert_cmpuint (mock_desk_reads (stage->desk), ==, 1);
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat, 1 unread message");
  stage_turn_until (has_read_again, stage);
}

static void
test_shows_what_was_read (Stage *stage)
{
  start (stage);
  stage_write (stage, "Do you ship to Malta?");
  stage_wait (stage, META ".endsWith('Delivered')");
  mock_desk_read (stage->desk);
  stage_wait (stage, META ".endsWith('Read')");
  stage_write (stage, "And to Gozo?");
  stage_wait (stage, META ".endsWith('Read,Delivered')");
  stage_picture (stage, "read-marks");
  mock_desk_read (stage->desk);
  stage_wait (stage, META ".endsWith('Read') && !" META ".includes('Delivered')");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

/* -- how it was ----------------------------------------------------------------------------- */

static void
ask (Stage *stage)
{
  start (stage);
  stage_write (stage, "Thank you!");
  stage_wait (stage, META ".endsWith('Delivered')");
  resolve (stage);
  stage_wait (stage, CSAT " !== null");
}

static void
test_asks_how_it_was (Stage *stage)
{
  ask (stage);
  stage_picture (stage, "csat-question");
  bht_page_click (stage->page, FRAME, "radio", "Good");
  stage_wait (stage, "!document.querySelector('.csat .rest').hidden");
  bht_page_click (stage->page, FRAME, "textbox", "Would you like to add something? (optional)");
  bht_page_type (stage->page, "quick & kind");
  stage_picture (stage, "csat-comment");
  bht_page_click (stage->page, FRAME, "button", "Send rating");
  stage_wait (stage, "document.querySelector('.thanks')?.textContent === "
                     "'Thank you for your rating.' && " FOCUSED ".matches('.thanks')");
  stage_picture (stage, "csat-thanks");
  g_assert_cmpstr (mock_desk_pressed (stage->desk), ==, "csat 4 quick & kind");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_keyboard_rates (Stage *stage)
{
  ask (stage);
  bht_page_run (stage->page, FRAME, "document.querySelector('.csat input').focus()");
  bht_page_press (stage->page, "ArrowRight");
  stage_wait (stage, "document.querySelector('.csat input:checked').value === '2'");
  stage_wait (stage, "document.querySelectorAll('.csat [type=radio]').length === 5 && "
                     "document.querySelector('.csat fieldset legend').textContent === "
                     "'How was this conversation?'");
  bht_page_press (stage->page, "Tab");
  stage_wait (stage, FOCUSED ".matches('#csat-comment')");
  bht_page_press (stage->page, "Tab");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, "document.querySelector('.thanks')");
  g_assert_cmpstr (mock_desk_pressed (stage->desk), ==, "csat 2 ");
}

static void
test_refusal_keeps_what_was_typed (Stage *stage)
{
  ask (stage);
  mock_desk_fail (stage->desk, "POST */csat", 503, "unavailable", 1);
  bht_page_click (stage->page, FRAME, "radio", "Very good");
  bht_page_click (stage->page, FRAME, "textbox", "Would you like to add something? (optional)");
  bht_page_type (stage->page, "kind");
  bht_page_click (stage->page, FRAME, "button", "Send rating");
  stage_wait (stage, "document.querySelector('.csat .error').textContent !== ''");
  g_assert_true (stage_holds (stage, "document.querySelector('#csat-comment').value === 'kind'"));
  bht_page_click (stage->page, FRAME, "button", "Send rating");
  stage_wait (stage, "document.querySelector('.thanks')");
}

static void
test_rated_elsewhere_is_thanked_for (Stage *stage)
{
  ask (stage);
  mock_desk_fail (stage->desk, "POST */csat", 409, "conflict", 1);
  bht_page_click (stage->page, FRAME, "radio", "Very good");
  bht_page_click (stage->page, FRAME, "button", "Send rating");
  stage_wait (stage, "document.querySelector('.thanks')");
}

static void
test_asks_once (Stage *stage)
{
  ask (stage);
  bht_page_click (stage->page, FRAME, "radio", "Very good");
  bht_page_click (stage->page, FRAME, "button", "Send rating");
  stage_wait (stage, "document.querySelector('.thanks')");
  stage_open_shop (stage);
  bht_page_wait_for (stage->page, FRAME, "button", "Start a new conversation");
  stage_wait (stage, "document.querySelector('.lines')?.textContent.includes('Thank you!')");
  g_assert_true (stage_holds (stage, CSAT " === null"));
}

static void
test_dark_and_narrow (Stage *stage)
{
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  bht_page_set_viewport (stage->page, 320, 568, 1);
  ask (stage);
  bht_page_click (stage->page, FRAME, "radio", "Very good");
  stage_wait (stage, "!document.querySelector('.csat .rest').hidden");
  stage_picture (stage, "csat-dark-narrow");
  g_assert_true (stage_holds (stage, "document.documentElement.scrollWidth <= innerWidth"));
  g_assert_true (stage_holds (stage, "[...document.querySelectorAll('.face')].every(f => "
                                     "f.scrollWidth <= f.clientWidth)"));
}

static void
test_asks_only_where_wanted (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"csat\":false,\"transcript\":false}", "{\"open\":true}");
  stage_start (stage);
  resolve (stage);
  g_assert_true (stage_holds (stage, CSAT " === null"));
  g_assert_true (stage_holds (stage, "document.querySelector('.more').hidden"));
}

/* -- the text to keep ----------------------------------------------------------------------- */

static void
open_menu (Stage *stage)
{
  start (stage);
  bht_page_click (stage->page, FRAME, "button", "Conversation menu");
  bht_page_wait_for (stage->page, FRAME, "button", "Download transcript");
}

/* The browser is asked to keep a file; what it holds is seen where the frame makes it. */
static void
test_downloads (Stage *stage)
{
  open_menu (stage);
  stage_picture (stage, "conversation-menu");
  bht_page_run (stage->page, FRAME,
                "HTMLAnchorElement.prototype.click = function () {"
                " window.kept = this.download; fetch(this.href).catch(() => 0); };"
                "URL.createObjectURL = (blob) => {"
                " blob.text().then((text) => { window.text = text; }); return '#kept'; }");
  bht_page_click (stage->page, FRAME, "button", "Download transcript");
  stage_wait (stage, SAID " === 'The transcript is being downloaded.'");
  stage_wait (stage, "window.kept === 'Conversation.txt' && "
                     "window.text === 'Conversation with Northwind Cycles\\n'");
}

static void
test_really_downloads (Stage *stage)
{
  open_menu (stage);
  bht_page_click (stage->page, FRAME, "button", "Download transcript");
  stage_wait (stage, SAID " === 'The transcript is being downloaded.'");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_mails (Stage *stage)
{
  open_menu (stage);
  bht_page_click (stage->page, FRAME, "button", "E-mail transcript to ada@example.org");
  stage_wait (stage, SAID " === 'The transcript is on its way to ada@example.org.'");
  g_assert_cmpstr (mock_desk_pressed (stage->desk), ==, "mail");
}

static void
test_says_why_no_mail (Stage *stage)
{
  open_menu (stage);
  mock_desk_fail (stage->desk, "POST */transcript", 503, "unavailable", 1);
  bht_page_click (stage->page, FRAME, "button", "E-mail transcript to ada@example.org");
  stage_wait (stage, SAID ".includes('sends no e-mail')");
  mock_desk_fail (stage->desk, "POST */transcript", 429, "rate_limited", 1);
  bht_page_click (stage->page, FRAME, "button", "E-mail transcript to ada@example.org");
  stage_wait (stage, SAID ".includes('several times')");
}

static void
test_escape_leaves_the_menu (Stage *stage)
{
  open_menu (stage);
  bht_page_press (stage->page, "Escape");
  stage_wait (stage, "document.querySelector('.menu').hidden && " FOCUSED ".matches('.more')");
  g_assert_true (bht_page_has (stage->page, FRAME, "textbox", "Message"));
}

static void
add_tests (void)
{
  stage_add ("/widget/read/tells", test_tells_what_was_read);
  stage_add ("/widget/read/tells-nothing-unseen", test_tells_nothing_behind_a_closed_panel);
  stage_add ("/widget/read/shows", test_shows_what_was_read);
  stage_add ("/widget/csat/asks", test_asks_how_it_was);
  stage_add ("/widget/csat/keyboard", test_keyboard_rates);
  stage_add ("/widget/csat/refusal-keeps-the-words", test_refusal_keeps_what_was_typed);
  stage_add ("/widget/csat/rated-elsewhere", test_rated_elsewhere_is_thanked_for);
  stage_add ("/widget/csat/asks-once", test_asks_once);
  stage_add ("/widget/csat/dark-and-narrow", test_dark_and_narrow);
  stage_add ("/widget/csat/only-where-wanted", test_asks_only_where_wanted);
  stage_add ("/widget/transcript/downloads", test_downloads);
  stage_add ("/widget/transcript/really-downloads", test_really_downloads);
  stage_add ("/widget/transcript/mails", test_mails);
  stage_add ("/widget/transcript/says-why-not", test_says_why_no_mail);
  stage_add ("/widget/transcript/escape", test_escape_leaves_the_menu);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
