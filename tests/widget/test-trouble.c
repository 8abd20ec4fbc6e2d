/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

/* What a visitor sees when something goes wrong; nothing is lost and nothing comes twice. */

static gboolean
has_sent (Stage *stage)
{
  return *mock_desk_order (stage->desk) != '\0';
}

static void
open_frame (Stage *stage, const char *query)
{
  g_autofree char *address =
      g_strconcat (mock_desk_origin (stage->desk), "/widget/frame", query, NULL);

  bht_page_open (stage->page, address);
}

static void
wait_failure (Stage *stage, const char *part)
{
  g_autofree char *script =
      g_strdup_printf ("document.getElementById('failure')?.textContent.includes('%s')", part);

  bht_page_wait (stage->page, BHT_TOP, script);
}

static void
test_no_organization (Stage *stage)
{
  open_frame (stage, "");
  wait_failure (stage, "does not say which help desk");
  g_assert_false (bht_page_has (stage->page, BHT_TOP, "button", "Try again"));
}

static void
test_unknown_organization (Stage *stage)
{
  open_frame (stage, "?organization=nobody");
  wait_failure (stage, "does not exist");
}

static void
test_unreachable_then_again (Stage *stage)
{
  bht_page_block (stage->page, "*/v1/widget/*");
  open_frame (stage, "?organization=demo");
  wait_failure (stage, "cannot be reached");
  bht_page_block (stage->page, NULL);
  bht_page_click (stage->page, BHT_TOP, "button", "Try again");
  bht_page_wait_for (stage->page, BHT_TOP, "textbox", "Name");
}

static void
test_boot_error (Stage *stage)
{
  mock_desk_fail (stage->desk, "GET organizations/demo", 500, "internal", 1);
  open_frame (stage, "?organization=demo");
  wait_failure (stage, "went wrong on our side");
  bht_page_click (stage->page, BHT_TOP, "button", "Try again");
  bht_page_wait_for (stage->page, BHT_TOP, "textbox", "Name");
}

static void
test_form_error (Stage *stage)
{
  mock_desk_fail (stage->desk, "POST sessions", 503, "unavailable", 1);
  stage_open_chat (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Name");
  bht_page_type (stage->page, "Ada");
  bht_page_click (stage->page, FRAME, "textbox", "E-mail");
  bht_page_type (stage->page, "ada@example.org");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, "document.querySelector('.form [role=alert]').textContent.includes('busy')");
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
}

static void
test_expired_at_boot (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  bht_page_type (stage->page, "unfinished");
  mock_desk_end_sessions (stage->desk);
  bht_page_reload (stage->page);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  stage_wait (stage, "document.getElementById('name').value === 'Ada'");
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
  g_assert_true (stage_holds (stage, "document.querySelector('textarea').value === 'unfinished'"));
}

static void
test_expired_in_conversation (Stage *stage)
{
  stage_start (stage);
  mock_desk_end_sessions (stage->desk);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  stage_wait (stage, "document.querySelector('.form').textContent.includes('still here')");
}

static void
test_expired_while_sending (Stage *stage)
{
  stage_start (stage);
  mock_desk_fail (stage->desk, "POST */messages", 401, "unauthorized", 1);
  stage_write (stage, "Do not lose me");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
  stage_wait (stage, "document.querySelector('textarea').value === 'Do not lose me'");
}

static void
test_lost_answer (Stage *stage)
{
  stage_start (stage);
  mock_desk_refuse_sockets (stage->desk, TRUE);
  mock_desk_drop_feeds (stage->desk);
  mock_desk_cut_answer (stage->desk);
  stage_write (stage, "Only once");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Only once"), ==, 1);
  g_assert_cmpuint (stage_bubbles (stage, "Only once"), ==, 1);
}

static void
test_feed_before_answer (Stage *stage)
{
  stage_start (stage);
  mock_desk_hold (stage->desk, TRUE);
  stage_write (stage, "Overtaken");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  mock_desk_hold (stage->desk, FALSE);
  mock_desk_say (stage->desk, "ai", "Bell", "Next");
  stage_wait_text (stage, "Next");
  g_assert_cmpuint (stage_bubbles (stage, "Overtaken"), ==, 1);
}

static void
test_blocked_reads_and_is_told (Stage *stage)
{
  stage_start (stage);
  mock_desk_say (stage->desk, "ai", "Bell", "Still to be read");
  stage_wait_text (stage, "Still to be read");
  mock_desk_fail (stage->desk, "POST */messages", 403, "forbidden", 1);
  stage_write (stage, "Not taken");
  stage_wait (stage, "document.querySelector('.blocked:not([hidden])')?.textContent.includes('no "
                     "longer write here')");
  stage_wait (stage, "document.querySelector('.composer').hidden");
  stage_wait_text (stage, "Still to be read");
}

static void
test_failed_then_again (Stage *stage)
{
  stage_start (stage);
  mock_desk_fail (stage->desk, "POST */messages", 500, "internal", 4);
  stage_write (stage, "Stubborn");
  stage_wait (stage,
              "document.querySelector('.visitor.failed')?.textContent.includes('Not sent.')");
  stage_picture (stage, "failed");
  bht_page_click (stage->page, FRAME, "button", "Send again");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Stubborn"), ==, 1);
  g_assert_cmpuint (stage_bubbles (stage, "Stubborn"), ==, 1);
}

static void
test_too_many (Stage *stage)
{
  stage_start (stage);
  mock_desk_fail (stage->desk, "POST */messages", 429, "rate_limited", 1);
  stage_write (stage, "Quick");
  stage_wait (stage, "document.querySelector('.banner').textContent.includes('writing quickly')");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  stage_wait (stage, "document.querySelector('.banner').textContent === ''");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Quick"), ==, 1);
}

static void
test_closed_meanwhile (Stage *stage)
{
  stage_start (stage);
  mock_desk_fail (stage->desk, "POST */messages", 409, "closed", 1);
  stage_write (stage, "Too late");
  stage_wait (
      stage,
      "document.querySelector('.visitor.failed')?.textContent.includes('conversation had ended')");
  g_assert_false (bht_page_has (stage->page, FRAME, "button", "Send again"));
}

static void
test_offline_queue (Stage *stage)
{
  stage_start (stage);
  bht_page_set_offline (stage->page, TRUE);
  stage_wait (stage, "document.querySelector('.banner').textContent.includes('No connection')");
  stage_write (stage, "one");
  stage_write (stage, "two");
  stage_write (stage, "three");
  stage_wait (stage, "document.querySelectorAll('.visitor.waiting').length === 3");
  stage_picture (stage, "offline");
  mock_desk_say (stage->desk, "operator", "Mia", "Are you there?");
  g_assert_false (has_sent (stage));
  bht_page_set_offline (stage->page, FALSE);
  stage_wait (stage, "document.querySelectorAll('.visitor.sent').length === 3");
  stage_wait_text (stage, "Are you there?");
  stage_wait (stage, "document.querySelector('.banner').textContent === ''");
  g_assert_cmpstr (mock_desk_order (stage->desk), ==, "one|two|three");
  g_assert_cmpuint (stage_bubbles (stage, "Are you there?"), ==, 1);
}

static gboolean
has_patience (Stage *stage)
{
  return mock_desk_count (stage->desk, "visitor", "Patience") == 1;
}

static void
test_queue_outlives_reload (Stage *stage)
{
  stage_start (stage);
  mock_desk_fail (stage->desk, "POST */messages", 503, "unavailable", G_MAXINT);
  stage_write (stage, "Patience");
  stage_wait (stage, "document.querySelector('.visitor.waiting')");
  bht_page_reload (stage->page);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
  stage_wait (stage, "document.querySelector('.visitor.waiting')");
  mock_desk_fail (stage->desk, "", 0, "", 0);
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Patience"), ==, 1);
}

/* Where several conversations are to be chosen from, one begins at home. */
static void
test_queue_goes_out_from_home (Stage *stage)
{
  stage_start (stage);
  mock_desk_begin (stage->desk, "6f1f9e8c-0000-4000-8000-000000000001");
  mock_desk_fail (stage->desk, "POST */messages", 503, "unavailable", G_MAXINT);
  stage_write (stage, "Patience");
  stage_wait (stage, "document.querySelector('.visitor.waiting')");
  bht_page_click (stage->page, FRAME, "button", "Back");
  bht_page_reload (stage->page);
  bht_page_wait_for (stage->page, FRAME, "button", "Write to us");
  mock_desk_fail (stage->desk, "", 0, "", 0);
  stage_turn_until (has_patience, stage);
  g_assert_false (stage_holds (stage, "document.querySelector('textarea')"));
}

/* Nobody was known when it was written: neither the session nor the conversation were made. */
static void
test_queue_makes_its_conversation (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"pre_chat\":{\"enabled\":false,\"fields\":[]}}",
                        "{\"open\":true}");
  mock_desk_fail (stage->desk, "POST sessions", 503, "unavailable", G_MAXINT);
  stage_open_shop (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
  stage_write (stage, "Patience");
  stage_wait (stage, "document.querySelector('.visitor.waiting')");
  bht_page_reload (stage->page);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
  stage_wait (stage, "document.querySelector('.visitor.waiting')");
  mock_desk_fail (stage->desk, "", 0, "", 0);
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Patience"), ==, 1);
}

static void
test_reconnect (Stage *stage)
{
  stage_start (stage);
  mock_desk_drop_feeds (stage->desk);
  mock_desk_say (stage->desk, "operator", "Mia", "Missed one");
  mock_desk_say (stage->desk, "operator", "Mia", "Missed two");
  stage_wait_text (stage, "Missed two");
  g_assert_cmpuint (stage_bubbles (stage, "Missed one"), ==, 1);
  g_assert_cmpuint (stage_bubbles (stage, "Missed two"), ==, 1);
}

static void
test_reset (Stage *stage)
{
  stage_start (stage);
  mock_desk_drop_feeds (stage->desk);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("missed %u", i);

      mock_desk_say (stage->desk, "operator", "Mia", text);
    }
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  mock_desk_forget_log (stage->desk);
  stage_wait_text (stage, "missed 59");
  stage_wait (stage, "document.querySelectorAll('.lines > li').length === 61");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Mia is with you'");
  mock_desk_say (stage->desk, "operator", "Mia", "And on");
  stage_wait_text (stage, "And on");
}

static void
test_duplicates (Stage *stage)
{
  stage_start (stage);
  mock_desk_say (stage->desk, "operator", "Mia", "Twice told");
  mock_desk_repeat_last (stage->desk);
  mock_desk_say (stage->desk, "operator", "Mia", "End");
  stage_wait_text (stage, "End");
  g_assert_cmpuint (stage_bubbles (stage, "Twice told"), ==, 1);
  stage_wait (stage,
              "[...document.querySelectorAll('body > .voice p')].map(p => p.textContent).join('|') "
              "=== 'Mia: Twice told|Mia: End'");
}

static void
test_long_polling (Stage *stage)
{
  mock_desk_refuse_sockets (stage->desk, TRUE);
  stage_open_chat (stage);
  stage_introduce (stage);
  stage_wait (stage, "document.querySelector('.banner.live')");
  mock_desk_say (stage->desk, "operator", "Mia", "By post");
  stage_wait_text (stage, "By post");
  stage_write (stage, "Also back");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_polls (stage->desk), >=, 2);
  g_assert_cmpuint (stage_bubbles (stage, "By post"), ==, 1);
}

static void
test_garbage (Stage *stage)
{
  static const char *const garbage[] = {
    "no json",
    "[]",
    "null",
    "{\"op\":\"dance\"}",
    "{\"op\":\"event\"}",
    "{\"op\":\"ephemeral\",\"type\":\"ai.delta\",\"body\":null}",
  };

  stage_start (stage);
  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    mock_desk_shout (stage->desk, garbage[i]);
  mock_desk_say (stage->desk, "operator", "Mia", "Unharmed");
  stage_wait_text (stage, "Unharmed");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_person_can_be_called_again (Stage *stage)
{
  stage_start (stage);
  mock_desk_fail (stage->desk, "POST */person", 500, "internal", 1);
  bht_page_click (stage->page, FRAME, "button", "Talk to a person");
  stage_wait (stage, "document.querySelector('.trouble').textContent.includes('try again')");
  bht_page_click (stage->page, FRAME, "button", "Talk to a person");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Waiting for a person'");
}

static const char hostile[] =
    "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=2</script> "
    "[press](javascript:window.pwned=3) [b](data:text/html,<script>window.pwned=4</script>) "
    "![i](https://example.org/x.png) <a href=\"javascript:window.pwned=5\">x</a> "
    "**<b onmouseover=window.pwned=6>bold</b>** `<svg onload=window.pwned=7>`\n"
    "```\n</code><iframe srcdoc=\"<script>parent.pwned=8</script>\">\n```\n"
    "> <style>*{display:none}</style>\n- <math>\n# <h1>\njAvAsCrIpT:alert(1) "
    "[good](https://example.org/a)";

static void
test_hostile_text (Stage *stage)
{
  const char *source =
      "[{\"title\":\"<img src=x onerror=window.pwned=1>\",\"heading\":\"<script>\","
      "\"quote\":\"[x](javascript:window.pwned=9)<img src=x onerror=window.pwned=9>"
      "\"}]";

  stage_start (stage);
  mock_desk_say (stage->desk, "operator", "<img src=x onerror=window.pwned=1>", hostile);
  mock_desk_say (stage->desk, "visitor", "Ada", hostile);
  mock_desk_answer (stage->desk, NULL, hostile, source);
  mock_desk_notice (stage->desk, "constructor", "x", "<img src=x onerror=window.pwned=1>");
  mock_desk_set_status (stage->desk, "escalated", "<img src=x onerror=window.pwned=1>");
  mock_desk_say (stage->desk, "operator", "Mia", "the end");
  stage_wait_text (stage, "the end");
  stage_picture (stage, "hostile");
  g_assert_true (
      stage_holds (stage, "window.pwned === undefined && !document.querySelector("
                          "'main img, main script, main iframe, main style, main svg[onload]')"));
  g_assert_true (
      stage_holds (stage, "[...document.querySelectorAll('main a')].every(a => a.href === "
                          "'https://example.org/x.png' || a.href === 'https://example.org/a')"));
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_markdown (Stage *stage)
{
  stage_start (stage);
  mock_desk_say (
      stage->desk, "ai", "Bell",
      "Take **two** and *one*, snake_case_word, 2*3*4.\n\n1. first\n2. second\n\n- a\n- "
      "`b`\n\nSee [here](https://example.org) or https://example.org/x.\n\n| Leg | Frame |\n|---|---|\n| 80 cm | **M** |");
  stage_wait_text (stage, "snake_case_word");
  g_assert_true (stage_holds (stage,
                              "(b => b.querySelector('strong').textContent === 'two' && "
                              "b.querySelectorAll('th').length === 2 && "
                              "b.querySelectorAll('td')[1].textContent === 'M' && "
                              "b.querySelector('em').textContent === 'one' && "
                              "b.querySelectorAll('em').length === 1 && "
                              "b.querySelectorAll(':scope ol li').length === 2 && "
                              "b.querySelector('ul code').textContent === 'b' && "
                              "b.querySelectorAll('a').length === 2 && "
                              "b.querySelectorAll('a')[1].href === 'https://example.org/x' && "
                              "b.querySelector('a').rel.includes('noopener'))"
                              "([...document.querySelectorAll('.bubble')].pop())"));
}

static void
add_tests (void)
{
  stage_add ("/widget/boot/no-organization-is-named", test_no_organization);
  stage_add ("/widget/boot/unknown-organization-is-named", test_unknown_organization);
  stage_add ("/widget/boot/unreachable-can-be-tried-again", test_unreachable_then_again);
  stage_add ("/widget/boot/error-can-be-tried-again", test_boot_error);
  stage_add ("/widget/boot/form-error-can-be-tried-again", test_form_error);
  stage_add ("/widget/session/expired-at-boot-keeps-the-draft", test_expired_at_boot);
  stage_add ("/widget/session/expired-in-conversation-asks-again", test_expired_in_conversation);
  stage_add ("/widget/session/expired-while-sending-keeps-the-text", test_expired_while_sending);
  stage_add ("/widget/outbox/lost-answer-doubles-nothing", test_lost_answer);
  stage_add ("/widget/outbox/feed-may-overtake-the-answer", test_feed_before_answer);
  stage_add ("/widget/outbox/failed-can-be-sent-again", test_failed_then_again);
  stage_add ("/widget/outbox/too-many-waits-and-says-so", test_too_many);
  stage_add ("/widget/outbox/closed-meanwhile-says-so", test_closed_meanwhile);
  stage_add ("/widget/outbox/offline-is-queued-in-order", test_offline_queue);
  stage_add ("/widget/outbox/outlives-reload", test_queue_outlives_reload);
  stage_add ("/widget/outbox/goes-out-from-home", test_queue_goes_out_from_home);
  stage_add ("/widget/outbox/makes-its-conversation", test_queue_makes_its_conversation);
  stage_add ("/widget/outbox/blocked-reads-and-is-told", test_blocked_reads_and_is_told);
  stage_add ("/widget/feed/reconnect-misses-nothing", test_reconnect);
  stage_add ("/widget/feed/reset-fetches-what-was-missed", test_reset);
  stage_add ("/widget/feed/duplicates-are-one", test_duplicates);
  stage_add ("/widget/feed/long-polling-instead", test_long_polling);
  stage_add ("/widget/feed/garbage-does-no-harm", test_garbage);
  stage_add ("/widget/person/can-be-called-again", test_person_can_be_called_again);
  stage_add ("/widget/text/hostile-never-runs", test_hostile_text);
  stage_add ("/widget/text/markdown-is-shown", test_markdown);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
