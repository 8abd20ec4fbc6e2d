/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pictures of the console with real-looking data, for eyes: into the folder BELLHOP_PICTURES. */
#include "console/ui/bhc-window.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

static void
save (UiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder != NULL ? folder : "pictures", name);

  ui_wait_frames (GTK_WIDGET (fixture->window), 30); /* panes have slid to their place */
  ui_save_picture (GTK_WIDGET (fixture->window), file);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
open_sample (UiFixture *fixture, int width, int height, const char *conversation)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, width, height);
  if (conversation != NULL)
    bhc_window_open_conversation (BHC_WINDOW (fixture->window), conversation);
}

static void
test_sign_in (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 1180, 760);
  save (fixture, "sign-in");
}

static void
test_sign_in_errors (UiFixture *fixture, gconstpointer data)
{
  ui_fixture_show_window (fixture, 400, 720);
  g_signal_emit_by_name (ui_find_named (GTK_WIDGET (fixture->window), "submit"), "clicked");
  save (fixture, "sign-in-errors");
}

static void
test_wide (UiFixture *fixture, gconstpointer data)
{
  open_sample (fixture, 1240, 780, "c1");
  save (fixture, "wide");
}

static void
test_sources (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *expander;

  open_sample (fixture, 1240, 1000, "c1");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  expander = ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_EXPANDER, NULL);
  g_assert_nonnull (expander);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  save (fixture, "sources");
}

static void
test_states (UiFixture *fixture, gconstpointer data)
{
  const BhMessage reply = {
    .author = BH_AUTHOR_OPERATOR,
    .author_id = (char *) FAKE_ME,
    .author_name = (char *) "Mia Brandt",
    .body = (char *) "Hello Priya, the blue one in M is here. Shall I put it aside?",
    .created_us = SAMPLE_NOW - 60 * G_USEC_PER_SEC
  };
  const BhMessage streamed = { .author = BH_AUTHOR_AI,
                               .author_name = (char *) "Bell",
                               .body = (char *) "You can collect an order from the shop until",
                               .created_us = SAMPLE_NOW };
  const BhcMessageState waiting = { BHC_DELIVERY_WAITING, NULL };
  const BhcMessageState refused = { BHC_DELIVERY_REFUSED,
                                    "the conversation was resolved by Sam Okafor" };
  const BhcMessageState streaming = { BHC_DELIVERY_STREAMING, NULL };
  g_autoptr (BhcTranscript) transcript = NULL;

  open_sample (fixture, 1000, 700, "c3");
  fake_desk_say (fixture->desk, "c3", &reply, NULL);
  fake_desk_say (fixture->desk, "c3", &reply, &waiting);
  fake_desk_say (fixture->desk, "c3", &reply, &refused);
  fake_desk_say (fixture->desk, "c3", &streamed, &streaming);
  transcript = bhc_desk_open_transcript (fixture->desk, "c3");
  fake_transcript_set_typing (transcript, "Priya Raman");
  fake_desk_set_outbox (fixture->desk, 1);
  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE,
                       "support.example.org does not answer (trying again in 8 s)");
  gtk_widget_activate_action (ui_find_named (GTK_WIDGET (fixture->window), "composer"),
                              "conversation.note", NULL);
  save (fixture, "states");
}

static void
test_resolved (UiFixture *fixture, gconstpointer data)
{
  open_sample (fixture, 1000, 700, "c8");
  save (fixture, "resolved");
}

static void
test_empty (UiFixture *fixture, gconstpointer data)
{
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1240, 780);
  save (fixture, "empty");
}

static void
test_narrow (UiFixture *fixture, gconstpointer data)
{
  open_sample (fixture, 360, 640, NULL);
  save (fixture, "narrow-inbox");
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c1");
  ui_wait_frames (GTK_WIDGET (fixture->window), 30);
  save (fixture, "narrow-conversation");
  bhc_window_tell (BHC_WINDOW (fixture->window), "This conversation was claimed by Sam Okafor.");
  g_object_set (ui_find_named (GTK_WIDGET (fixture->window), "flap"), "reveal-flap", TRUE, NULL);
  ui_wait_frames (GTK_WIDGET (fixture->window), 30);
  save (fixture, "narrow-contact");
}

static void
add_tests (void)
{
  UI_TEST ("/console/gallery/sign-in", test_sign_in);
  UI_TEST ("/console/gallery/sign-in-errors", test_sign_in_errors);
  UI_TEST ("/console/gallery/wide", test_wide);
  UI_TEST ("/console/gallery/sources", test_sources);
  UI_TEST ("/console/gallery/states", test_states);
  UI_TEST ("/console/gallery/resolved", test_resolved);
  UI_TEST ("/console/gallery/empty", test_empty);
  UI_TEST ("/console/gallery/narrow", test_narrow);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
