/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Large files are dragged onto the knowledge base, and the network is slow: Mia sees how far each
 * is, takes one back, and is told why others are not taken.  The real window, the real daemon.  One
 * story in chapters. */
#include "tests/bht-folder.h"
#include "tests/bht-patience.h"
#include "tests/process/bht-proxy.h"
#include "tests/story/drop/hand.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include <string.h>

#define MB (1024 * 1024)
#define LOOK_AGAIN_US (20 * G_TIME_SPAN_MILLISECOND)

static Scene scene;
static BhtProxy *network; /* between Mia's window and the daemon */

/* ---- files ---- */

/* Little to read in it, and much to send.  Returns: (transfer full): its path */
static char *
make_page (const char *name, const char *words, gsize size)
{
  char *path = g_build_filename (bht_bellhopd_dir (scene.daemon), name, NULL);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "<html><body><p>%s</p><!--", words);
  while (text->len < size)
    g_string_append (text, " nothing that anybody reads\n");
  g_string_append (text, "--></body></html>\n");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_string_free (text, TRUE);
  return path;
}

static void
drop (const char *path)
{
  hand_take (path, NULL);
  hand_drop ();
}

static void
await_parts (guint count)
{
  g_autofree char *path =
      g_build_filename (bht_bellhopd_dir (scene.daemon), "state", "uploads", NULL);
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  guint found;

  while ((found = bht_folder_count (path)) != count)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("in %s are %u files instead of %u", path, found, count);
      g_usleep (LOOK_AGAIN_US);
    }
}

/* ---- the bar ---- */

/* Until the bar of @file is beyond @before.  Returns: how far it is */
static double
await_progress (const char *file, double before)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (AtspiAccessible) bar =
          bht_atspi_wait (scene.window->root, ATSPI_ROLE_PROGRESS_BAR, file, BHT_PATIENCE_S);
      double value = bht_atspi_get_value (bar);

      if (value > before)
        return value;
      if (g_get_monotonic_time () > deadline)
        g_error ("the bar of “%s” stays at %g", file, value);
      g_usleep (LOOK_AGAIN_US);
    }
}

static void
test_a_large_file_shows_how_far_it_is (void)
{
  g_autofree char *page = make_page ("parking.html", "Parking is free for two hours.", 7 * MB / 2);
  double first, second;

  bht_proxy_ration (network, 3 * MB / 2);
  drop (page);
  first = await_progress ("parking.html", 0);
  window_see (scene.window, WORDS, "1 file on its way");
  window_see (scene.window, WORDS, "Uploading, 2? %");
  window_picture ("progress-1-begun");
  g_assert_cmpfloat (first, <, 0.5);
  bht_proxy_ration (network, MB);
  second = await_progress ("parking.html", first);
  window_see (scene.window, WORDS, "Uploading, 5? %");
  window_picture ("progress-2-further");
  g_assert_cmpfloat (second, <, 1);
}

static void
test_it_is_done (void)
{
  bht_proxy_ration (network, -1);
  window_see (scene.window, WORDS, "Uploaded");
  window_see_no (scene.window, ATSPI_ROLE_PROGRESS_BAR, "parking.html");
  window_see (scene.window, ROW, "parking, *");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "parking");
  await_parts (0);
  window_picture ("progress-3-done");
}

static void
test_what_is_taken_back_is_nowhere (void)
{
  g_autofree char *page = make_page ("prices.html", "Everything costs five euros.", 3 * MB);

  bht_proxy_ration (network, 3 * MB / 2);
  drop (page);
  await_progress ("prices.html", 0);
  await_parts (1);
  window_press (scene.window, BUTTON, "Cancel Upload: prices.html");
  window_see (scene.window, WORDS, "Cancelled");
  window_see_no (scene.window, ATSPI_ROLE_PROGRESS_BAR, "prices.html");
  await_parts (0);
  desk_await_no (scene.mia, "/v1/desk/documents", "prices");
  bht_proxy_ration (network, -1);
  window_picture ("progress-4-cancelled");
}

static void
test_it_can_be_tried_again (void)
{
  window_press (scene.window, BUTTON, "Try Again: prices.html");
  window_see (scene.window, ROW, "prices, *");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "prices");
  window_see_no (scene.window, WORDS, "Cancelled");
}

static void
test_what_is_refused_says_why (void)
{
  g_autofree char *atlas = make_page ("atlas.html", "The world.", 5 * MB);
  g_autofree char *film = make_page ("film.mp4", "No film.", 1000);

  hand_take (atlas, film);
  hand_drop ();
  window_see (scene.window, WORDS, "Not uploaded: Larger than 4 MB: too large to read.");
  window_see (scene.window, WORDS, "Not uploaded: Files of this kind cannot be read. These can: *");
  window_picture ("progress-5-refused");
  await_parts (0);
  desk_await_no (scene.mia, "/v1/desk/documents", "atlas");
}

static void
test_what_is_over_is_cleared_away (void)
{
  window_press (scene.window, BUTTON, "Clear Finished");
  window_see_no (scene.window, WORDS, "Not uploaded: *");
  window_see_no (scene.window, ATSPI_ROLE_LIST, "Uploads");
}

/* ---- */

static void
set_up (void)
{
  static const char *const settings[] = { "BELLHOP_DOCUMENT_MAX_SIZE=4194304", NULL };

  scene_open (&scene, settings);
  network = bht_proxy_new (bht_bellhopd_url (scene.daemon));
  scene.window = story_console_new (bht_bellhopd_dir (scene.daemon), "mia", bht_proxy_url (network),
                                    "mia@example.org");
  story_console_start (scene.window);
  window_press (scene.window, ANYTHING, "Knowledge");
  window_see (scene.window, ANYTHING, "No Articles Yet");
}

static void
tear_down (void)
{
  hand_put_away ();
  g_clear_pointer (&scene.window, story_console_free);
  bht_proxy_free (network);
  scene_close (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/progress/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-a-large-file-shows-how-far-it-is", test_a_large_file_shows_how_far_it_is);
  CHAPTER ("2-it-is-done", test_it_is_done);
  CHAPTER ("3-what-is-taken-back-is-nowhere", test_what_is_taken_back_is_nowhere);
  CHAPTER ("4-it-can-be-tried-again", test_it_can_be_tried_again);
  CHAPTER ("5-what-is-refused-says-why", test_what_is_refused_says_why);
  CHAPTER ("6-what-is-over-is-cleared-away", test_what_is_over_is_cleared_away);
  status = g_test_run ();
  tear_down ();

  return status;
}
