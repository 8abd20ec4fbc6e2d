/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia looks on while the assistant writes, steps in, and writes herself: with emphasis, and with a
 * face.  The real window, real keys, the real daemon, and a provider on loopback that says what it
 * is told to.  One story in chapters. */
#include "tests/agent/models/emulator.h"
#include "tests/bht-patience.h"
#include "tests/story/agent/model-words.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include "common/bh-id.h"

#include <string.h>

#define HALF "You may bring it back for a whole month"
#define WHOLE HALF ", and you need not say why."
#define QUESTION "How many days do I have to return something?"

static Scene scene;
static Emulator provider;
static Visitor *ada, *ben;

/* ---- the assistant ---- */

static void
open_conversation (const char *row)
{
  window_press (scene.window, ROW, "All, *");
  window_press (scene.window, ROW, row);
}

/* The provider has said half a sentence and no more: that half stands there. */
static void
test_what_is_being_written_is_seen (void)
{
  emulator_add (&provider, &(EmulatorReply){ .body = MODEL_SAYS (HALF " [1] and of course "),
                                             .end = EMULATOR_HANGS });
  ada = scene_meet (&scene, "Ada Lindqvist", QUESTION);
  open_conversation ("Ada Lindqvist, *");
  window_see (scene.window, ROW, "*, being written: " HALF "*");
  window_picture ("live-1-half");
}

/* She knows better, and says so: half an answer helps nobody. */
static void
test_who_steps_in_ends_it (void)
{
  keyboard_press ("alt+l");
  keyboard_wait_focus (scene.window->root, FIELD, "Write a reply");
  keyboard_type ("Thirty days.");
  keyboard_press ("Return");
  window_see (scene.window, ROW, "Mia, ??:??: Thirty days.");
  window_see_no (scene.window, ROW, "*" HALF "*");
  visitor_await (ada, "Thirty days.");
  visitor_await_no (ada, HALF);
}

/* Byte for byte, and then whole. */
static void
test_an_answer_is_whole_in_the_end (void)
{
  emulator_add (&provider, &(EmulatorReply){ .body = MODEL_SAYS (HALF " [1],") MODEL_SAYS (
                                                 " and you need not say why [1].") MODEL_ENDS,
                                             .in_bytes = TRUE });
  ben = scene_meet (&scene, "Ben Okri", QUESTION);
  open_conversation ("Ben Okri, *");
  window_see (scene.window, ROW, "Bell, assistant, ??:??: " WHOLE);
  window_see_no (scene.window, ROW, "*being written*");
  window_picture ("live-2-whole");
}

/* ---- Mia ---- */

/* The letters of @part within @label are drawn with @value of @attribute. */
static void
assert_drawn (AtspiAccessible *label, const char *part, const char *attribute, const char *value)
{
  g_autofree char *text = bht_atspi_get_text (label);
  const char *at = strstr (text, part);
  AtspiText *words = atspi_accessible_get_text_iface (label);
  g_autofree char *found = NULL;

  g_assert_nonnull (at);
  found = atspi_text_get_text_attribute_value (words, (int) g_utf8_pointer_to_offset (text, at),
                                               (char *) attribute, NULL);
  g_assert_cmpstr (found, ==, value);
  g_object_unref (words);
}

static void
test_emphasis_is_drawn (void)
{
  g_autoptr (AtspiAccessible) label = NULL;

  g_assert_cmpuint (bht_api_say (scene.sam, "desk", ben->conversation, NULL,
                                 "It is **thirty days**, see `returns`:\n\n- the label\n- the box"),
                    ==, 201);
  label = bht_atspi_wait (scene.window->root, WORDS, "It is thirty days, see returns:*",
                          BHT_PATIENCE_S);
  assert_drawn (label, "thirty days", "weight", "700");
  window_picture ("live-3-emphasis");
}

static void
test_a_face_is_chosen (void)
{
  keyboard_press ("alt+l");
  keyboard_wait_focus (scene.window->root, FIELD, "Write a reply");
  keyboard_type ("Have a good ride ");
  window_press (scene.window, BUTTON, "Insert Emoji");
  window_see (scene.window, WORDS, "Smileys & People");
  window_picture ("live-4-face");
  keyboard_press ("Down Return");
  window_see_no (scene.window, WORDS, "Smileys & People");
  keyboard_press ("Return");
  visitor_await (ben, "Have a good ride 😀");
}

/* ---- */

static void
furnish (void)
{
  g_autofree char *id = bh_id_new ();

  desk_ask (scene.mia, "POST", "/v1/desk/documents",
            "{\"title\":\"Returning an item\",\"category\":\"Help\",\"format\":\"markdown\","
            "\"body\":\"You can return an item within 30 days of receiving it. How many days you "
            "have to return something is counted from the day it came.\"}");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "Returning an item");
  desk_ask (scene.mia, "POST", "/v1/desk/providers",
            "{\"id\":\"%s\",\"kind\":\"openai\",\"name\":\"First\",\"base_url\":\"%s\",\"model\":"
            "\"story-model\",\"key\":\"sk-story\",\"position\":1,\"price_in\":1,\"price_out\":4}",
            id, provider.url);
}

static void
set_up (void)
{
  static const char *const settings[] = { "BELLHOP_DEBOUNCE_MS=20",
                                          "BELLHOP_MODELS_TO_PRIVATE=true", NULL };

  emulator_init (&provider);
  scene_open (&scene, settings);
  furnish ();
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/live/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-what-is-being-written-is-seen", test_what_is_being_written_is_seen);
  CHAPTER ("2-who-steps-in-ends-it", test_who_steps_in_ends_it);
  CHAPTER ("3-an-answer-is-whole-in-the-end", test_an_answer_is_whole_in_the_end);
  CHAPTER ("4-emphasis-is-drawn", test_emphasis_is_drawn);
  CHAPTER ("5-a-face-is-chosen", test_a_face_is_chosen);
  status = g_test_run ();
  scene_close (&scene);
  emulator_clear (&provider);

  return status;
}
