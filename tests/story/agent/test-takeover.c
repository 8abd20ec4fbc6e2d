/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* A person steps in while the AI speaks, and gives the conversation back. */
#include "tests/story/agent/ai-story.h"
#include "tests/story/agent/model-words.h"

#include <string.h>

#define QUESTION "How many days do I have to return something?"
#define HALF "Half of what I wanted to say"
#define MESSAGES "/v1/desk/conversations/CONVERSATION/messages"
#define RUNS "/v1/desk/conversations/CONVERSATION/runs"
#define STATE "document.querySelector('.state').textContent"

/* Up to a visitor who reads half an answer. */
static void
begin_answer (AiStory *self)
{
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_add (&self->first, &(EmulatorReply){ .body = MODEL_SAYS (HALF " [1] about all this "),
                                                .end = EMULATOR_HANGS });
  ai_story_arrive (self);
  ai_story_listen (self);
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, HALF);
}

/* Soon: whoever is paid by the word is not listened to any longer than it has to be. */
static void
assert_half_is_gone (AiStory *self)
{
  g_autofree char *messages = NULL;
  g_autofree char *events = NULL;
  g_autofree char *run = NULL;
  g_autoptr (JsonNode) last = NULL;

  ai_story_wait (self, "!document.querySelector('.lines').textContent.includes('" HALF "')");
  ai_story_wait (self, "window.heard.some(frame => frame.includes('ai.discarded'))");
  ai_story_await (self, RUNS, "\"outcome\":\"discarded\"");
  messages = ai_story_get_text (self, MESSAGES);
  events = ai_story_get_text (self, "/v1/feed?after=0&wait=0");
  last = ai_story_last_run (self);
  run = json_to_string (last, FALSE);
  g_assert_null (strstr (messages, HALF));
  g_assert_null (strstr (events, HALF));
  g_assert_null (strstr (run, HALF));
  g_assert_cmpstr (bht_json_string (last, "run.provider"), ==, "First");
  g_assert_cmpint (bht_json_int (last, "run.duration_us"), <, 10 * G_USEC_PER_SEC);
}

static void
test_reply_ends_the_answer (AiStory *self)
{
  begin_answer (self);
  ai_story_picture (self, "takeover-1-half");
  ai_story_reply (self, "text", "Mia here: thirty days.");
  ai_story_wait_text (self, "Mia here: thirty days.");
  assert_half_is_gone (self);
  ai_story_picture (self, "takeover-2-mia");
}

static void
test_claim_ends_the_answer (AiStory *self)
{
  begin_answer (self);
  ai_story_act (self, "claim");
  ai_story_wait (self, STATE " === 'Mia is with you'");
  assert_half_is_gone (self);
}

/* A note is no step in: the answer goes on. */
static void
test_note_leaves_the_answer (AiStory *self)
{
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_add (&self->first,
                &(EmulatorReply){ .body = MODEL_SAYS (HALF " [1], and the rest.") MODEL_ENDS,
                                  .in_bytes = TRUE });
  ai_story_arrive (self);
  ai_story_ask (self, QUESTION);
  ai_story_reply (self, "note", "Let us see what it says.");
  ai_story_wait_text (self, HALF ", and the rest.");
  ai_story_wait_text (self, "Source: Returning an item");
  g_assert_false (ai_story_shows (self, "Let us see"));
}

/* “I want a person” was said before: it was heard then. */
static void
test_return_forgets_the_wish (AiStory *self)
{
  g_autofree char *notices = NULL;
  g_autofree char *conversation = NULL;
  g_autoptr (JsonNode) now = NULL;

  ai_story_arrive (self);
  ai_story_ask (self, "I want a person");
  ai_story_wait (self, "/Waiting for a person|number 1 in line/.test (" STATE ")");
  ai_story_act (self, "claim");
  ai_story_reply (self, "text", "Mia here.");
  ai_story_wait (self, STATE " === 'Mia is with you'");
  ai_story_act (self, "return");
  ai_story_wait (self, STATE " === 'Bell answers'");
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "Source: Returning an item");
  ai_story_picture (self, "takeover-3-returned");
  notices = bht_page_eval (
      self->page, FRAME,
      "[...document.querySelectorAll('.notice')].filter(n => n.textContent.includes('You asked for "
      "a person')).length");
  g_assert_cmpstr (notices, ==, "1");
  now = ai_story_get (self, "/v1/desk/conversations/CONVERSATION");
  g_assert_cmpstr (bht_json_string (now, "conversation.status"), ==, "unresolved");
}

/* The same with a provider: what it is told does not ask it to escalate again. */
static void
test_return_to_a_provider (AiStory *self)
{
  g_autoptr (JsonNode) now = NULL;

  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_say (&self->first,
                MODEL_CALLS (0, "c1", "escalate",
                             "{\\\"reason\\\":\\\"user_requested\\\",\\\"summary\\\":\\\"Wants a "
                             "person.\\\"}") MODEL_WAITS);
  ai_story_arrive (self);
  ai_story_ask (self, "I want a person");
  ai_story_wait (self, "/Waiting for a person|number 1 in line/.test (" STATE ")");
  ai_story_reply (self, "text", "Mia here.");
  ai_story_act (self, "return");
  ai_story_wait (self, STATE " === 'Bell answers'");
  emulator_say (&self->first, MODEL_SAYS ("You have thirty days [1].") MODEL_ENDS);
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "You have thirty days.");
  now = ai_story_get (self, "/v1/desk/conversations/CONVERSATION");
  g_assert_cmpstr (bht_json_string (now, "conversation.status"), ==, "unresolved");
}

/* However often it is asked for, a person is called once. */
static void
test_twice_is_one_handoff (AiStory *self)
{
  g_autofree char *notices = NULL;

  ai_story_arrive (self);
  ai_story_ask (self, "I want a person");
  ai_story_wait (self, "/Waiting for a person|number 1 in line/.test (" STATE ")");
  ai_story_ask (self, "I want a person, now");
  ai_story_ask (self, "Hello? A human please!");
  notices = bht_page_eval (
      self->page, FRAME,
      "[...document.querySelectorAll('.notice')].filter(n => n.textContent.includes('You asked for "
      "a person')).length");
  g_assert_cmpstr (notices, ==, "1");
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/takeover/a-reply-ends-the-answer", test_reply_ends_the_answer);
  ai_story_add ("/story/ai/takeover/a-claim-ends-the-answer", test_claim_ends_the_answer);
  ai_story_add ("/story/ai/takeover/a-note-leaves-the-answer", test_note_leaves_the_answer);
  ai_story_add ("/story/ai/takeover/a-return-forgets-the-wish", test_return_forgets_the_wish);
  ai_story_add ("/story/ai/takeover/a-return-to-a-provider", test_return_to_a_provider);
  ai_story_add ("/story/ai/takeover/twice-is-one-handoff", test_twice_is_one_handoff);
}

int
main (int argc, char **argv)
{
  return ai_story_run (argc, argv, add_tests);
}
