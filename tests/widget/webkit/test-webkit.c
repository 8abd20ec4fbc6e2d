/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/gallery/scene.h"

/* The widget in the third engine: begins, asks who one is, talks, streams, lists. */

static void
test_begins (Stage *stage)
{
  stage_open_chat (stage);
  g_assert_true (bht_page_has (stage->page, FRAME, "textbox", "E-mail"));
  g_assert_true (stage_holds (stage, "matchMedia('(prefers-reduced-motion: reduce)').matches"));
  stage_picture (stage, "form");
  bht_page_click (stage->page, BHT_TOP, "button", "Close chat");
  bht_page_wait_for (stage->page, BHT_TOP, "button", "Open chat");
}

static void
test_form_says_what_is_missing (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_click (stage->page, FRAME, "button", "Start chat");
  stage_wait (stage, "document.getElementById('name-error').textContent === "
                     "'Please enter your name.'");
  stage_picture (stage, "form-errors");
}

static void
test_talks (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "Do you ship to Malta?");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  g_assert_cmpuint (mock_desk_count (stage->desk, "visitor", "Do you ship to Malta?"), ==, 1);
  mock_desk_say (stage->desk, "operator", "Mia", "We do.");
  stage_wait_text (stage, "We do.");
  stage_picture (stage, "chat");
}

static void
test_streams (Stage *stage)
{
  stage_start (stage);
  mock_desk_whisper (stage->desk, "ai.started", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  stage_wait (stage, "document.querySelector('.line.ai .dots')");
  mock_desk_whisper (stage->desk, "ai.delta",
                     "{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":0,\"text\":\"Thirty \"}");
  stage_wait_text (stage, "Thirty");
  mock_desk_answer (stage->desk, "m9", "Thirty **days**.", NULL);
  stage_wait_text (stage, "Thirty days.");
  g_assert_true (stage_holds (stage, "!document.querySelector('.line.live')"));
}

/* After the network went away without a word. */
static void
test_catches_up (Stage *stage)
{
  stage_start (stage);
  mock_desk_drop_feeds (stage->desk);
  mock_desk_say (stage->desk, "operator", "Mia", "Missed one");
  stage_wait_text (stage, "Missed one");
  g_assert_cmpuint (stage_bubbles (stage, "Missed one"), ==, 1);
}

static void
test_remembers (Stage *stage)
{
  stage_start (stage);
  stage_write (stage, "Keep me");
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  bht_page_reload (stage->page);
  stage_wait_text (stage, "Keep me");
}

static void
test_scene (Stage *stage, gconstpointer data)
{
  const Scene *scene = data;

  scene->play (stage, speech_find ("en"));
  scene_settle (stage, scene);
  stage_picture (stage, scene->name);
  if (scene->in_frame)
    g_assert_true (stage_holds (
        stage, "document.documentElement.scrollWidth <= innerWidth && "
               "[...document.querySelectorAll('button, label, h2, .bubble')].filter("
               "e => e.checkVisibility()).every(e => (r => r.left >= -.5 && r.right <= "
               "innerWidth + .5)(e.getBoundingClientRect()))"));
}

/* Those that need no network that fails. */
static void
add_scene (const Scene *scene)
{
  static const char *const beyond[] = { "boot-unreachable", "boot-missing-part", "chat-cut-off",
                                        NULL };
  g_autofree char *path = g_strconcat ("/widget/webkit/scenes/", scene->name, NULL);

  if (!g_strv_contains (beyond, scene->name))
    stage_add_with (path, test_scene, scene);
}

static void
add_tests (void)
{
  stage_add ("/widget/webkit/talk/begins", test_begins);
  stage_add ("/widget/webkit/talk/form-says-what-is-missing", test_form_says_what_is_missing);
  stage_add ("/widget/webkit/talk/talks", test_talks);
  stage_add ("/widget/webkit/talk/streams", test_streams);
  stage_add ("/widget/webkit/unsteady/catches-up", test_catches_up);
  stage_add ("/widget/webkit/talk/remembers", test_remembers);
  scenes_each (add_scene);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
