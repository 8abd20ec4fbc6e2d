/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The settings of the AI, changed in the real console's window and kept by the real daemon. */
#include "tests/bht-patience.h"
#include "tests/story/agent/ai-story.h"
#include "tests/story/story-desktop.h"

#include <string.h>

static StoryConsole *mia;

static void
picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}

static void
write_in (const char *name, const char *text)
{
  g_autoptr (AtspiAccessible) field =
      bht_atspi_wait (mia->root, ATSPI_ROLE_TEXT, name, BHT_PATIENCE_S);

  bht_atspi_set_text (field, text);
}

static void
press (const char *pattern)
{
  story_console_press (mia, ATSPI_ROLE_PUSH_BUTTON, pattern);
}

/* The settings' window, new, at this topic. */
static void
open_topic (const char *topic)
{
  press ("Settings");
  story_console_press (mia, ATSPI_ROLE_LIST_ITEM, topic);
}

static void
test_tone (AiStory *self)
{
  open_topic ("Persona");
  write_in ("Tone", "like a salty sailor");
  write_in ("Words to Avoid", "cheap\nasap");
  press ("*Save*");
  ai_story_await (self, "/v1/desk/ai", "\"tone\":\"like a salty sailor\"");
  ai_story_await (self, "/v1/desk/ai", "\"blocked_terms\":[\"cheap\",\"asap\"]");
  picture ("settings-1-persona");
}

static void
test_provider (AiStory *self)
{
  g_autofree char *providers = NULL;

  emulator_add (&self->first,
                &(EmulatorReply){ .headers = "Content-Type: application/json\r\n",
                                  .body = "{\"object\":\"list\",\"data\":[{\"id\":\"story-model\"},"
                                          "{\"id\":\"other-model\"}]}" });
  open_topic ("Models");
  press ("Add a Provider");
  write_in ("Name", "Ours");
  write_in ("Address", self->first.url);
  write_in ("Key", AI_STORY_KEY);
  press ("*List Models*");
  press ("story-model");
  picture ("settings-2-provider");
  g_assert_nonnull (strstr (emulator_head (&self->first, 0), "Bearer " AI_STORY_KEY));
  press ("*Add");
  story_console_wait (mia, ATSPI_ROLE_LIST_ITEM, "Ours*");
  picture ("settings-3-providers");
  providers = ai_story_get_text (self, "/v1/desk/providers");
  g_assert_nonnull (strstr (providers, "\"model\":\"story-model\""));
  g_assert_nonnull (strstr (providers, "\"has_key\":true"));
  g_assert_nonnull (strstr (providers, self->first.url));
  g_assert_null (strstr (providers, AI_STORY_KEY));
}

static void
test_guardrail (AiStory *self)
{
  g_autofree char *rules = NULL;

  open_topic ("Guardrails");
  press ("Add a Rule");
  write_in ("Name", "Politics");
  write_in ("Pattern", "election, president");
  write_in ("What the Visitor Reads Instead", "We do not talk about politics.");
  press ("*Add");
  story_console_wait (mia, ATSPI_ROLE_LIST_ITEM, "Politics*");
  rules = ai_story_get_text (self, "/v1/desk/guardrails");
  g_assert_nonnull (strstr (rules, "\"pattern\":\"election, president\""));
  g_assert_nonnull (strstr (rules, "\"message\":\"We do not talk about politics.\""));
  write_in ("Text", "Who wins the election?");
  press ("*Check*");
  story_console_wait (mia, ATSPI_ROLE_LABEL, "*Politics*election*");
  picture ("settings-4-guardrail");
}

/* What the daemon says of a field stands in the window. */
static void
test_mistake (AiStory *self)
{
  open_topic ("Guardrails");
  press ("Add a Rule");
  write_in ("Name", "Nothing");
  press ("*Add");
  story_console_wait (mia, ATSPI_ROLE_LABEL, "Could not take *Pattern*");
  picture ("settings-5-mistake");
  press ("*Cancel*");
}

static void
test_tool (AiStory *self)
{
  g_autofree char *tools = NULL;

  open_topic ("Tools");
  press ("Add a Tool");
  write_in ("Name", "order_status");
  write_in ("Description", "Where an order is");
  write_in ("Address", "https://shop.example/orders/{order}");
  write_in ("Headers", "X-Shop-Token: tok-9f8e7d6c");
  write_in ("Arguments", "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\"}},"
                         "\"required\":[\"order\"]}");
  picture ("settings-6-tool");
  press ("*Add");
  story_console_wait (mia, ATSPI_ROLE_LIST_ITEM, "order_status*");
  tools = ai_story_get_text (self, "/v1/desk/tools");
  g_assert_nonnull (strstr (tools, "\"header_names\":[\"X-Shop-Token\"]"));
  g_assert_nonnull (strstr (tools, "\"required\":[\"order\"]"));
  g_assert_nonnull (strstr (tools, "\"url\":\"https://shop.example/orders/{order}\""));
  g_assert_null (strstr (tools, "tok-9f8e7d6c"));
}

static void
test_limits (AiStory *self)
{
  g_autoptr (JsonNode) back = NULL;

  open_topic ("Assistant");
  story_console_press (mia, ATSPI_ROLE_CHECK_BOX, "Only Suggest*");
  press ("*Save*");
  ai_story_await (self, "/v1/desk/ai", "\"suggestions_only\":true");
  open_topic ("Conversation Rules");
  write_in ("Monday", "09:00–17:00");
  press ("*Save*");
  ai_story_await (self, "/v1/desk/ai", "\"mon\":[[\"09:00\",\"17:00\"]]");
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/settings/the-tone", test_tone);
  ai_story_add ("/story/ai/settings/a-provider-with-its-key-and-models", test_provider);
  ai_story_add ("/story/ai/settings/a-guardrail-and-its-trial", test_guardrail);
  ai_story_add ("/story/ai/settings/a-mistake-is-told-where-it-was-made", test_mistake);
  ai_story_add ("/story/ai/settings/a-tool-with-its-secret", test_tool);
  ai_story_add ("/story/ai/settings/suggestions-and-hours", test_limits);
}

static void
open_console (AiStory *self)
{
  mia = story_console_open (self->daemon, "mia");
  story_console_wait (mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
close_console (AiStory *self)
{
  story_console_free (mia);
}

int
main (int argc, char **argv)
{
  ai_story_set_hooks (open_console, close_console);
  return ai_story_run (argc, argv, add_tests);
}
