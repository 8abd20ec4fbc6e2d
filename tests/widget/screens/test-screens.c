/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* Each screen besides the chat, and which one a visitor begins on. */

#define FIELDS(fields) "{\"pre_chat\":{\"enabled\":true,\"fields\":[" fields "]}}"
#define NO_FORM "\"pre_chat\":{\"enabled\":false,\"fields\":[]}"
#define HERE                                                                                       \
  "{\"open\":true,\"online\":2,\"people\":[{\"name\":\"Mia\"},{\"name\":\"Tom\"}],"                \
  "\"reply_time_s\":240}"
#define CLOSED "{\"open\":false,\"online\":0,\"people\":[],\"next_open_us\":4102477200000000}"
#define FOCUSED "document.activeElement"
#define ENTRIES "[...document.querySelectorAll('.entry')]"

static void
open_panel (Stage *stage)
{
  stage_open_shop (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
}

static void
open_without_form (Stage *stage, const char *more)
{
  g_autofree char *widget = g_strconcat ("{" NO_FORM, more, "}", NULL);

  mock_desk_set_widget (stage->desk, widget, HERE);
  open_panel (stage);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
}

static void
back (Stage *stage)
{
  bht_page_click (stage->page, FRAME, "button", "Back");
}

static void
test_straight_into_the_chat (Stage *stage)
{
  open_without_form (stage, "");
  stage_wait_text (stage, "Hello");
  stage_wait (stage, FOCUSED ".matches('textarea')");
  g_assert_false (bht_page_has (stage->page, FRAME, "button", "Back"));
  stage_picture (stage, "chat-first");
}

static gboolean
has_one_message (Stage *stage)
{
  return *mock_desk_order (stage->desk) != '\0';
}

/* Who only looks in leaves nothing behind. */
static void
test_first_message_makes_the_conversation (Stage *stage)
{
  open_without_form (stage, "");
  stage_wait_text (stage, "Hello");
  g_assert_cmpstr (mock_desk_metadata (stage->desk), ==, "");
  g_assert_cmpuint (mock_desk_count (stage->desk, "ai", "Hello, how can I help?"), ==, 0);
  stage_write (stage, "First");
  stage_turn_until (has_one_message, stage);
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  stage_wait_text (stage, "Hello, how can I help?");
  g_assert_cmpuint (stage_bubbles (stage, "Hello"), ==, 0);
  g_assert_cmpuint (stage_bubbles (stage, "First"), ==, 1);
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "First"), ==, 1);
}

static void
test_first_message_can_wait (Stage *stage)
{
  mock_desk_fail (stage->desk, "POST sessions", 503, "unavailable", 1);
  open_without_form (stage, "");
  stage_write (stage, "Patience");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Patience"), ==, 1);
}

static void
test_suggestions (Stage *stage)
{
  open_without_form (
      stage, ",\"suggestions\":[\"Where is my order?\",\"Opening hours\",\"Returns\",\"Fourth\"]");
  bht_page_wait_for (stage->page, FRAME, "button", "Returns");
  g_assert_false (bht_page_has (stage->page, FRAME, "button", "Fourth"));
  stage_picture (stage, "suggestions");
  bht_page_click (stage->page, FRAME, "button", "Opening hours");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Opening hours"), ==, 1);
  g_assert_false (bht_page_has (stage->page, FRAME, "button", "Returns"));
}

static void
test_all_fields (Stage *stage)
{
  mock_desk_set_widget (
      stage->desk,
      FIELDS ("{\"key\":\"name\",\"type\":\"name\",\"required\":true},"
              "{\"key\":\"order\",\"type\":\"text\",\"label\":\"Order number\"},"
              "{\"key\":\"topic\",\"type\":\"choice\",\"label\":\"Topic\",\"required\":true,"
              "\"options\":[\"Order\",\"Repair\"]},"
              "{\"key\":\"more\",\"type\":\"long_text\",\"label\":\"What happened?\"},"
              "{\"key\":\"phone\",\"type\":\"phone\"},"
              "{\"key\":\"terms\",\"type\":\"checkbox\",\"label\":\"I agree\",\"required\":true}"),
      HERE);
  open_panel (stage);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Order number (optional)");
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  stage_wait (stage, "document.getElementById('topic-error').textContent === 'Please choose one.' "
                     "&& document.getElementById('terms-error').textContent === "
                     "'Please tick this box.' && "
                     "document.getElementById('order-error').textContent === ''");
  stage_wait (stage, FOCUSED ".id === 'name'");
  stage_picture (stage, "form-errors");
  bht_page_type (stage->page, "Ada");
  bht_page_run (stage->page, FRAME,
                "document.getElementById('topic').value = 'Repair'; "
                "document.getElementById('order').value = '4711'");
  bht_page_click (stage->page, FRAME, "checkbox", "I agree");
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
  g_assert_cmpstr (mock_desk_answers (stage->desk), ==,
                   "{\"order\":\"4711\",\"topic\":\"Repair\",\"terms\":\"yes\"}");
}

static void
make_conversations (Stage *stage, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      g_autofree char *text = g_strdup_printf ("About matter %u", i);

      mock_desk_begin (stage->desk, id);
      mock_desk_say (stage->desk, "visitor", "Ada", text);
      mock_desk_set_status (stage->desk, i + 1 < count ? "resolved" : "escalated",
                            i + 1 < count ? NULL : "Mia");
    }
}

static void
test_home (Stage *stage)
{
  stage_start (stage);
  make_conversations (stage, 3);
  mock_desk_say (stage->desk, "operator", "Mia", "Your bike is **ready**");
  back (stage);
  stage_wait (stage, "document.querySelector('.home h2') === " FOCUSED);
  stage_wait (stage, ENTRIES ".length === 3 && "
                             "" ENTRIES "[0].textContent.includes('Continue your conversation') && "
                             "" ENTRIES "[0].textContent.includes('Your bike is ready') && "
                             "" ENTRIES "[1].textContent.includes('Write to us') && "
                             "" ENTRIES "[2].textContent.includes('Your conversations')");
  g_assert_true (
      stage_holds (stage, "document.querySelector('.entry .badge').textContent !== '0'"));
  stage_picture (stage, "home");
  bht_page_run (stage->page, FRAME, ENTRIES "[0].click()");
  stage_wait_text (stage, "Your bike is ready");
  stage_wait (stage, "document.querySelector('.mark')");
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_home_without_phone (Stage *stage)
{
  stage_start (stage);
  back (stage);
  stage_wait (stage, ENTRIES ".length === 2");
  g_assert_false (stage_holds (stage, ENTRIES ".some(e => e.textContent.includes('Call us'))"));
}

static void
test_expectation (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"phone\":\"+49 30 1234567\"}", HERE);
  stage_start (stage);
  back (stage);
  stage_wait (stage, "(p => p.includes('Our team is here') && "
                     "p.includes('Usually answers within 4 minutes') && "
                     "p.includes('Bell answers right away'))"
                     "(document.querySelector('.presence').textContent)");
  stage_picture (stage, "home-presence");
}

static void
test_inbox (Stage *stage)
{
  stage_start (stage);
  make_conversations (stage, 24);
  back (stage);
  stage_wait (stage, "document.querySelector('.home')");
  bht_page_run (stage->page, FRAME, ENTRIES ".pop().click()");
  stage_wait (stage, "document.querySelectorAll('.inbox li').length >= 10");
  stage_wait (stage, ENTRIES "[0] === " FOCUSED);
  g_assert_true (stage_holds (stage, "/About matter 23.*/.test(" ENTRIES "[0].textContent) && "
                                     "/Ended/.test(" ENTRIES "[1].textContent)"));
  stage_picture (stage, "inbox");
  bht_page_run (stage->page, FRAME, ENTRIES ".pop().scrollIntoView()");
  stage_wait (stage, "document.querySelectorAll('.inbox li').length >= 20");
  bht_page_run (stage->page, FRAME, ENTRIES ".pop().scrollIntoView()");
  stage_wait (stage, "document.querySelectorAll('.inbox li').length === 25");
  bht_page_run (stage->page, FRAME, ENTRIES "[1].click()");
  bht_page_wait_for (stage->page, FRAME, "button", "Start a new conversation");
  stage_wait_text (stage, "About matter 22");
  stage_picture (stage, "conversation-ended");
}

static void
test_inbox_can_be_tried_again (Stage *stage)
{
  stage_start (stage);
  make_conversations (stage, 2);
  back (stage);
  stage_wait (stage, ENTRIES ".length === 3");
  mock_desk_fail (stage->desk, "GET conversations", 500, "internal", 1);
  bht_page_run (stage->page, FRAME, ENTRIES ".pop().click()");
  stage_wait (stage, "document.querySelector('.trouble').textContent.includes('not be loaded')");
  bht_page_click (stage->page, FRAME, "button", "Try again");
  stage_wait (stage, "document.querySelector('.trouble').textContent === ''");
}

static void
test_contact (Stage *stage)
{
  open_without_form (stage, ",\"phone\":\"+49 30 1234567\"");
  back (stage);
  bht_page_click (stage->page, FRAME, "button", "Call us +49 30 1234567");
  stage_wait (stage, "document.querySelector('.dial').href === 'tel:+49301234567' && "
                     "document.querySelector('.number').textContent === '+49 30 1234567'");
  stage_picture (stage, "contact");
  bht_page_click (stage->page, FRAME, "button", "Copy number");
  stage_wait (stage, "/Copied|not possible/.test(document.querySelector('.contact').textContent)");
  bht_page_wait_for (stage->page, FRAME, "button", "Copy number");
  bht_page_click (stage->page, FRAME, "button", "Call me back");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Your phone number");
  bht_page_type (stage->page, "+44 20 7946 0958");
  bht_page_press (stage->page, "Enter");
  stage_wait_text (stage, "Please call me: +44 20 7946 0958");
}

static void
test_offline_form (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"offline\":\"form\"}", CLOSED);
  open_panel (stage);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Your message");
  stage_wait (stage, "document.querySelector('.form').textContent.includes('Back January 1')");
  stage_picture (stage, "offline-form");
  bht_page_click (stage->page, FRAME, "textbox", "Name");
  bht_page_type (stage->page, "Ada");
  bht_page_click (stage->page, FRAME, "textbox", "E-mail");
  bht_page_type (stage->page, "ada@example.org");
  bht_page_click (stage->page, FRAME, "textbox", "Your message");
  bht_page_type (stage->page, "Ring me on Monday");
  bht_page_click (stage->page, FRAME, "button", "Send");
  stage_wait (stage, "document.querySelector('.form').textContent.includes('ada@example.org')");
  stage_picture (stage, "offline-sent");
  bht_page_click (stage->page, FRAME, "button", "Show the conversation");
  stage_wait_text (stage, "Ring me on Monday");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Ring me on Monday"), ==, 1);
}

static void
test_hidden_outside_hours (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{}", CLOSED);
  mock_desk_set_widget (stage->desk, "{\"offline\":\"hide\"}", CLOSED);
  bht_page_open (stage->page, "about:blank");
  {
    g_autofree char *address =
        g_strconcat (mock_desk_origin (stage->desk), "/widget/frame?organization=demo", NULL);

    bht_page_open (stage->page, address);
  }
  bht_page_wait (stage->page, BHT_TOP,
                 "document.querySelector('main').textContent.includes('not here right now')");
  g_assert_false (bht_page_has (stage->page, BHT_TOP, "textbox", "Message"));
}

static void
test_chat_outside_hours (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{" NO_FORM ",\"offline\":\"chat\"}", CLOSED);
  open_panel (stage);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
}

/* A part that does not come: said, and tried again without anything being lost. */
static void
test_missing_chunk (Stage *stage)
{
  bht_page_block (stage->page, "*/assets/form-screen*");
  open_panel (stage);
  stage_wait (stage,
              "document.getElementById('failure')?.textContent.includes('part of the chat')");
  stage_picture (stage, "failed-chunk");
  bht_page_block (stage->page, NULL);
  bht_page_click (stage->page, FRAME, "button", "Try again");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
}

static void
test_missing_talk (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{" NO_FORM "}", HERE);
  bht_page_block (stage->page, "*/assets/talk*");
  open_panel (stage);
  stage_wait (stage,
              "document.getElementById('failure')?.textContent.includes('part of the chat')");
  bht_page_block (stage->page, NULL);
  bht_page_click (stage->page, FRAME, "button", "Try again");
  stage_wait_text (stage, "Hello");
}

static void
test_back_keeps_the_draft (Stage *stage)
{
  stage_start (stage);
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  bht_page_type (stage->page, "half a thou");
  back (stage);
  bht_page_click (stage->page, FRAME, "button", "Write to us");
  stage_wait (stage, "document.querySelector('textarea')?.value === 'half a thou'");
}

static void
test_reload_returns_home (Stage *stage)
{
  stage_start (stage);
  make_conversations (stage, 2);
  back (stage);
  stage_wait (stage, "document.querySelector('.home')");
  bht_page_reload (stage->page);
  stage_wait (stage, "document.querySelector('.home') && " ENTRIES ".length === 3");
}

static void
test_emoji (Stage *stage)
{
  open_without_form (stage, "");
  bht_page_click (stage->page, FRAME, "textbox", "Message");
  bht_page_type (stage->page, "Hi ");
  bht_page_click (stage->page, FRAME, "button", "Emoji");
  stage_wait (stage, FOCUSED ".matches('.emoji')");
  stage_picture (stage, "emoji");
  bht_page_press (stage->page, "Escape");
  stage_wait (stage, "document.querySelector('.sheet').hidden && " FOCUSED ".matches('.tool')");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, FOCUSED ".matches('.emoji')");
  bht_page_press (stage->page, "Enter");
  stage_wait (stage, "document.querySelector('textarea').value === 'Hi 😀' && "
                     "" FOCUSED ".matches('textarea')");
}

static void
test_accent (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"accent_color\":\"#ffd400\"}", HERE);
  open_panel (stage);
  bht_page_wait_for (stage->page, FRAME, "button", "Start chat");
  stage_wait (stage, "(s => s.backgroundColor === 'rgb(255, 212, 0)' && "
                     "s.color === 'rgb(16, 18, 26)')"
                     "(getComputedStyle(document.querySelector('.primary')))");
  stage_picture (stage, "accent");
}

static void
test_bad_accent (Stage *stage)
{
  mock_desk_set_widget (stage->desk, "{\"accent_color\":\"red;} body{display:none\"}", HERE);
  open_panel (stage);
  bht_page_wait_for (stage->page, FRAME, "button", "Start chat");
  g_assert_true (stage_holds (stage, "getComputedStyle(document.querySelector('.primary'))"
                                     ".backgroundColor === 'rgb(58, 73, 200)'"));
}

/* Nothing may stand out of the frame, however narrow, and whichever way it is read. */
#define FITS                                                                                       \
  "[...document.querySelectorAll('main *, header *')].every(e => e.closest('.voice, bdi') || "     \
  "getComputedStyle(e).position === 'absolute' || (r => r.width === 0 || "                         \
  "(r.left >= -1 && r.right <= innerWidth + 1))(e.getBoundingClientRect()))"

static void
look_at_home (Stage *stage, const char *attributes, const char *picture)
{
  g_autofree char *all = g_strconcat ("data-organization-id=\"demo\" ", attributes, NULL);
  g_autofree char *home = g_strconcat ("home-", picture, NULL);
  g_autofree char *inbox = g_strconcat ("inbox-", picture, NULL);
  g_autofree char *chat = g_strconcat ("chat-", picture, NULL);

  mock_desk_set_widget (stage->desk, "{" NO_FORM ",\"phone\":\"+49 30 1234567\"}", HERE);
  stage_build_shop (stage, all, "", "");
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, "document.querySelector('bellhop-widget')");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show()");
  stage_wait (stage, "document.querySelector('textarea')");
  stage_write (stage, "A question that is somewhat longer than one line of the frame");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  make_conversations (stage, 3);
  mock_desk_say (stage->desk, "operator", "Mia", "Your bike is ready");
  stage_picture (stage, chat);
  g_assert_true (stage_holds (stage, FITS));
  bht_page_run (stage->page, FRAME, "document.querySelector('.back').click()");
  stage_wait (stage, ENTRIES ".length === 4");
  stage_picture (stage, home);
  g_assert_true (stage_holds (stage, FITS));
  bht_page_run (stage->page, FRAME, ENTRIES "[2].click()");
  stage_wait (stage, "document.querySelectorAll('.inbox li').length === 4");
  stage_picture (stage, inbox);
  g_assert_true (stage_holds (stage, FITS));
}

static void
test_narrow (Stage *stage)
{
  bht_page_set_viewport (stage->page, 320, 560, 1);
  look_at_home (stage, "", "narrow");
}

static void
test_right_to_left (Stage *stage)
{
  look_at_home (stage, "data-language=\"ar\"", "arabic");
  g_assert_true (stage_holds (stage, "document.dir === 'rtl' && (r => r.left > innerWidth / 2)"
                                     "(document.querySelector('.back').getBoundingClientRect())"));
}

static void
test_dark (Stage *stage)
{
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  look_at_home (stage, "", "dark");
}

static void
test_forced_colors (Stage *stage)
{
  bht_page_set_media (stage->page, "forced-colors", "active");
  look_at_home (stage, "", "forced");
}

static void
add_tests (void)
{
  stage_add ("/widget/screens/straight-into-the-chat", test_straight_into_the_chat);
  stage_add ("/widget/screens/first-message-makes-the-conversation",
             test_first_message_makes_the_conversation);
  stage_add ("/widget/screens/fit-320-pixels", test_narrow);
  stage_add ("/widget/screens/fit-from-right-to-left", test_right_to_left);
  stage_add ("/widget/screens/fit-in-the-dark", test_dark);
  stage_add ("/widget/screens/fit-in-forced-colors", test_forced_colors);
  stage_add ("/widget/screens/first-message-can-wait", test_first_message_can_wait);
  stage_add ("/widget/screens/suggestions-are-said", test_suggestions);
  stage_add ("/widget/screens/form-asks-what-is-wanted", test_all_fields);
  stage_add ("/widget/screens/home-offers-what-there-is", test_home);
  stage_add ("/widget/screens/home-has-no-call-without-a-number", test_home_without_phone);
  stage_add ("/widget/screens/home-says-what-to-expect", test_expectation);
  stage_add ("/widget/screens/inbox-by-last-activity", test_inbox);
  stage_add ("/widget/screens/inbox-can-be-tried-again", test_inbox_can_be_tried_again);
  stage_add ("/widget/screens/contact-copies-and-calls", test_contact);
  stage_add ("/widget/screens/form-outside-hours", test_offline_form);
  stage_add ("/widget/screens/nothing-outside-hours", test_hidden_outside_hours);
  stage_add ("/widget/screens/chat-outside-hours", test_chat_outside_hours);
  stage_add ("/widget/screens/missing-part-is-said", test_missing_chunk);
  stage_add ("/widget/screens/missing-talk-is-said", test_missing_talk);
  stage_add ("/widget/screens/back-keeps-the-draft", test_back_keeps_the_draft);
  stage_add ("/widget/screens/reload-returns-home", test_reload_returns_home);
  stage_add ("/widget/screens/emoji-by-keyboard", test_emoji);
  stage_add ("/widget/screens/accent-stays-readable", test_accent);
  stage_add ("/widget/screens/bad-accent-is-nothing", test_bad_accent);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
