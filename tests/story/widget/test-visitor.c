/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/widget/visit.h"

#include <string.h>

/* What a visitor meets, screen by screen, and what of it arrives at the desk. */

#define FIELD(key, type, label, options)                                                           \
  "{\"key\":\"" key "\",\"type\":\"" type "\",\"label\":\"" label                                  \
  "\",\"required\":true,\"options\":[" options "]}"

static JsonObject *
conversation_of (JsonNode *answer)
{
  return json_object_get_object_member (json_node_get_object (answer), "conversation");
}

static void
test_form (Visit *self)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *contact, *attributes;

  visit_set_widget (
      self,
      "{\"pre_chat\":{\"enabled\":true,\"fields\":[" FIELD ("name", "name", "", "") "," FIELD (
          "email", "email", "", "") "," FIELD ("order", "text", "Order number",
                                               "") "," FIELD ("topic", "choice", "Topic",
                                                              "\"Order\",\"Repair\"") "]}}");
  visit_open_chat (self);
  visit_introduce (self, "ada@example.org");
  bht_page_click (self->page, FRAME, "textbox", "Order number");
  bht_page_type (self->page, "4711");
  bht_page_run (self->page, FRAME, "document.getElementById('topic').value = 'Repair'");
  visit_picture (self, "form");
  bht_page_click (self->page, FRAME, "button", "Start chat");
  visit_wait (self, "document.querySelector('.banner.live')");
  visit_learn_conversation (self);
  answer = visit_get_conversation (self);
  contact = json_object_get_object_member (conversation_of (answer), "contact");
  attributes = json_object_get_object_member (contact, "attributes");
  g_assert_cmpstr (json_object_get_string_member (attributes, "order"), ==, "4711");
  g_assert_cmpstr (json_object_get_string_member (attributes, "topic"), ==, "Repair");
  g_assert_cmpstr (json_object_get_string_member (contact, "email"), ==, "ada@example.org");
}

static void
test_offline_form (Visit *self)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *handoff;

  visit_close_office (self);
  visit_set_widget (self, "{\"offline\":\"form\"}");
  visit_open_chat (self);
  visit_wait_text (self, "Leave us a message");
  visit_introduce (self, "night@example.org");
  bht_page_click (self->page, FRAME, "textbox", "Your message");
  bht_page_type (self->page, "My chain broke at night");
  visit_picture (self, "offline-form");
  bht_page_click (self->page, FRAME, "button", "Send");
  visit_wait_text (self, "night@example.org");
  visit_picture (self, "offline-sent");
  bht_page_click (self->page, FRAME, "button", "Show the conversation");
  visit_wait_text (self, "My chain broke at night");
  visit_learn_conversation (self);
  answer = visit_get_conversation (self);
  handoff = json_object_get_object_member (conversation_of (answer), "handoff");
  g_assert_cmpstr (json_object_get_string_member (conversation_of (answer), "channel"), ==,
                   "offline");
  g_assert_cmpstr (json_object_get_string_member (handoff, "reason"), ==, "offline_message");
  g_assert_cmpstr (json_object_get_string_member (handoff, "status"), ==, "pending");
}

static void
test_suggestions (Visit *self)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *text = NULL;

  visit_set_widget (self, "{\"suggestions\":[\"Where is my order?\",\"Opening hours\"]}");
  visit_start (self, "ada@example.org");
  visit_picture (self, "suggestions");
  bht_page_click (self->page, FRAME, "button", "Where is my order?");
  visit_wait (self, "document.querySelector('.visitor.sent')");
  answer = visit_get_messages (self);
  text = json_to_string (answer, FALSE);
  g_assert_nonnull (strstr (text, "Where is my order?"));
}

static void
test_inbox (Visit *self)
{
  g_autofree char *first = NULL;

  visit_start (self, "ada@example.org");
  visit_write (self, "About the first matter");
  first = g_strdup (self->conversation);
  bht_page_run (self->page, BHT_TOP, "Bellhop.newConversation()");
  visit_wait (self, "!document.body.innerText.includes('first matter')");
  visit_write (self, "About the second matter");
  visit_reply (self, first, "News of the first");
  bht_page_click (self->page, FRAME, "button", "Back");
  visit_wait_text (self, "Your conversations");
  visit_picture (self, "home");
  visit_wait (self, "document.querySelectorAll('.entry').length > 2");
  bht_page_run (self->page, FRAME,
                "[...document.querySelectorAll('.entry')].find(e => "
                "e.textContent.includes('Your conversations')).click()");
  visit_wait (self, "document.querySelectorAll('.inbox .entry').length === 2");
  visit_wait (self, "[...document.querySelectorAll('.inbox .entry')].some(e => "
                    "e.textContent.includes('News of the first') && e.querySelector('.badge'))");
  visit_picture (self, "inbox");
  bht_page_run (self->page, FRAME,
                "[...document.querySelectorAll('.inbox .entry')].find(e => "
                "e.textContent.includes('News of the first')).click()");
  visit_wait_text (self, "About the first matter");
  bht_page_click (self->page, FRAME, "button", "Back");
  visit_wait_text (self, "Your conversations");
  visit_wait (self, "!document.querySelector('.entry .badge')");
}

static void
test_rating_and_another (Visit *self)
{
  g_autofree char *first = NULL;
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *csat;

  visit_start (self, "ada@example.org");
  visit_write (self, "Can you help?");
  visit_act (self, "claim");
  visit_reply (self, self->conversation, "Done");
  visit_act (self, "resolve");
  bht_page_click (self->page, FRAME, "radio", "Good");
  bht_page_click (self->page, FRAME, "button", "Send rating");
  visit_wait_text (self, "Thank you for your rating.");
  visit_picture (self, "rated");
  answer = visit_get_conversation (self);
  csat = json_object_get_object_member (conversation_of (answer), "csat");
  g_assert_cmpint (json_object_get_int_member (csat, "score"), ==, 4);
  first = g_strdup (self->conversation);
  bht_page_click (self->page, FRAME, "button", "Start a new conversation");
  visit_write (self, "Something else");
  visit_learn_conversation (self);
  g_assert_cmpstr (self->conversation, !=, first);
}

/* The visitor is told, keeps what was typed, and goes on. */
static void
test_ended_session (Visit *self)
{
  g_autofree char *token = NULL;
  g_autoptr (BhtApi) visitor = NULL;

  visit_start (self, "ada@example.org");
  token = bht_page_eval (self->page, FRAME, "localStorage.getItem('bellhop.demo.token')");
  visitor = bht_api_new (bht_bellhopd_url (self->daemon), token);
  g_assert_cmpuint (bht_api_call (visitor, "DELETE", "/v1/widget/session", NULL, NULL), ==, 204);
  bht_page_run (self->page, FRAME, "document.querySelector('textarea')?.focus()");
  bht_page_type (self->page, "Half a thought");
  bht_page_reload (self->page);
  visit_wait_text (self, "Your last visit was a while ago.");
  visit_picture (self, "session-ended");
  bht_page_click (self->page, FRAME, "button", "Start chat");
  visit_wait (self, "document.querySelector('.banner.live')");
}

static void
test_ended_while_writing (Visit *self)
{
  g_autofree char *token = NULL;
  g_autoptr (BhtApi) visitor = NULL;

  visit_start (self, "ada@example.org");
  token = bht_page_eval (self->page, FRAME, "localStorage.getItem('bellhop.demo.token')");
  visitor = bht_api_new (bht_bellhopd_url (self->daemon), token);
  bht_page_run (self->page, FRAME, "document.querySelector('textarea').focus()");
  bht_page_type (self->page, "Do not lose me");
  visit_wait (self, "document.querySelector('textarea').value === 'Do not lose me'");
  g_assert_cmpuint (bht_api_call (visitor, "DELETE", "/v1/widget/session", NULL, NULL), ==, 204);
  bht_page_press (self->page, "Enter");
  visit_wait_text (self, "Your last visit was a while ago.");
  bht_page_click (self->page, FRAME, "button", "Start chat");
  visit_wait (self, "document.querySelector('textarea')?.value === 'Do not lose me'");
}

static void
add_tests (void)
{
  visit_add ("/story/widget/form-becomes-attributes", test_form);
  visit_add ("/story/widget/form-outside-hours", test_offline_form);
  visit_add ("/story/widget/suggestions", test_suggestions);
  visit_add ("/story/widget/inbox-of-two", test_inbox);
  visit_add ("/story/widget/rating-and-another-conversation", test_rating_and_another);
  visit_add ("/story/widget/ended-session", test_ended_session);
  visit_add ("/story/widget/session-ends-while-writing", test_ended_while_writing);
}

int
main (int argc, char **argv)
{
  return visit_run (argc, argv, add_tests);
}
