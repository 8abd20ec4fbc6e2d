/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia's inbox through a morning: what each view counts is what it holds, whoever changes it; and
 * she makes views of her own.  The real window, real keys, the real daemon.  One story in chapters.
 */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"

static Scene scene;

static struct
{
  Visitor *ada;  /* waits for a person */
  Visitor *ben;  /* Mia has him */
  Visitor *cleo; /* Sam has her */
  Visitor *dora; /* Sam has put her off */
  Visitor *emil; /* is with the assistant */
  Visitor *fay;  /* all is settled */
} who;

static char *repair; /* a label's id */

/* The view says @count, and opened it shows that many rows. */
static void
see_view (const char *name, guint count)
{
  g_autofree char *pattern = g_strdup_printf ("%s, %u", name, count);

  window_see (scene.window, ROW, pattern);
  window_press (scene.window, ROW, pattern);
  window_see_count (scene.window, "Conversations", count);
}

static void
test_each_view_holds_what_it_counts (void)
{
  see_view ("Waiting", 1);
  see_view ("Mine", 1);
  see_view ("Unassigned", 2);
  see_view ("Mentioned", 0);
  see_view ("Snoozed", 1);
  see_view ("All", 6);
  see_view ("Resolved", 1);
  window_picture ("views-1-counted");
}

/* Nothing is fetched again: what Sam does arrives, and is counted. */
static void
test_counts_follow_a_colleague (void)
{
  visitor_is (who.ada, scene.sam, "claim");
  window_see (scene.window, ROW, "Waiting, 0");
  window_see (scene.window, ROW, "Unassigned, 1");
  visitor_is (who.ada, scene.sam, "release");
  window_see (scene.window, ROW, "Waiting, 1");
  visitor_is (who.cleo, scene.sam, "resolve");
  window_see (scene.window, ROW, "Resolved, 2");
  see_view ("All", 6);
}

static void
test_counts_follow_a_visitor (void)
{
  visitor_asks_for_a_person (who.emil);
  window_see (scene.window, ROW, "Waiting, 2");
  window_see (scene.window, ANYTHING, "(2) Bellhop");
  see_view ("Waiting", 2);
}

static void
test_a_mention_is_counted (void)
{
  g_autofree char *path = g_strconcat (who.ada->path, "/messages", NULL);
  g_autofree char *id = bh_id_new ();

  desk_ask (scene.sam, "POST", path,
            "{\"id\":\"%s\",\"kind\":\"note\",\"body\":\"@Mia is this yours?\",\"mentions\":"
            "[\"%s\"]}",
            id, scene.mia_id);
  see_view ("Mentioned", 1);
  window_see (scene.window, ROW, "Ada Lindqvist, *");
}

static void
test_who_is_woken_comes_back (void)
{
  see_view ("Snoozed", 1);
  visitor_is_marked (who.dora, scene.sam, "{\"snoozed_until_us\":null}");
  see_view ("Snoozed", 0);
  window_see (scene.window, ANYTHING, "*othing*");
}

/* ---- her own ---- */

/* The filter is unfolded: boxes, which keys check. */
static void
save_view (const char *const *boxes, const char *name)
{
  for (guint i = 0; boxes[i] != NULL; i++)
    {
      keyboard_walk (scene.window->root, "Tab", ATSPI_ROLE_CHECK_BOX, boxes[i]);
      keyboard_press ("space");
      window_see_checked (scene.window, ATSPI_ROLE_CHECK_BOX, boxes[i]);
    }
  window_press (scene.window, BUTTON, "Save as View…");
  keyboard_wait_focus (scene.window->root, FIELD, "Name of the view");
  keyboard_type (name);
  keyboard_press ("Return");
  window_see_no (scene.window, ANYTHING, "Save as a View");
}

static void
test_a_view_of_a_label (void)
{
  static const char *const boxes[] = { "Repair", NULL };

  window_press (scene.window, ROW, "All, *");
  window_unfold (scene.window, "Filter");
  save_view (boxes, "Repairs");
  window_see (scene.window, ROW, "Repairs, 1");
  window_see_rows (scene.window, "Conversations", "Ben Okri, *", NULL);
  window_picture ("views-2-own");
}

static void
test_a_view_of_a_status_and_a_priority (void)
{
  static const char *const boxes[] = { "With people", "Urgent", NULL };

  window_unfold (scene.window, "Filter");
  window_press (scene.window, BUTTON, "Clear");
  save_view (boxes, "Fires");
  window_see (scene.window, ROW, "Fires, 0");
  desk_await (scene.mia, "/v1/desk/directory", "\"name\":\"Fires\"");
}

static void
test_own_views_count_what_a_colleague_changes (void)
{
  visitor_is_marked (who.ada, scene.sam, "{\"priority\":\"urgent\",\"labels\":[\"%s\"]}", repair);
  window_see (scene.window, ROW, "Fires, 1");
  window_see (scene.window, ROW, "Repairs, 2");
  visitor_is_marked (who.ben, scene.sam, "{\"labels\":[]}");
  window_see (scene.window, ROW, "Repairs, 1");
  visitor_is (who.ada, scene.sam, "resolve");
  window_see (scene.window, ROW, "Fires, 0");
}

/* Opened by its key, without the filter it was made of. */
static void
test_an_own_view_is_opened_by_its_key (void)
{
  window_unfold (scene.window, "Filter");
  window_press (scene.window, BUTTON, "Clear");
  keyboard_press ("Escape");
  keyboard_press ("alt+9"); /* they stand by their names */
  window_see_rows (scene.window, "Conversations", "Ada Lindqvist, *", NULL);
}

static void
test_a_view_is_renamed (void)
{
  window_choose (scene.window, "Change the view Repairs", "Rename…", NULL);
  keyboard_wait_focus (scene.window->root, FIELD, "Name of the view");
  keyboard_press ("ctrl+a");
  keyboard_type ("Workshop");
  keyboard_press ("Return");
  window_see (scene.window, ROW, "Workshop, 1");
  window_see_no (scene.window, ROW, "Repairs, *");
  desk_await (scene.mia, "/v1/desk/directory", "\"name\":\"Workshop\"");
}

static void
test_a_view_is_deleted_and_no_conversation (void)
{
  window_choose (scene.window, "Change the view Workshop", "Delete…", NULL);
  window_see (scene.window, WORDS, "Delete the View “Workshop”?");
  window_picture ("views-3-delete");
  window_press (scene.window, BUTTON, "Delete");
  window_see_no (scene.window, ROW, "Workshop, *");
  desk_await_no (scene.mia, "/v1/desk/directory", "\"name\":\"Workshop\"");
  see_view ("Resolved", 3);
}

/* ---- */

static void
set_up (void)
{
  scene_open (&scene, NULL);
  repair = desk_add_label (scene.mia, "Repair", "#1c71d8");
  who.fay = scene_meet_waiting (&scene, "Fay Wray", "Thank you!");
  visitor_is (who.fay, scene.sam, "resolve");
  who.emil = scene_meet (&scene, "Emil Berg", "Are you open?");
  who.dora = scene_meet_waiting (&scene, "Dora Maar", "I will send a picture tomorrow.");
  visitor_is (who.dora, scene.sam, "claim");
  visitor_is_marked (who.dora, scene.sam, "{\"snoozed_until_us\":%" G_GINT64_FORMAT "}",
                     bh_clock_now_us () + 86400 * (gint64) G_USEC_PER_SEC);
  who.cleo = scene_meet_waiting (&scene, "Cleo Hart", "Can I pay later?");
  visitor_is (who.cleo, scene.sam, "claim");
  who.ben = scene_meet_waiting (&scene, "Ben Okri", "Where is my parcel?");
  visitor_is (who.ben, scene.mia, "claim");
  visitor_is_marked (who.ben, scene.mia, "{\"labels\":[\"%s\"]}", repair);
  who.ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  scene_show (&scene);
}

static void
tear_down (void)
{
  scene_close (&scene);
  g_free (repair);
}

#define CHAPTER(name, function) g_test_add_func ("/story/views/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("01-each-view-holds-what-it-counts", test_each_view_holds_what_it_counts);
  CHAPTER ("02-counts-follow-a-colleague", test_counts_follow_a_colleague);
  CHAPTER ("03-counts-follow-a-visitor", test_counts_follow_a_visitor);
  CHAPTER ("04-a-mention-is-counted", test_a_mention_is_counted);
  CHAPTER ("05-who-is-woken-leaves-the-snoozed", test_who_is_woken_comes_back);
  CHAPTER ("06-a-view-of-a-label-is-saved", test_a_view_of_a_label);
  CHAPTER ("07-a-view-of-a-status-and-a-priority", test_a_view_of_a_status_and_a_priority);
  CHAPTER ("08-own-views-follow-a-colleague", test_own_views_count_what_a_colleague_changes);
  CHAPTER ("09-an-own-view-has-its-key", test_an_own_view_is_opened_by_its_key);
  CHAPTER ("10-a-view-is-renamed", test_a_view_is_renamed);
  CHAPTER ("11-a-view-is-deleted-and-no-conversation", test_a_view_is_deleted_and_no_conversation);
  status = g_test_run ();
  tear_down ();

  return status;
}
