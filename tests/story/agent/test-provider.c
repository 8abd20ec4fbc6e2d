/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* A visitor whose questions a provider answers: what is shown, and what the provider is told. */
#include "tests/story/agent/ai-story.h"
#include "tests/story/agent/model-words.h"

#include <string.h>

#define QUESTION "How many days do I have to return something?"
#define ANSWER                                                                                     \
  MODEL_SAYS ("You may bring ")                                                                    \
  MODEL_SAYS ("it back for a whole month, ")                                                       \
  MODEL_SAYS ("and you need not say why at all [1]. ")                                             \
  MODEL_SAYS ("Is there anything else you would like to know about it?") MODEL_ENDS

static void
test_streams (AiStory *self)
{
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_add (&self->first, &(EmulatorReply){ .body = ANSWER, .in_bytes = TRUE });
  ai_story_arrive (self);
  ai_story_watch (self);
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "Source: Returning an item");
  ai_story_wait_text (self, "you need not say why at all. Is there anything else");
  g_assert_true (bht_page_holds (self->page, FRAME, "window.seen.size > 3"));
  g_assert_false (ai_story_shows (self, "[1]"));
  ai_story_picture (self, "provider-1-answer");
}

static void
test_run_tells_all (AiStory *self)
{
  g_autoptr (JsonNode) run = NULL;
  g_autofree char *text = NULL;

  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_say (&self->first, ANSWER);
  ai_story_arrive (self);
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "Source: Returning an item");
  run = ai_story_last_run (self);
  text = json_to_string (run, FALSE);
  g_assert_cmpstr (bht_json_string (run, "run.provider"), ==, "First");
  g_assert_cmpstr (bht_json_string (run, "run.model"), ==, AI_STORY_MODEL);
  g_assert_cmpint (bht_json_int (run, "run.tokens_in"), ==, 120);
  g_assert_cmpint (bht_json_int (run, "run.tokens_out"), ==, 14);
  g_assert_cmpint (bht_json_int (run, "run.cost"), ==, 120 + 4 * 14);
  g_assert_cmpint (bht_json_int (run, "run.first_token_us"), >, 0);
  g_assert_cmpstr (bht_json_string (run, "run.detail.question"), ==, QUESTION);
  g_assert_nonnull (strstr (text, "\"searches\":[{\"question\":\"" QUESTION "\""));
}

/* Somebody else's conversation, an operator's note and a tool's secret are none of its business. */
static void
test_request (AiStory *self)
{
  g_autoptr (BhtApi) other = bht_api_new_visitor (bht_bellhopd_url (self->daemon), "Ben");
  g_autofree char *elsewhere = bht_api_open_conversation (other);
  g_autofree char *runs = NULL;
  g_autoptr (JsonNode) tone = NULL;
  g_autoptr (JsonNode) tool = NULL;
  const char *body;

  g_assert_cmpuint (bht_api_say (other, "widget", elsewhere, NULL, "My dog is called Xerxes"), ==,
                    201);
  runs = g_strdup_printf ("/v1/desk/conversations/%s/runs", elsewhere);
  ai_story_await (self, runs, "\"outcome\":\"");
  tone = ai_story_put (self, "PATCH", "/v1/desk/ai", NULL, "{\"tone\":\"like a salty sailor\"}");
  tool = ai_story_put (self, "POST", "/v1/desk/tools", self->second.url,
                       "{\"id\":\"ID\",\"name\":\"order_status\",\"description\":\"Where it is\","
                       "\"method\":\"GET\",\"url\":\"URL/order\","
                       "\"headers\":{\"X-Shop-Token\":\"tok-9f8e7d6c\"}}");
  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_say (&self->first, ANSWER);
  ai_story_arrive (self);
  ai_story_reply (self, "note", "Careful: this one owes us money");
  ai_story_ask (self, QUESTION);
  ai_story_wait_text (self, "Source: Returning an item");

  body = emulator_body (&self->first, 0);
  g_assert_nonnull (strstr (body, "within 30 days of receiving it"));
  g_assert_nonnull (strstr (body, "like a salty sailor"));
  g_assert_nonnull (strstr (body, "order_status"));
  g_assert_nonnull (strstr (body, QUESTION));
  g_assert_null (strstr (body, "owes us money"));
  g_assert_null (strstr (body, "Xerxes"));
  g_assert_null (strstr (body, "tok-9f8e7d6c"));
  g_assert_null (strstr (body, AI_STORY_KEY));
  g_assert_null (strstr (body, "ada@example.org"));
  g_assert_cmpuint (emulator_count (&self->first), ==, 1);
}

/* What nothing speaks for is not said, however sure the model is. */
static void
test_unfounded_is_not_shown (AiStory *self)
{
  g_autofree char *deltas = NULL;

  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_say (&self->first, MODEL_SAYS ("Yes, our tandems cost 12 euros, promised.") MODEL_ENDS);
  ai_story_arrive (self);
  ai_story_listen (self);
  ai_story_ask (self, "Do you have tandems, and what do they cost?");
  emulator_wait_for (&self->first, 1);
  ai_story_wait (self, "document.querySelectorAll('.ai .bubble').length > 1 && "
                       "[...document.querySelectorAll('.ai .bubble')].pop()"
                       ".textContent.includes('person')");
  ai_story_picture (self, "provider-2-unfounded");
  deltas = ai_story_heard_deltas (self);
  g_assert_false (ai_story_shows (self, "12 euros"));
  g_assert_null (strstr (deltas, "12 euros"));
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/provider/an-answer-streams-and-names-its-source", test_streams);
  ai_story_add ("/story/ai/provider/the-run-tells-who-what-and-how-much", test_run_tells_all);
  ai_story_add ("/story/ai/provider/it-is-told-what-it-needs-and-no-more", test_request);
  ai_story_add ("/story/ai/provider/what-nothing-speaks-for-is-not-shown",
                test_unfounded_is_not_shown);
}

int
main (int argc, char **argv)
{
  return ai_story_run (argc, argv, add_tests);
}
