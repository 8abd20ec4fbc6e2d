/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Rules an organisation made for its AI, as visitors meet them. */
#include "tests/story/agent/ai-story.h"
#include "tests/story/agent/model-words.h"

#include <string.h>

#define QUESTION "How many days do I have to return something?"
#define MESSAGES "/v1/desk/conversations/CONVERSATION/messages"

static void
add_rule (AiStory *self, const char *members)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"ID\",%s}", members);
  g_autoptr (JsonNode) rule = ai_story_put (self, "POST", "/v1/desk/guardrails", NULL, body);
}

static void
test_blocked_question (AiStory *self)
{
  add_rule (self, "\"name\":\"Politics\",\"type\":\"blocked_topic\",\"pattern\":\"election, "
                  "president\",\"action\":\"block\",\"direction\":\"in\",\"message\":\"We do not "
                  "talk about politics here.\"");
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_say (&self->first, MODEL_SAYS ("The blue party wins.") MODEL_ENDS);
  ai_story_arrive (self);
  ai_story_ask (self, "Who is going to win the election?");
  ai_story_wait_text (self, "We do not talk about politics here.");
  ai_story_picture (self, "guardrails-1-question");
  ai_story_await (self, "/v1/desk/conversations/CONVERSATION/runs", "\"outcome\"");
  g_assert_cmpuint (emulator_count (&self->first), ==, 0);
}

static void
test_blocked_answer (AiStory *self)
{
  g_autofree char *deltas = NULL;
  g_autofree char *frames = NULL;
  g_autofree char *messages = NULL;

  add_rule (self, "\"name\":\"Fruit\",\"type\":\"blocked_topic\",\"pattern\":\"dragonfruit\","
                  "\"action\":\"block\",\"direction\":\"out\",\"message\":\"That is not mine to "
                  "say.\"");
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_add (&self->first, &(EmulatorReply){ .body = MODEL_SAYS ("You have thirty days [1], ")
                                                    MODEL_SAYS ("and a dragon")
                                                        MODEL_SAYS ("fruit for free.") MODEL_ENDS,
                                                .in_bytes = TRUE });
  ai_story_arrive (self);
  ai_story_listen (self);
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "That is not mine to say.");
  ai_story_picture (self, "guardrails-2-answer");
  ai_story_await (self, "/v1/desk/conversations/CONVERSATION/runs", "\"outcome\"");
  deltas = ai_story_heard_deltas (self);
  frames = ai_story_heard (self);
  messages = ai_story_get_text (self, MESSAGES);
  g_assert_null (strstr (deltas, "dragon"));
  g_assert_null (strstr (frames, "thirty days"));
  g_assert_null (strstr (messages, "dragon"));
}

static void
test_violation_is_masked (AiStory *self)
{
  g_autofree char *violations = NULL;
  g_autofree char *run = NULL;
  g_autoptr (JsonNode) last = NULL;
  JsonNode *noted;

  add_rule (self, "\"name\":\"Cards\",\"type\":\"pii_filter\",\"pattern\":\"card\","
                  "\"action\":\"block\",\"direction\":\"in\",\"message\":\"Please never write "
                  "card numbers here.\"");
  ai_story_arrive (self);
  ai_story_ask (self, "Please charge my card 4111 1111 1111 1111 now");
  ai_story_wait_text (self, "Please never write card numbers here.");
  last = ai_story_last_run (self);
  violations = ai_story_get_text (self, "/v1/desk/violations");
  g_assert_nonnull (strstr (violations, "\"name\":\"Cards\""));
  g_assert_nonnull (strstr (violations, "\"direction\":\"in\""));
  g_assert_null (strstr (violations, "1111 1111"));
  noted = json_object_get_member (
      json_object_get_object_member (
          json_object_get_object_member (json_node_get_object (last), "run"), "detail"),
      "guardrails");
  run = json_to_string (noted, FALSE);
  g_assert_nonnull (strstr (run, "\"name\":\"Cards\""));
  g_assert_null (strstr (run, "1111 1111"));
}

/* What only warns is told to the team and not to the visitor. */
static void
test_warning_passes (AiStory *self)
{
  g_autoptr (JsonNode) last = NULL;
  g_autofree char *run = NULL;

  add_rule (self, "\"name\":\"Returns\",\"type\":\"custom\",\"pattern\":\"return\","
                  "\"action\":\"warn\",\"direction\":\"in\",\"message\":\"Not shown.\"");
  ai_story_arrive (self);
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "Source: Returning an item");
  g_assert_false (ai_story_shows (self, "Not shown."));
  last = ai_story_last_run (self);
  run = json_to_string (last, FALSE);
  g_assert_nonnull (strstr (run, "\"guardrails\":[{\"name\":\"Returns\",\"action\":\"warn\""));
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/guardrails/a-blocked-question-never-leaves", test_blocked_question);
  ai_story_add ("/story/ai/guardrails/a-blocked-answer-is-never-heard", test_blocked_answer);
  ai_story_add ("/story/ai/guardrails/a-violation-is-masked", test_violation_is_masked);
  ai_story_add ("/story/ai/guardrails/what-only-warns-passes", test_warning_passes);
}

int
main (int argc, char **argv)
{
  return ai_story_run (argc, argv, add_tests);
}
