/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Views of one's own by who has a conversation, of which team it is, which way it came and when
 * somebody last spoke in it; and the rows say those things.  The real window, real keys, the real
 * daemon.  One story in chapters. */
#include "tests/bht-patience.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/trouble/daemon-state.h"

#include "common/bh-id.h"

static Scene scene;
static Visitor *ada, *ben, *cleo;
static char *workshop; /* a team's id */

/* ---- what a row says ---- */

static void
test_a_row_says_the_way_it_came (void)
{
  window_press (scene.window, ROW, "All, 5");
  window_see_count (scene.window, "Conversations", 5);
  window_see (scene.window, ROW, "Zoe Lang, *, Form");
  window_see (scene.window, ROW, "Visitor *, The assistant*, API");
  window_see (scene.window, ROW, "Ada Lindqvist, *My fork creaks."); /* the website: as most do */
  window_picture ("filters-1-ways");
}

/* ---- own views ---- */

/* The filter is unfolded, and asks for something; the view asks for it without the filter. */
static void
save_as (const char *name)
{
  g_autofree char *view = g_strconcat (name, ", *", NULL);

  window_press (scene.window, BUTTON, "Save as View…");
  keyboard_wait_focus (scene.window->root, FIELD, "Name of the view");
  keyboard_type (name);
  keyboard_press ("Return");
  window_see_no (scene.window, ANYTHING, "Save as a View");
  window_unfold (scene.window, "Filter");
  window_press (scene.window, BUTTON, "Clear");
  keyboard_press ("Escape");
  window_press (scene.window, ROW, view);
}

/* Where the keyboard is within, it is open. */
static void
unfold_filter (void)
{
  window_unfold (scene.window, "Filter");
  keyboard_wait_focus (scene.window->root, ATSPI_ROLE_CHECK_BOX, "With the assistant");
}

/* The choices are many: it is not far from behind. */
static void
save_view_of (const char *box, const char *name)
{
  unfold_filter ();
  keyboard_walk (scene.window->root, "shift+Tab", ATSPI_ROLE_CHECK_BOX, box);
  keyboard_press ("space");
  window_see_checked (scene.window, ATSPI_ROLE_CHECK_BOX, box);
  save_as (name);
}

/* What can be pressed is within. */
static void
unfold_drop (const char *name)
{
  g_autoptr (AtspiAccessible) drop =
      bht_atspi_wait (scene.window->root, ATSPI_ROLE_COMBO_BOX, name, BHT_PATIENCE_S);
  g_autoptr (AtspiAccessible) button = atspi_accessible_get_child_at_index (drop, 0, NULL);

  bht_atspi_press (button);
}

static void
test_a_view_of_a_time (void)
{
  unfold_filter ();
  unfold_drop ("Last Activity");
  window_see (scene.window, WORDS, "Last Year");
  keyboard_press ("Down Return");
  save_as ("Today");
  window_see (scene.window, ROW, "Today, 4");
  window_see_count (scene.window, "Conversations", 4);
  window_see_no (scene.window, ROW, "Ada Lindqvist, *");
  window_picture ("filters-2-today");
}

static void
test_a_view_of_a_colleague (void)
{
  save_view_of ("Sam", "Sams");
  window_see (scene.window, ROW, "Sams, 1");
  window_see_rows (scene.window, "Conversations", "Cleo Hart, *", NULL);
  window_picture ("filters-3-sams");
}

static void
test_a_view_of_a_team (void)
{
  save_view_of ("Workshop", "Bench");
  window_see (scene.window, ROW, "Bench, 1");
  window_see_rows (scene.window, "Conversations", "Ben Okri, *", NULL);
}

static void
test_a_view_of_a_channel (void)
{
  save_view_of ("Form", "Letters");
  window_see (scene.window, ROW, "Letters, 1");
  window_see_rows (scene.window, "Conversations", "Zoe Lang, *", NULL);
}

/* All of them, by whatever it is that they ask. */
static void
test_they_follow_what_is_done (void)
{
  visitor_is (cleo, scene.sam, "release");
  window_see (scene.window, ROW, "Sams, 0");
  visitor_is (ben, scene.sam, "claim");
  window_see (scene.window, ROW, "Sams, 1");
  visitor_is_marked (cleo, scene.sam, "{\"team_id\":\"%s\"}", workshop);
  window_see (scene.window, ROW, "Bench, 2");
  visitor_says (ada, "Are you there?");
  window_see (scene.window, ROW, "Today, 5");
}

/* ---- */

/* Somebody leaves a message while nobody is there. */
static void
leave_form (void)
{
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (scene.daemon), NULL);
  g_autofree char *id = bh_id_new ();
  g_autofree char *message = bh_id_new ();

  desk_ask (nobody, "POST", "/v1/widget/offline",
            "{\"organization\":\"demo\",\"id\":\"%s\",\"message_id\":\"%s\",\"name\":\"Zoe Lang\","
            "\"email\":\"zoe@example.org\",\"body\":\"Please write to me.\"}",
            id, message);
}

/* A program asks, with a key of its own. */
static void
ask_by_program (void)
{
  g_autoptr (BhtApi) program = NULL;
  g_autofree char *told = NULL;
  g_autoptr (JsonNode) key = NULL;

  g_assert_cmpint (bht_bellhopd_try_ctl (scene.daemon, NULL,
                                         "key create --organization demo --kind widget --name Shop",
                                         &told, NULL),
                   ==, 0);
  key = json_from_string (told, NULL);
  program = bht_api_new (bht_bellhopd_url (scene.daemon), bht_json_string (key, "secret"));
  desk_ask (program, "POST", "/v1/chat/completions",
            "{\"user\":\"s-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Do you ship to "
            "Oslo?\"}]}");
}

/* It has been quiet for two days. */
static void
make_old (const Visitor *visitor)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE conversation SET updated_us = updated_us - 172800000000 WHERE id = '%s';",
      visitor->conversation);

  daemon_state_alter (scene.daemon, sql);
}

static void
set_up (void)
{
  scene_open (&scene, NULL);
  workshop = bh_id_new ();
  desk_ask (scene.mia, "POST", "/v1/desk/teams",
            "{\"id\":\"%s\",\"name\":\"Workshop\",\"members\":[]}", workshop);
  ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  make_old (ada);
  ben = scene_meet_waiting (&scene, "Ben Okri", "Where is my parcel?");
  visitor_is_marked (ben, scene.mia, "{\"team_id\":\"%s\"}", workshop);
  cleo = scene_meet_waiting (&scene, "Cleo Hart", "Can I pay later?");
  visitor_is (cleo, scene.sam, "claim");
  leave_form ();
  ask_by_program ();
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/filters/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-a-row-says-the-way-it-came", test_a_row_says_the_way_it_came);
  CHAPTER ("2-a-view-of-a-time", test_a_view_of_a_time);
  CHAPTER ("3-a-view-of-a-colleague", test_a_view_of_a_colleague);
  CHAPTER ("4-a-view-of-a-team", test_a_view_of_a_team);
  CHAPTER ("5-a-view-of-a-channel", test_a_view_of_a_channel);
  CHAPTER ("6-they-follow-what-is-done", test_they_follow_what_is_done);
  status = g_test_run ();
  scene_close (&scene);
  g_free (workshop);

  return status;
}
