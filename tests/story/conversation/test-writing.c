/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia writes: canned replies with their files, a note that reaches a colleague, what is begun and
 * kept, what is held back because somebody else was quicker, what is taken back, and a picture from
 * the clipboard.  The real window, real keys, the real daemon.  One story in chapters. */
#include "tests/bht-patience.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include "common/bh-id.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static Scene scene;
static Visitor *ada, *ben;

static void
reply (const char *words)
{
  keyboard_press ("alt+l");
  keyboard_wait_focus (scene.window->root, FIELD, "Write a reply");
  keyboard_type (words);
}

static void
test_a_canned_reply_has_names_and_a_file (void)
{
  window_press (scene.window, ROW, "Mine, 2");
  window_press (scene.window, ROW, "Ada Lindqvist, *");
  reply ("/ret");
  window_see (scene.window, ROW, "/returns*");
  keyboard_press ("Return");
  window_await_text (scene.window, "Write a reply", "Dear Ada, the label is enclosed. Yours, Mia");
  window_see (scene.window, ANYTHING, "*return label.txt*");
  window_picture ("writing-1-canned");
  keyboard_press ("Return");
  visitor_await (ada, "Dear Ada, the label is enclosed. Yours, Mia");
  visitor_await (ada, "return label.txt");
  window_see (scene.window, ROW, "Mia, *Dear Ada, the label is enclosed.*");
}

/* Sam has a window of his own. */
static void
test_a_mention_reaches_the_colleague (void)
{
  g_autoptr (StoryConsole) sam = NULL;

  keyboard_press ("alt+p");
  keyboard_wait_focus (scene.window->root, FIELD, "Write a private note");
  keyboard_type ("@Sa");
  window_see (scene.window, ROW, "Sam, sam@example.org");
  keyboard_press ("Return");
  keyboard_type ("is the label right?");
  keyboard_press ("Return");
  window_see (scene.window, ROW, "Private note by Mia, *: @Sam is the label right?");

  sam = scene_show_for (&scene, "sam");
  window_press (sam, ROW, "Mentioned, 1");
  window_press (sam, ROW, "Ada Lindqvist, *");
  window_see (sam, ROW, "Private note by Mia, *: @Sam is the label right?");
  window_picture ("writing-2-mentioned");
  story_console_kill (sam);
  window_enter ();
}

/* ---- what is begun ---- */

static void
test_a_draft_stays_with_its_conversation (void)
{
  reply ("I have asked the workshop");
  window_press (scene.window, ROW, "Ben Okri, *");
  window_see (scene.window, ROW, "Ben Okri, *Where is my parcel?");
  window_await_text (scene.window, "Write a reply", "");
  reply ("It left on Monday");
  window_press (scene.window, ROW, "Ada Lindqvist, *");
  window_await_text (scene.window, "Write a reply", "I have asked the workshop");
  window_see (scene.window, ANYTHING, "*Draft*");
  window_picture ("writing-3-draft");
}

static void
test_a_draft_outlives_the_program (void)
{
  story_console_kill (scene.window);
  story_console_start (scene.window);
  window_press (scene.window, ROW, "Mine, 2");
  window_press (scene.window, ROW, "Ben Okri, *");
  window_await_text (scene.window, "Write a reply", "It left on Monday");
  window_press (scene.window, ROW, "Ada Lindqvist, *");
  window_await_text (scene.window, "Write a reply", "I have asked the workshop");
}

/* ---- somebody was quicker ---- */

static void
test_a_colleagues_answer_is_shown_first (void)
{
  g_assert_cmpuint (bht_api_say (scene.sam, "desk", ada->conversation, NULL, "It is the fork."), ==,
                    201);
  window_see (scene.window, ROW, "Sam, *: It is the fork.");
  reply (" today");
  keyboard_press ("Return");
  window_see (scene.window, WORDS, "Sam answered while you were writing: “It is the fork.”");
  window_await_text (scene.window, "Write a reply", "I have asked the workshop today");
  window_picture ("writing-4-answered");
}

static void
test_then_it_is_sent_all_the_same (void)
{
  visitor_await (ada, "It is the fork.");
  window_press (scene.window, BUTTON, "Send Anyway");
  visitor_await (ada, "I have asked the workshop today");
  window_await_text (scene.window, "Write a reply", "");
}

/* ---- a picture ---- */

static void
child_setup_cb (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GPid
copy_picture (void)
{
  const char *command[] = { g_getenv ("BHT_CLIPBOARD"), g_getenv ("BHT_PICTURE"), NULL };
  g_autoptr (GError) error = NULL;
  int output = -1;
  char said;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) command, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                            child_setup_cb, NULL, &pid, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (output, &said, 1), ==, 1); /* it has it */
  close (output);
  return pid;
}

static void
test_a_picture_is_pasted (void)
{
  GPid pid = copy_picture ();

  reply ("It is this one:");
  keyboard_press ("ctrl+v");
  window_see (scene.window, BUTTON, "Remove *.png");
  window_picture ("writing-5-pasted");
  keyboard_press ("Return");
  visitor_await (ada, "image/png");
  window_see (scene.window, ROW, "Mia, *It is this one:*");
  window_picture ("writing-6-picture");
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
}

/* ---- taking back ---- */

static void
test_what_was_sent_is_taken_back (void)
{
  g_autoptr (AtspiAccessible) spin = NULL;
  AtspiValue *value = NULL;

  keyboard_command (scene.window->root, "Preferences");
  spin = bht_atspi_wait (scene.window->root, ATSPI_ROLE_SPIN_BUTTON, "Seconds to Take It Back*",
                         BHT_PATIENCE_S);
  value = atspi_accessible_get_value_iface (spin);
  g_assert_true (atspi_value_set_current_value (value, 30, NULL));
  g_object_unref (value);
  keyboard_press ("Escape");
  window_see_no (scene.window, ANYTHING, "Seconds to Take It Back*");
  window_enter ();

  reply ("Teh price is 40");
  keyboard_press ("Return");
  window_see (scene.window, ROW, "Mia, *being sent: Teh price is 40");
  window_picture ("writing-7-held");
  keyboard_press ("ctrl+z");
  window_await_text (scene.window, "Write a reply", "Teh price is 40");
  window_see_no (scene.window, ROW, "Mia, *being sent*");
  visitor_await_no (ada, "Teh price is 40");
}

/* ---- */

static void
add_canned (void)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *file = bh_id_new ();
  g_autofree char *path = g_strdup_printf ("/v1/desk/canned/%s/uploads", id);
  g_autofree char *upload = g_strdup_printf ("/v1/desk/uploads/%s?offset=0", file);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("4711", 4);

  desk_ask (scene.mia, "POST", "/v1/desk/canned",
            "{\"id\":\"%s\",\"shortcut\":\"returns\",\"title\":\"Returns\",\"body\":\"Dear "
            "{{contact.first_name}}, the label is enclosed. Yours, {{agent.first_name}}\","
            "\"shared\":true}",
            id);
  desk_ask (scene.mia, "POST", path, "{\"id\":\"%s\",\"name\":\"return label.txt\",\"size\":4}",
            file);
  g_assert_cmpuint (bht_api_send_bytes (scene.mia, "PUT", upload, bytes, NULL), ==, 201);
}

static void
set_up (void)
{
  scene_open (&scene, NULL);
  add_canned ();
  ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  visitor_is (ada, scene.mia, "claim");
  ben = scene_meet_waiting (&scene, "Ben Okri", "Where is my parcel?");
  visitor_is (ben, scene.mia, "claim");
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/writing/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("01-a-canned-reply-has-names-and-a-file", test_a_canned_reply_has_names_and_a_file);
  CHAPTER ("02-a-mention-reaches-the-colleague", test_a_mention_reaches_the_colleague);
  CHAPTER ("03-a-draft-stays-with-its-conversation", test_a_draft_stays_with_its_conversation);
  CHAPTER ("04-a-draft-outlives-the-program", test_a_draft_outlives_the_program);
  CHAPTER ("05-a-colleagues-answer-is-shown-first", test_a_colleagues_answer_is_shown_first);
  CHAPTER ("06-then-it-is-sent-all-the-same", test_then_it_is_sent_all_the_same);
  CHAPTER ("07-a-picture-is-pasted", test_a_picture_is_pasted);
  CHAPTER ("08-what-was-sent-is-taken-back", test_what_was_sent_is_taken_back);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
