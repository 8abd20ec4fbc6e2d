/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* How a visitor asks to be called back. */

#define WISH "Please call me: +44 20 7946 0958"
#define FORM "document.querySelector('.callback')"
#define FOCUSED "document.activeElement"

static void
open_form (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "button", "Call me back");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Your phone number");
}

static void
ask (Stage *stage, const char *phone)
{
  bht_page_type (stage->page, phone);
  bht_page_press (stage->page, "Enter");
}

static void
test_opens (Stage *stage)
{
  stage_start (stage);
  g_assert_false (stage_holds (stage, FORM));
  bht_page_run (stage->page, FRAME, "document.querySelector('.call').focus()");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage,
              FORM "?.hidden === false && " FOCUSED ".id === 'phone' && "
                   "document.querySelector('.call').getAttribute('aria-expanded') === 'true'");
}

static void
test_asks (Stage *stage)
{
  open_form (stage);
  ask (stage, "+44 20 7946 0958");
  stage_wait_text (stage, WISH);
  stage_wait (stage, FORM ".hidden && " FOCUSED ".matches('textarea')");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Waiting for a person'");
  stage_wait (stage, "[...document.querySelectorAll('.voice p')].some("
                     "p => p.textContent === 'We have your number and will call you.')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", WISH), ==, 1);
  g_assert_cmpuint (stage_bubbles (stage, WISH), ==, 1);
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_shows_the_desks_refusal (Stage *stage)
{
  open_form (stage);
  ask (stage, "0170 1234567");
  stage_wait (stage, "document.getElementById('phone-error').textContent.includes('country code')"
                     " && " FOCUSED ".getAttribute('aria-invalid') === 'true'");
  g_assert_true (stage_holds (stage, FOCUSED ".value === '0170 1234567'"));
  g_assert_cmpstr (mock_desk_order (stage->desk), ==, "");
}

static void
test_blank (Stage *stage)
{
  open_form (stage);
  ask (stage, "  ");
  stage_wait (stage, "document.getElementById('phone-error').textContent === "
                     "'Please enter your phone number.'");
}

/* Stored, but the answer got lost, also that of the try which the browser makes by itself, if it
 * does: the visitor's second try finds what the first one did. */
static void
test_tries_again (Stage *stage)
{
  open_form (stage);
  mock_desk_cut_answer (stage->desk);
  mock_desk_cut_answer (stage->desk);
  ask (stage, "+44 20 7946 0958");
  stage_wait (stage, "document.getElementById('phone-error').textContent !== ''");
  mock_desk_cut_no_more (stage->desk);
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, FORM ".hidden");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", WISH), ==, 1);
  g_assert_cmpuint (stage_bubbles (stage, WISH), ==, 1);
}

static void
test_escape (Stage *stage)
{
  open_form (stage);
  bht_page_press (stage->page, "Escape");
  stage_wait (stage, FORM ".hidden && " FOCUSED ".matches('.call')");
  g_assert_true (bht_page_has (stage->page, FRAME, "textbox", "Message"));
  bht_page_press (stage->page, "Enter");
  bht_page_click (stage->page, FRAME, "button", "Cancel");
  stage_wait (stage, FORM ".hidden && " FOCUSED ".matches('.call')");
}

static void
test_while_waiting (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "button", "Talk to a person");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Waiting for a person'");
  bht_page_click (stage->page, FRAME, "button", "Call me back");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Your phone number");
  ask (stage, "+44 20 7946 0958");
  stage_wait_text (stage, WISH);
}

static void
test_ends (Stage *stage)
{
  open_form (stage);
  mock_desk_set_status (stage->desk, "resolved", "Mia");
  bht_page_wait_for (stage->page, FRAME, "button", "Start a new conversation");
  stage_wait (stage, FORM ".hidden");
  g_assert_false (bht_page_has (stage->page, FRAME, "button", "Call me back"));
  bht_page_click (stage->page, FRAME, "button", "Start a new conversation");
  bht_page_wait_for (stage->page, FRAME, "button", "Call me back");
}

static void
add_tests (void)
{
  stage_add ("/widget/call/opens-with-the-focus-in-it", test_opens);
  stage_add ("/widget/call/asks-once", test_asks);
  stage_add ("/widget/call/shows-the-desks-refusal", test_shows_the_desks_refusal);
  stage_add ("/widget/call/blank-is-refused", test_blank);
  stage_add ("/widget/call/trying-again-asks-once", test_tries_again);
  stage_add ("/widget/call/escape-leaves-the-form-alone", test_escape);
  stage_add ("/widget/call/may-be-asked-while-waiting", test_while_waiting);
  stage_add ("/widget/call/goes-with-the-conversation", test_ends);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
