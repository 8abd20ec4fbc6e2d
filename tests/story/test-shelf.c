/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The knowledge base in a real console beside the real daemon: files are dragged onto it with the
 * pointer, read, asked about, and the answer is explained.  One story in chapters. */
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/drop/hand.h"
#include "tests/story/story-desktop.h"

#include <string.h>

typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  StoryConsole *mia;
} Story;

static Story story;

static void
picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}

static void
run (const char *command)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %d %s", command, status, output);
}

static char *
make_file (const char *name, const char *text)
{
  char *path = g_build_filename (bht_bellhopd_dir (story.daemon), name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_drag_and_drop (void)
{
  g_autofree char *article = make_file (
      "parking.md", "# Parking at the shop\n\nThere are twelve parking spaces behind the "
                    "shop. Parking is free for two hours.\n");
  g_autofree char *film = make_file ("film.mp4", "no film");

  story_console_press (story.mia, BHT_ATSPI_ANY, "Knowledge");
  story_console_wait (story.mia, BHT_ATSPI_ANY, "No Articles Yet");
  hand_take (article, film);
  picture ("shelf-1-dragging");
  hand_drop ();
  story_console_wait (story.mia, BHT_ATSPI_ANY, "*Files of this kind cannot be read*");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Parking at the shop, *");
  picture ("shelf-2-dropped");
}

static void
test_it_becomes_ready (void)
{
  gboolean ready = FALSE;

  while (!ready)
    {
      g_autoptr (JsonNode) list =
          bht_api_expect (story.desk, "GET", "/v1/desk/documents?status=ready", NULL, 200);
      g_autofree char *text = json_to_string (list, FALSE);

      ready = strstr (text, "Parking at the shop") != NULL;
    }
  bht_atspi_wait_gone (story.mia->root, ATSPI_ROLE_LIST_ITEM, "Parking at the shop, *ing*",
                       BHT_PATIENCE_S);
}

/* With the pointer, where the window shows its sections: GTK 4.8 lets nobody press a tab. */
static void
go_to_section (guint number)
{
  static const int places[] = { 434, 570, 690, 841 };
  g_autofree char *command =
      g_strdup_printf ("xdotool mousemove %d 27 sleep 0.2 click 1", places[number]);

  run (command);
}

static void
test_playground_and_why (void)
{
  g_autoptr (AtspiAccessible) question = NULL;

  go_to_section (3);
  question = bht_atspi_wait (story.mia->root, ATSPI_ROLE_TEXT, "Question", BHT_PATIENCE_S);
  bht_atspi_set_text (question, "How long can I park for free?");
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Ask");
  story_console_wait (story.mia, ATSPI_ROLE_LABEL, "*free for two hours*");
  story_console_wait (story.mia, BHT_ATSPI_ANY, "Sure enough to answer");
  story_console_wait (story.mia, BHT_ATSPI_ANY, "Parking at the shop");
  picture ("shelf-3-playground");
}

static void
test_everything_has_a_name (void)
{
  static const char *const shown[] = { "Search articles", "Questions Without an Answer",
                                       "Nothing Proposed", "Ask as a Visitor Would" };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *nameless = NULL;

      go_to_section (i);
      story_console_wait (story.mia, BHT_ATSPI_ANY, shown[i]);
      nameless = bht_atspi_list_nameless (story.mia->root);
      /* An item of a drop-down that is not open: libadwaita's own, which it names when it opens. */
      if (g_strcmp0 (nameless, "list item “” in “List”\n") != 0)
        g_assert_cmpstr (nameless, ==, "");
    }
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.desk = bht_api_new (bht_bellhopd_url (story.daemon), token);
  story.mia = story_console_open (story.daemon, "mia");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
tear_down (void)
{
  hand_put_away ();
  story_console_free (story.mia);
  bht_api_free (story.desk);
  bht_bellhopd_free (story.daemon);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/shelf/1-files-are-dragged-onto-it", test_drag_and_drop);
  g_test_add_func ("/story/shelf/2-they-become-ready", test_it_becomes_ready);
  g_test_add_func ("/story/shelf/3-they-answer-and-say-why", test_playground_and_why);
  g_test_add_func ("/story/shelf/4-everything-has-a-name", test_everything_has_a_name);
  status = g_test_run ();
  tear_down ();

  return status;
}
