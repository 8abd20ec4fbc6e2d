/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What the figures say of the assistant's day: how much it did alone, what it cost, which tools it
 * called, what it could not answer, how long people waited, and all that for days of one's own.
 * The real window, the real daemon, and a provider on loopback.  One story in chapters. */
#include "tests/agent/models/emulator.h"
#include "tests/bht-patience.h"
#include "tests/story/agent/model-words.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include "common/bh-id.h"

#define QUESTION "How many days do I have to return something?"
#define ANSWER "You may bring it back for a whole month"

static Scene scene;
static Emulator provider;

static void
see (const char *pattern)
{
  window_see (scene.window, ANYTHING, pattern);
}

/* Two answers of 120 and 14 tokens after a call of 120 and 14, at 10,000 and 40,000 a million. */
static void
test_what_it_did_and_cost (void)
{
  window_press (scene.window, ANYTHING, "Insights");
  see ("Conversations: 3. *");
  window_picture ("assistant-1-tiles");
  see ("Resolved by the Assistant: 50%. *");
  window_see (scene.window, WORDS, "Answers: 3");
  see ("Estimated Cost: 5.28. *");
  see ("Tool Calls: 1. *");
  window_see (scene.window, WORDS, "Failed: 1");
  see ("New Gaps in the Articles: 1. *");
}

static void
test_how_long_people_waited (void)
{
  see ("First Response, Median: *s. *");
  see ("Time to Resolution, Median: *s. *");
}

/* ---- charts ---- */

/* What a screen reader says of a chart before anybody walks through it. */
static void
see_chart (const char *title, const char *description)
{
  g_autoptr (AtspiAccessible) chart =
      bht_atspi_wait (scene.window->root, ATSPI_ROLE_IMAGE, title, BHT_PATIENCE_S);
  g_autofree char *said = atspi_accessible_get_description (chart, NULL);

  g_assert_cmpstr (said, ==, description);
}

static void
test_what_was_not_known (void)
{
  see_chart ("Gaps in the Articles", "1 row. Asked: at most 1 (Where can I moor my submarine?)");
}

static void
test_which_tools_were_called (void)
{
  see_chart ("Tools", "1 row. Calls: at most 1 (order_status). Failed: at most 1 (order_status)");
}

/* ---- days of one's own ---- */

/* What can be pressed is within. */
static void
unfold (AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) outer =
      bht_atspi_wait (scene.window->root, role, name, BHT_PATIENCE_S);
  g_autoptr (AtspiAccessible) button = atspi_accessible_get_child_at_index (outer, 0, NULL);

  bht_atspi_press (button);
}

/* They are asked for, and are a fortnight until others are. */
static void
test_days_of_ones_own (void)
{
  unfold (ATSPI_ROLE_COMBO_BOX, "Period");
  window_see (scene.window, WORDS, "This Year");
  keyboard_press ("End Return");
  window_see (scene.window, BUTTON, "First day: *");
  window_see (scene.window, BUTTON, "Last day: *");
  see ("Conversations: 3. *");
  window_picture ("assistant-2-own-days");
}

/* ---- */

static void
furnish (void)
{
  desk_ask (scene.mia, "POST", "/v1/desk/documents",
            "{\"title\":\"Returning an item\",\"category\":\"Help\",\"format\":\"markdown\","
            "\"body\":\"You can return an item within 30 days of receiving it. How many days you "
            "have to return something is counted from the day it came.\"}");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "Returning an item");
}

static void
furnish_assistant (void)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *tool = bh_id_new ();

  desk_ask (scene.mia, "POST", "/v1/desk/providers",
            "{\"id\":\"%s\",\"kind\":\"openai\",\"name\":\"First\",\"base_url\":\"%s\",\"model\":"
            "\"story-model\",\"key\":\"sk-story\",\"position\":1,\"price_in\":10000000000,"
            "\"price_out\":40000000000}",
            id, provider.url);
  desk_ask (scene.mia, "POST", "/v1/desk/tools",
            "{\"id\":\"%s\",\"name\":\"order_status\",\"description\":\"Where it is\","
            "\"method\":\"GET\",\"url\":\"http://127.0.0.1:9/order\"}",
            tool);
}

/* One is answered, one after a tool has failed, and one cannot be. */
static void
work (void)
{
  Visitor *ada, *ben, *cleo;

  emulator_say (&provider, MODEL_SAYS (ANSWER " [1].") MODEL_ENDS);
  ada = scene_meet (&scene, "Ada Lindqvist", QUESTION);
  visitor_await (ada, ANSWER);
  visitor_is (ada, scene.mia, "resolve");
  emulator_say (&provider, MODEL_CALLS (0, "c1", "order_status", "{}") MODEL_WAITS);
  emulator_say (&provider, MODEL_SAYS (ANSWER " [1].") MODEL_ENDS);
  ben = scene_meet (&scene, "Ben Okri", QUESTION);
  visitor_await (ben, ANSWER);
  cleo = scene_meet (&scene, "Cleo Hart", "Where can I moor my submarine?");
  visitor_await (cleo, "could not find an answer");
  visitor_asks_for_a_person (cleo);
  visitor_is (cleo, scene.mia, "claim");
  bht_api_say (scene.mia, "desk", cleo->conversation, NULL, "Nowhere, I am afraid.");
  visitor_is (cleo, scene.mia, "resolve");
}

static void
set_up (void)
{
  static const char *const settings[] = { "BELLHOP_DEBOUNCE_MS=20",
                                          "BELLHOP_MODELS_TO_PRIVATE=true",
                                          "BELLHOP_TOOLS_TO_PRIVATE=true", NULL };

  emulator_init (&provider);
  scene_open (&scene, settings);
  furnish ();
  furnish_assistant ();
  work ();
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/assistant/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-what-it-did-and-cost", test_what_it_did_and_cost);
  CHAPTER ("2-how-long-people-waited", test_how_long_people_waited);
  CHAPTER ("3-what-was-not-known", test_what_was_not_known);
  CHAPTER ("4-which-tools-were-called", test_which_tools_were_called);
  CHAPTER ("5-days-of-ones-own", test_days_of_ones_own);
  status = g_test_run ();
  scene_close (&scene);
  emulator_clear (&provider);

  return status;
}
