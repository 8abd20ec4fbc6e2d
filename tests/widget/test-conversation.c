/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* What a visitor sees and does while everything works. */

#define LINES "[...document.querySelectorAll('.lines > li')]"

static void
test_form_asks_for_name (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  stage_wait (stage,
              "document.getElementById('name-error').textContent === 'Please enter your name.' && "
              "document.getElementById('name').getAttribute('aria-invalid') === 'true'");
  stage_wait (stage, "document.activeElement.id === 'name'");
}

static void
test_form_refuses_bad_email (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Name");
  bht_page_type (stage->page, "Ada");
  bht_page_click (stage->page, FRAME, "textbox", "E-mail");
  bht_page_type (stage->page, "ada at example");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage,
              "document.getElementById('email-error').textContent.startsWith('This does not look')"
              " && document.getElementById('name-error').textContent === ''");
}

static void
test_form_shows_the_desks_refusal (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Name");
  bht_page_type (stage->page, "Ada");
  bht_page_click (stage->page, FRAME, "textbox", "E-mail");
  bht_page_type (stage->page, "refuse@example.org");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, "document.getElementById('email-error').textContent !== ''");
}

static void
test_metadata_is_the_hosts (Stage *stage)
{
  static const char *const names[] = {
    "userAgent",    "language", "languages", "platform",       "vendor",        "screenResolution",
    "viewportSize", "timezone", "referrer",  "timezoneOffset", "cookieEnabled", "currentUrl",
  };
  const char *metadata;

  stage_open_chat (stage);
  stage_introduce (stage);
  metadata = mock_desk_metadata (stage->desk);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (strstr (metadata, names[i]));
  g_assert_nonnull (strstr (metadata, mock_shop_origin (stage->shop)));
  g_assert_nonnull (strstr (metadata, "1280x800"));
}

static void
test_greeting (Stage *stage)
{
  stage_start (stage);
  stage_wait_text (stage, "Hello, how can I help?");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Bell answers'");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_enter_sends (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "Where is my bike?");
  stage_wait (stage,
              "document.querySelector('.visitor .meta').textContent.startsWith('Delivered')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Where is my bike?"), ==, 1);
  g_assert_cmpuint (stage_bubbles (stage, "Where is my bike?"), ==, 1);
  g_assert_true (stage_holds (stage, "document.querySelector('textarea').value === ''"));
}

static void
test_button_sends (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  bht_page_type (stage->page, "By button");
  bht_page_click (stage->page, FRAME, "button", "Send message");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "By button"), ==, 1);
}

static void
test_shift_enter_breaks_line (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  bht_page_type (stage->page, "one");
  bht_page_press (stage->page, "Shift+Enter");
  bht_page_type (stage->page, "two");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "one\ntwo"), ==, 1);
}

static void
test_blank_is_refused (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "   ");
  bht_page_run (stage->page, FRAME, "document.querySelector('textarea').select()");
  bht_page_type (stage->page, "not blank");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpstr (mock_desk_order (stage->desk), ==, "not blank");
}

static void
test_limit_is_shown (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  /* pasted, so to say: a slow browser needs half a minute for that many keys */
  bht_page_run (stage->page, FRAME, "document.execCommand('insertText', false, 'x'.repeat(3998))");
  bht_page_type (stage->page, "x");
  stage_wait (stage,
              "document.querySelector('.count').textContent === '3,999 of 4,000 characters'");
  /* two characters that take two units each */
  bht_page_type (stage->page, "🚲🚲");
  stage_wait (stage, "document.querySelector('.count').textContent === '1 character too many'");
  bht_page_press (stage->page, "Enter");
  bht_page_press (stage->page, "Backspace");
  stage_wait (stage,
              "document.querySelector('.count').textContent === '4,000 of 4,000 characters'");
  g_assert_cmpstr (mock_desk_order (stage->desk), ==, "");
}

static void
test_stream_becomes_answer (Stage *stage)
{
  stage_start (stage);
  mock_desk_whisper (stage->desk, "ai.started", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  stage_wait (stage, "document.querySelector('.line.ai .dots')");
  mock_desk_whisper (stage->desk, "ai.delta",
                     "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":0,\"text\":\"Thirty \"}");
  stage_wait_text (stage, "Thirty");
  bht_page_run (stage->page, FRAME, "window.streamed = document.querySelector('.line.live')");
  mock_desk_answer (stage->desk, "m9", "Thirty days.", NULL);
  stage_wait_text (stage, "Thirty days.");
  g_assert_true (stage_holds (stage,
                              "!document.querySelector('.line.live') && window.streamed.isConnected"
                              " && window.streamed.textContent.includes('Thirty days.')"));
}

/* Pieces may come twice, overlapping and in the wrong order. */
static void
test_stream_in_disorder (Stage *stage)
{
  static const char *const pieces[] = {
    "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":4,\"text\":\"cd\"}",
    "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":0,\"text\":\"🚲b\"}",
    "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":0,\"text\":\"🚲b\"}",
    "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":1,\"text\":\"bBc\"}",
    "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":6,\"text\":\"e\"}",
  };

  stage_start (stage);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    mock_desk_whisper (stage->desk, "ai.delta", pieces[i]);
  stage_wait (stage, "document.querySelector('.line.live .bubble').textContent === '🚲bBccde'");
}

static void
test_discarded_stream_goes (Stage *stage)
{
  stage_start (stage);
  mock_desk_whisper (stage->desk, "ai.delta",
                     "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":0,\"text\":\"Wrong\"}");
  stage_wait_text (stage, "Wrong");
  mock_desk_whisper (stage->desk, "ai.discarded", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  stage_wait (stage, "!document.querySelector('.line.live')");
}

static void
test_late_pieces_are_ignored (Stage *stage)
{
  stage_start (stage);
  mock_desk_whisper (stage->desk, "ai.started", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  mock_desk_answer (stage->desk, "m9", "Final.", NULL);
  mock_desk_whisper (stage->desk, "ai.delta",
                     "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":0,\"text\":\"late\"}");
  mock_desk_say (stage->desk, "ai", "Bell", "After");
  stage_wait_text (stage, "After");
  g_assert_false (stage_holds (stage, "document.querySelector('.line.live')"));
}

static void
test_sources (Stage *stage)
{
  stage_start (stage);
  mock_desk_answer (stage->desk, NULL, "Thirty days.",
                    "[{\"document_id\":\"d\",\"passage_id\":\"p\",\"title\":\"Returns\","
                    "\"heading\":\"Within 30 days\",\"quote\":\"You have thirty days.\"}]");
  stage_wait (stage, "document.querySelector('summary').textContent === 'Source: Returns'");
  g_assert_false (stage_holds (stage, "document.querySelector('details').open"));
  bht_page_run (stage->page, FRAME, "document.querySelector('summary').focus()");
  bht_page_press (stage->page, "Enter");
  stage_wait (
      stage, "(d => d.open && d.textContent.includes('Within 30 days') && "
             "d.textContent.includes('You have thirty days.'))(document.querySelector('details'))");
}

static void
test_person (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "button", "Talk to a person");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Waiting for a person'");
  stage_wait_text (stage, "You asked for a person. Somebody will be with you soon.");
  g_assert_false (bht_page_has (stage->page, FRAME, "button", "Talk to a person"));
}

static void
test_operator_joins (Stage *stage)
{
  stage_start (stage);
  mock_desk_notice (stage->desk, "operator_joined", "Mia", "Mia joined");
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  mock_desk_say (stage->desk, "operator", "Mia", "Hello Ada");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Mia is with you'");
  stage_wait_text (stage, "Mia joined the conversation");
  stage_wait (stage,
              "document.querySelector('.line.operator .author').textContent.includes('Mia')");
}

/* The AI may not be seen speaking once a person has the conversation. */
static void
test_stream_ends_with_the_ai (Stage *stage)
{
  stage_start (stage);
  mock_desk_whisper (stage->desk, "ai.started", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  stage_wait (stage, "document.querySelector('.line.live')");
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  stage_wait (stage, "!document.querySelector('.line.live')");
}

static void
test_operator_typing (Stage *stage)
{
  stage_start (stage);
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  mock_desk_whisper (stage->desk, "typing",
                     "{\"author\":\"operator\",\"author_id\":\"u\",\"name\":\"Mia\",\"on\":true}");
  stage_wait (stage,
              "document.querySelector('.line.operator .dots')?.getAttribute('aria-label') === "
              "'Mia is writing'");
  mock_desk_say (stage->desk, "operator", "Mia", "Done");
  stage_wait_text (stage, "Done");
  g_assert_false (stage_holds (stage, "document.querySelector('.dots')"));
}

static void
test_typing_lapses (Stage *stage)
{
  stage_start (stage);
  mock_desk_whisper (stage->desk, "typing",
                     "{\"author\":\"operator\",\"author_id\":\"u\",\"name\":\"Mia\",\"on\":true}");
  stage_wait (stage, "document.querySelector('.dots')");
  stage_wait (stage, "!document.querySelector('.dots')");
}

static gboolean
has_typed (Stage *stage)
{
  return mock_desk_typings (stage->desk) >= 1;
}

static void
test_own_typing_is_told (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  bht_page_type (stage->page, "H");
  stage_turn_until (has_typed, stage);
}

static void
test_resolved_closes_the_composer (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  mock_desk_notice (stage->desk, "resolved", "Mia", "Resolved");
  mock_desk_set_status (stage->desk, "resolved", "Mia");
  bht_page_wait_for (stage->page, FRAME, "button", "Start a new conversation");
  g_assert_false (bht_page_has (stage->page, FRAME, "textbox", "Message"));
  stage_wait (stage, "document.activeElement.textContent === 'Start a new conversation'");
}

static void
test_fresh_conversation (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "Old matter");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  mock_desk_set_status (stage->desk, "resolved", NULL);
  bht_page_click (stage->page, FRAME, "button", "Start a new conversation");
  stage_wait (stage, "!document.querySelector('.composer').hidden");
  g_assert_cmpuint (stage_bubbles (stage, "Old matter"), ==, 0);
  stage_write (stage, "New matter");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  mock_desk_say (stage->desk, "ai", "Bell", "New answer");
  stage_wait_text (stage, "New answer");
}

static void
test_history_after_reload (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "Remember me");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  mock_desk_say (stage->desk, "operator", "Mia", "I do");
  stage_wait_text (stage, "I do");
  bht_page_reload (stage->page);
  stage_wait_text (stage, "I do");
  g_assert_cmpuint (stage_bubbles (stage, "Remember me"), ==, 1);
  g_assert_cmpuint (stage_bubbles (stage, "I do"), ==, 1);
}

static void
test_draft_after_reload (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  bht_page_type (stage->page, "half a thou");
  bht_page_reload (stage->page);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
  g_assert_true (stage_holds (stage, "document.querySelector('textarea').value === 'half a thou'"));
}

static void
fill_history (Stage *stage, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_strdup_printf ("line %u", i);

      mock_desk_say (stage->desk, i % 2 == 0 ? "ai" : "operator", i % 2 == 0 ? "Bell" : "Mia",
                     text);
    }
}

static void
test_older_keep_the_place (Stage *stage)
{
  stage_start (stage);
  fill_history (stage, 120);
  bht_page_reload (stage->page);
  stage_wait (stage, LINES ".length === 50 && document.querySelector('.banner.live')");
  bht_page_run (stage->page, FRAME,
                "window.first = document.querySelector('.lines').firstChild; "
                "window.scroller = document.querySelector('.scroller'); scroller.scrollTop = 60; "
                "window.place = first.getBoundingClientRect().top");
  stage_wait (stage, LINES ".length === 100");
  /* the day's heading moves to the line above */
  g_assert_true (
      stage_holds (stage, "Math.abs(first.getBoundingClientRect().bottom - place) < 160"));
  g_assert_true (stage_holds (stage, "scroller.scrollTop > 500"));
  bht_page_run (stage->page, FRAME, "scroller.scrollTop = 0");
  stage_wait (stage, LINES ".length === 121");
  stage_wait (
      stage, "document.querySelector('.top').textContent.includes('where the conversation began')");
}

static void
test_older_can_be_tried_again (Stage *stage)
{
  stage_start (stage);
  fill_history (stage, 60);
  bht_page_reload (stage->page);
  stage_wait (stage, LINES ".length === 50 && document.querySelector('.banner.live')");
  mock_desk_fail (stage->desk, "GET */messages", 500, "internal", 1);
  bht_page_run (stage->page, FRAME, "document.querySelector('.scroller').scrollTop = 0");
  bht_page_click (stage->page, FRAME, "button", "Try again");
  stage_wait (stage, LINES ".length === 61");
}

static void
test_reading_above_is_not_disturbed (Stage *stage)
{
  stage_start (stage);
  fill_history (stage, 40);
  stage_wait_text (stage, "line 39");
  bht_page_run (stage->page, FRAME,
                "window.scroller = document.querySelector('.scroller'); scroller.scrollTop = 400");
  bht_page_run (stage->page, FRAME, "new Promise(r => requestAnimationFrame(() => setTimeout(r)))");
  mock_desk_say (stage->desk, "operator", "Mia", "News below");
  bht_page_wait_for (stage->page, FRAME, "button", "1 new message");
  g_assert_true (stage_holds (stage, "scroller.scrollTop === 400"));
  bht_page_click (stage->page, FRAME, "button", "1 new message");
  stage_wait (stage, "scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 2");
}

static void
test_two_tabs_agree (Stage *stage)
{
  g_autoptr (BhtPage) other = bht_page_new_beside (stage->page);

  stage_start (stage);
  bht_page_open (other, mock_shop_origin (stage->shop));
  bht_page_click (other, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (other, FRAME, "textbox", "Message");
  stage_write (stage, "From the first tab");
  bht_page_wait (other, FRAME,
                 "document.querySelector('.visitor.sent .bubble').textContent === "
                 "'From the first tab'");
}

static void
test_place_in_the_line (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "button", "Talk to a person");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Waiting for a person'");
  mock_desk_whisper (stage->desk, "queue", "{\"position\":2}");
  stage_wait (stage, "document.querySelector('.state').textContent === 'You are number 2 in line'");

  mock_desk_say (stage->desk, "ai", "Bell", "Somebody will come.");
  stage_wait_text (stage, "Somebody will come.");
  stage_wait (stage, "document.querySelector('.state').textContent === 'You are number 2 in line'");
  mock_desk_whisper (stage->desk, "queue", "{\"position\":1}");
  stage_wait (stage, "document.querySelector('.state').textContent === 'You are number 1 in line'");
}

static void
test_place_goes_when_somebody_comes (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "button", "Talk to a person");
  stage_wait (stage, "document.querySelector('.state').textContent === 'Waiting for a person'");
  mock_desk_whisper (stage->desk, "queue", "{\"position\":1}");
  stage_wait (stage, "document.querySelector('.state').textContent === 'You are number 1 in line'");
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  stage_wait (stage, "document.querySelector('.state').textContent.includes ('Mia')");
}

static void
add_tests (void)
{
  stage_add ("/widget/form/asks-for-a-name", test_form_asks_for_name);
  stage_add ("/widget/form/refuses-a-bad-address", test_form_refuses_bad_email);
  stage_add ("/widget/form/shows-the-desks-refusal", test_form_shows_the_desks_refusal);
  stage_add ("/widget/form/sends-the-hosts-metadata", test_metadata_is_the_hosts);
  stage_add ("/widget/conversation/begins-with-greeting", test_greeting);
  stage_add ("/widget/composer/enter-sends", test_enter_sends);
  stage_add ("/widget/composer/button-sends", test_button_sends);
  stage_add ("/widget/composer/shift-enter-breaks-the-line", test_shift_enter_breaks_line);
  stage_add ("/widget/composer/blank-is-refused", test_blank_is_refused);
  stage_add ("/widget/composer/limit-counts-characters", test_limit_is_shown);
  stage_add ("/widget/composer/draft-outlives-reload", test_draft_after_reload);
  stage_add ("/widget/stream/becomes-the-answer", test_stream_becomes_answer);
  stage_add ("/widget/stream/disorder-is-mended", test_stream_in_disorder);
  stage_add ("/widget/stream/discarded-goes", test_discarded_stream_goes);
  stage_add ("/widget/stream/late-pieces-are-ignored", test_late_pieces_are_ignored);
  stage_add ("/widget/stream/ends-when-a-person-comes", test_stream_ends_with_the_ai);
  stage_add ("/widget/conversation/shows-sources", test_sources);
  stage_add ("/widget/conversation/calls-a-person", test_person);
  stage_add ("/widget/conversation/tells-the-place-in-the-line", test_place_in_the_line);
  stage_add ("/widget/conversation/the-place-goes-when-somebody-comes",
             test_place_goes_when_somebody_comes);
  stage_add ("/widget/conversation/names-who-joined", test_operator_joins);
  stage_add ("/widget/typing/of-the-operator-shows", test_operator_typing);
  stage_add ("/widget/typing/lapses", test_typing_lapses);
  stage_add ("/widget/typing/of-the-visitor-is-told", test_own_typing_is_told);
  stage_add ("/widget/conversation/resolved-closes-the-composer",
             test_resolved_closes_the_composer);
  stage_add ("/widget/conversation/starts-afresh", test_fresh_conversation);
  stage_add ("/widget/history/outlives-reload", test_history_after_reload);
  stage_add ("/widget/history/older-keep-the-place", test_older_keep_the_place);
  stage_add ("/widget/history/older-can-be-tried-again", test_older_can_be_tried_again);
  stage_add ("/widget/history/reading-above-is-not-disturbed", test_reading_above_is_not_disturbed);
  stage_add ("/widget/history/two-tabs-agree", test_two_tabs_agree);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
