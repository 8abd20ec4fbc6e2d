/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia looks for what was once said: by words, by who said it and when, for people and articles,
 * and comes to the very message, also where this machine has never seen it.  The real window, real
 * keys, the real daemon.  One story in chapters. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include "common/bh-db.h"

static Scene scene;
static Visitor *ada, *zoe;

static void
search (const char *words)
{
  keyboard_press ("ctrl+shift+f");
  keyboard_wait_focus (scene.window->root, ATSPI_ROLE_ENTRY, "Search everything ever said");
  keyboard_press ("ctrl+a");
  keyboard_type (words);
}

static void
test_words_are_found_wherever_they_were_said (void)
{
  search ("fork");
  window_see (scene.window, WORDS, "Messages");
  window_see (scene.window, ROW, "Ada Lindqvist. My fork creaks*");
  window_see (scene.window, ROW, "Ada Lindqvist. Sam.*The fork is on its way*");
  window_picture ("search-1-found");
}

static void
test_of_one_speaker (void)
{
  search ("from:sam fork");
  window_see (scene.window, ROW, "Ada Lindqvist. Sam.*The fork is on its way*");
  window_see_no (scene.window, ROW, "Ada Lindqvist. My fork creaks*");
}

static void
test_of_one_label (void)
{
  search ("label:Repair creaks");
  window_see (scene.window, ROW, "Ada Lindqvist. My fork creaks*");
  window_see_no (scene.window, ROW, "Zoe*");
}

static void
test_of_a_time (void)
{
  search ("before:2020-01-01 fork");
  window_see (scene.window, ANYTHING, "Nothing Found");
  window_picture ("search-2-nothing");
  search ("after:2020-01-01 fork");
  window_see (scene.window, ROW, "Ada Lindqvist. My fork creaks*");
}

static void
test_a_wrong_day_is_explained (void)
{
  search ("before:yesterweek");
  window_see (scene.window, ANYTHING, "*before*");
  window_picture ("search-3-wrong");
}

static void
test_contacts (void)
{
  search ("lindq");
  window_see (scene.window, WORDS, "Contacts");
  window_see (scene.window, ROW, "Ada Lindqvist. visitor@example.org*");
}

static void
test_an_article_is_opened (void)
{
  search ("parking");
  window_see (scene.window, WORDS, "Articles");
  window_see (scene.window, ROW, "Parking at the shop*");
  keyboard_press ("Down Return");
  window_await_text (scene.window, "Text of the article", "Parking is free for two hours.");
}

/* With the keyboard: down into the list, and in. */
static void
test_a_hit_is_opened_where_it_was_said (void)
{
  search ("creaks");
  window_see (scene.window, ROW, "Ada Lindqvist. My fork creaks*");
  keyboard_press ("Down Return");
  window_see (scene.window, ROW, "Ada Lindqvist, *My fork creaks.");
  window_see (scene.window, ROW, "Sam, *The fork is on its way.");
}

/* As a machine that has not come so far yet with what there is. */
static void
forget_zoe (void)
{
  g_autofree char *folder = g_build_filename (scene.window->data_dir, "bellhop-console", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM message WHERE conversation_id = '%s';"
                                          "DELETE FROM conversation WHERE id = '%s'",
                                          zoe->conversation, zoe->conversation);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BhDb) db = NULL;

      if (!g_str_has_prefix (name, "cache-") || !g_str_has_suffix (name, ".db"))
        continue;
      db = bh_db_open (path, BH_DB_CACHE, &error);
      g_assert_no_error (error);
      bh_db_script (db, sql, &error);
      g_assert_no_error (error);
    }
}

static void
test_what_this_machine_has_never_seen_is_fetched (void)
{
  story_console_kill (scene.window);
  forget_zoe ();
  story_console_start (scene.window);
  window_see (scene.window, ROW, "All, 1");
  search ("umbrella");
  window_see (scene.window, ROW, "Zoe Adler. *umbrella*from the server");
  window_picture ("search-4-from-the-server");
  keyboard_press ("Down Return");
  window_see (scene.window, ROW, "Zoe Adler, *yellow umbrella*");
  window_see (scene.window, WORDS, "Zoe Adler");
  window_see (scene.window, ROW, "All, 2");
  window_picture ("search-5-fetched");
}

/* It stands there still, and has been erased. */
static void
test_what_is_gone_says_so (void)
{
  search ("umbrella");
  window_see (scene.window, ROW, "Zoe Adler. *umbrella*");
  desk_ask (scene.mia, "DELETE", zoe->path, "{}");
  keyboard_press ("Down Return");
  window_see (scene.window, WORDS, "The conversation cannot be shown: *");
  window_see (scene.window, WORDS, "No Conversation Open");
  window_picture ("search-6-gone");
}

/* ---- */

static void
set_up (void)
{
  g_autofree char *repair = NULL;

  scene_open (&scene, NULL);
  repair = desk_add_label (scene.mia, "Repair", "#1c71d8");
  desk_ask (scene.mia, "POST", "/v1/desk/documents",
            "{\"title\":\"Parking at the shop\",\"category\":\"Help\",\"format\":\"markdown\","
            "\"body\":\"Parking is free for two hours.\"}");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "Parking at the shop");
  zoe = scene_meet_waiting (&scene, "Zoe Adler", "I have left my yellow umbrella with you.");
  visitor_is (zoe, scene.sam, "resolve");
  ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  visitor_is_marked (ada, scene.sam, "{\"labels\":[\"%s\"]}", repair);
  visitor_is (ada, scene.sam, "claim");
  g_assert_cmpuint (
      bht_api_say (scene.sam, "desk", ada->conversation, NULL, "The fork is on its way."), ==, 201);
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/search/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("01-words-are-found-wherever-they-were-said",
           test_words_are_found_wherever_they_were_said);
  CHAPTER ("02-of-one-speaker", test_of_one_speaker);
  CHAPTER ("03-of-one-label", test_of_one_label);
  CHAPTER ("04-of-a-time", test_of_a_time);
  CHAPTER ("05-a-wrong-day-is-explained", test_a_wrong_day_is_explained);
  CHAPTER ("06-people", test_contacts);
  CHAPTER ("07-an-article-is-opened", test_an_article_is_opened);
  CHAPTER ("08-a-hit-is-opened-where-it-was-said", test_a_hit_is_opened_where_it_was_said);
  CHAPTER ("09-what-this-machine-has-never-seen-is-fetched",
           test_what_this_machine_has_never_seen_is_fetched);
  CHAPTER ("10-what-is-gone-says-so", test_what_is_gone_says_so);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
