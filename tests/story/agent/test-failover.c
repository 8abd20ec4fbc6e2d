/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Providers that fail in every way: the visitor gets one whole answer from somebody, and the key is
 * told to nobody. */
#include "tests/story/agent/ai-story.h"
#include "tests/story/agent/model-words.h"

#include <string.h>

#define QUESTION "How many days do I have to return something?"
#define SECOND_ANSWER MODEL_SAYS ("The second says thirty days [1].") MODEL_ENDS
#define MESSAGES "/v1/desk/conversations/CONVERSATION/messages"
#define RUNS "/v1/desk/conversations/CONVERSATION/runs"
#define EMBEDDED_ANSWER "within 30 days"

static void
add_both (AiStory *self)
{
  ai_story_add_provider (self, &self->first, "First", 1);
  ai_story_add_provider (self, &self->second, "Second", 2);
}

static void
say_status (Emulator *emulator, guint status, const char *headers, guint times)
{
  for (guint i = 0; i < times; i++)
    emulator_add (emulator, &(EmulatorReply){ .status = status,
                                              .headers = headers,
                                              .body = "{\"error\":{\"message\":\"too much\"}}" });
}

static void
ask (AiStory *self)
{
  ai_story_arrive (self);
  ai_story_listen (self);
  ai_story_ask (self, QUESTION);
}

static void
test_error_goes_to_the_next (AiStory *self)
{
  add_both (self);
  say_status (&self->first, 500, NULL, 9);
  emulator_say (&self->second, SECOND_ANSWER);
  ask (self);
  ai_story_wait_text (self, "The second says thirty days.");
  ai_story_wait_text (self, "Source: Returning an item");
  ai_story_picture (self, "failover-1-second");
}

static void
test_overload_goes_to_the_next (AiStory *self)
{
  add_both (self);
  say_status (&self->first, 429, "Retry-After: 3600\r\n", 9);
  emulator_say (&self->second, SECOND_ANSWER);
  ask (self);
  ai_story_wait_text (self, "The second says thirty days.");
}

static void
test_overload_is_waited_for (AiStory *self)
{
  ai_story_add_provider (self, &self->first, "First", 1);
  say_status (&self->first, 429, "Retry-After: 1\r\n", 1);
  emulator_say (&self->first, SECOND_ANSWER);
  ask (self);
  ai_story_wait_text (self, "The second says thirty days.");
  g_assert_cmpuint (emulator_count (&self->first), ==, 2);
}

static void
test_all_dead (AiStory *self)
{
  add_both (self);
  say_status (&self->first, 503, NULL, 9);
  ask (self);
  ai_story_wait_text (self, EMBEDDED_ANSWER);
  ai_story_wait_text (self, "Source: Returning an item");
  ai_story_picture (self, "failover-2-embedded");
}

static void
test_attempts_are_told (AiStory *self)
{
  g_autoptr (JsonNode) run = NULL;
  JsonArray *attempts;
  JsonObject *first;

  add_both (self);
  say_status (&self->first, 500, NULL, 9);
  emulator_say (&self->second, SECOND_ANSWER);
  ask (self);
  ai_story_wait_text (self, "The second says thirty days.");
  run = ai_story_last_run (self);
  g_assert_cmpstr (bht_json_string (run, "run.provider"), ==, "Second");
  attempts = json_object_get_array_member (
      json_object_get_object_member (
          json_object_get_object_member (json_node_get_object (run), "run"), "detail"),
      "attempts");
  g_assert_cmpuint (json_array_get_length (attempts), ==, 1);
  first = json_array_get_object_element (attempts, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "provider"), ==, "First");
  g_assert_cmpstr (json_object_get_string_member (first, "model"), ==, AI_STORY_MODEL);
  g_assert_cmpstr (json_object_get_string_member (first, "error"), ==,
                   "the provider has a fault: too much");
}

/* The visitor has seen the half of it; when all is over nobody has. */
static void
test_broken_stream (AiStory *self)
{
  g_autofree char *messages = NULL;
  g_autofree char *heard = NULL;

  add_both (self);
  emulator_add (&self->first, &(EmulatorReply){ .body = MODEL_SAYS ("Only half of an answer [1] "),
                                                .end = EMULATOR_BREAKS });
  emulator_say (&self->second, SECOND_ANSWER);
  ask (self);
  ai_story_wait_text (self, "The second says thirty days.");
  ai_story_await (self, RUNS, "\"outcome\":\"answered\"");
  messages = ai_story_get_text (self, MESSAGES);
  heard = ai_story_heard (self);
  g_assert_null (strstr (messages, "Only half"));
  g_assert_false (ai_story_shows (self, "Only half"));
  g_assert_nonnull (strstr (heard, "ai.discarded"));
}

static void
test_broken_stream_alone (AiStory *self)
{
  g_autofree char *messages = NULL;

  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_add (&self->first, &(EmulatorReply){ .body = MODEL_SAYS ("Only half of an answer [1] "),
                                                .end = EMULATOR_BREAKS });
  ask (self);
  ai_story_wait_text (self, EMBEDDED_ANSWER);
  messages = ai_story_get_text (self, MESSAGES);
  g_assert_null (strstr (messages, "Only half"));
  g_assert_false (ai_story_shows (self, "Only half"));
}

/* ---- the key ---- */

static const char *const places[] = {
  "/v1/desk/me",
  "/v1/desk/operators",
  "/v1/desk/conversations",
  "/v1/desk/conversations/CONVERSATION",
  MESSAGES,
  RUNS,
  "/v1/desk/conversations/CONVERSATION/draft",
  "/v1/desk/knowledge",
  "/v1/desk/documents",
  "/v1/desk/gaps",
  "/v1/desk/phrasings",
  "/v1/desk/organization",
  "/v1/desk/ai",
  "/v1/desk/providers",
  "/v1/desk/tools",
  "/v1/desk/tool-calls",
  "/v1/desk/guardrails",
  "/v1/desk/violations",
  "/v1/feed?after=0&wait=0",
};

static void
assert_no_key (const char *where, const char *text)
{
  if (strstr (text, AI_STORY_KEY) != NULL)
    g_error ("%s tells the key:\n%s", where, text);
}

/* Providers repeat the key they refuse. */
static void
test_key_is_told_to_nobody (AiStory *self)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *log = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *heard = NULL;
  g_autoptr (JsonNode) run = NULL;
  g_autoptr (JsonNode) models = NULL;

  add_both (self);
  emulator_add (&self->first,
                &(EmulatorReply){
                    .status = 401,
                    .body = "{\"error\":{\"message\":\"Incorrect API key provided: " AI_STORY_KEY
                            ".\",\"code\":\"invalid_api_key\"}}" });
  emulator_say (&self->second, SECOND_ANSWER);
  ask (self);
  ai_story_wait_text (self, "The second says thirty days.");
  g_assert_nonnull (strstr (emulator_head (&self->first, 0), "Bearer " AI_STORY_KEY));
  lines = g_strsplit (emulator_head (&self->first, 0), "\r\n", 2);
  assert_no_key ("the address", lines[0]);

  run = ai_story_last_run (self);
  detail = json_to_string (run, FALSE);
  assert_no_key ("the run", detail);
  heard = ai_story_heard (self);
  assert_no_key ("the visitor's feed", heard);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = ai_story_get_text (self, places[i]);

      assert_no_key (places[i], text);
    }
  g_assert_true (g_file_get_contents (self->log, &log, NULL, NULL));
  g_assert_cmpuint (strlen (log), >, 0);
  assert_no_key ("the log", log);
}

/* Asking for models passes on what the provider says of the key, without the key. */
static void
test_models_tell_no_key (AiStory *self)
{
  g_autoptr (JsonNode) providers = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;
  JsonObject *provider;
  guint status;

  ai_story_add_provider (self, &self->first, "First", 1);
  emulator_add (
      &self->first,
      &(EmulatorReply){
          .status = 401,
          .body = "{\"error\":{\"message\":\"Incorrect API key provided: " AI_STORY_KEY ".\"}}" });
  providers = ai_story_get (self, "/v1/desk/providers");
  provider = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (providers), "providers"), 0);
  body = g_strdup_printf ("{\"id\":\"%s\"}", json_object_get_string_member (provider, "id"));
  status = bht_api_call (self->desk, "POST", "/v1/desk/providers/models", body, &answer);
  g_assert_cmpuint (status, >=, 400);
  text = json_to_string (answer, FALSE);
  assert_no_key ("the list of models", text);
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/failover/an-error-goes-to-the-next", test_error_goes_to_the_next);
  ai_story_add ("/story/ai/failover/an-overload-goes-to-the-next", test_overload_goes_to_the_next);
  ai_story_add ("/story/ai/failover/a-short-overload-is-waited-for", test_overload_is_waited_for);
  ai_story_add ("/story/ai/failover/where-all-are-dead-the-embedded-model-answers", test_all_dead);
  ai_story_add ("/story/ai/failover/the-run-tells-the-attempts", test_attempts_are_told);
  ai_story_add ("/story/ai/failover/half-an-answer-is-not-kept", test_broken_stream);
  ai_story_add ("/story/ai/failover/half-an-answer-of-the-only-one-is-not-kept",
                test_broken_stream_alone);
  ai_story_add ("/story/ai/failover/the-key-is-told-to-nobody", test_key_is_told_to_nobody);
  ai_story_add ("/story/ai/failover/a-list-of-models-tells-no-key", test_models_tell_no_key);
}

int
main (int argc, char **argv)
{
  return ai_story_run (argc, argv, add_tests);
}
