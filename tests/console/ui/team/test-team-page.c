/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The team at work, and whispers. */
#include "console/ui/bhc-places.h"
#include "console/ui/citizen/bhc-herald.h"
#include "console/ui/team/bhc-team-page.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/team/sample-crew.h"
#include "tests/console/ui/ui-fixture.h"

#include <string.h>

static gboolean
shows_cb (gpointer data)
{
  gpointer *pair = data;

  return ui_shows (pair[0], pair[1]);
}

static void
wait_shown (GtkWidget *root, const char *text)
{
  gpointer pair[] = { root, (gpointer) text };

  ui_wait_until (shows_cb, pair);
}

static GtkWidget *
open_team (UiFixture *fixture, int width)
{
  GtkWidget *places;

  fake_desk_sign_in (fixture->desk, BH_ROLE_AGENT);
  sample_desk_fill (fixture->desk);
  sample_crew_fill (fixture->desk);
  ui_fixture_show_window (fixture, width, 700);
  places = ui_find (GTK_WIDGET (fixture->window), BHC_TYPE_PLACES, NULL);
  gtk_widget_activate_action (places, "places.show", "s", "team");
  wait_shown (GTK_WIDGET (fixture->window), "Answers Ada");
  return GTK_WIDGET (fixture->window);
}

static GtkWidget *
row_of (GtkWidget *window, const char *title)
{
  return gtk_widget_get_ancestor (ui_find (window, GTK_TYPE_LABEL, title), GTK_TYPE_LIST_BOX_ROW);
}

static void
activate (GtkWidget *window, const char *title)
{
  GtkWidget *row = row_of (window, title);

  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  ui_wait_frames (window, 3);
}

static void
save_team (GtkWidget *window, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BELLHOP_PICTURES"), name);

  ui_wait_frames (window, 25);
  ui_save_picture (window, file);
}

static void
test_who_is_there_and_how_loaded (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);

  g_assert_true (ui_shows (window, "Mia (you)"));
  g_assert_true (ui_shows (window, "Online · 3 conversations, 1 waits for an answer"));
  g_assert_true (ui_shows (window, "Busy · 5 conversations"));
  g_assert_true (ui_shows (window, "Offline · No conversation"));
}

static void
test_presence_is_live (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);

  g_signal_emit_by_name (fixture->desk, "presence", "op-lea", TRUE, "away");
  g_assert_true (ui_shows (window, "Away · No conversation"));
}

static void
test_what_the_ai_is_at_ends (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);

  g_signal_emit_by_name (fixture->desk, "run", "c1", "r1", FALSE, "embedded");
  g_assert_true (ui_shows (window, "Nothing right now"));
}

static void
test_a_run_opens_its_conversation (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);
  GtkWidget *places = ui_find (window, BHC_TYPE_PLACES, NULL);
  g_autofree char *place = NULL;

  activate (window, "Answers Ada");
  g_object_get (places, "place", &place, NULL);
  g_assert_cmpstr (place, ==, "inbox");
  g_assert_cmpstr (bhc_places_get_open (BHC_PLACES (places)), ==, "c1");
}

static void
test_whispers_are_read_and_said (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);
  GtkWidget *entry;

  activate (window, "Sam Okafor");
  wait_shown (window, "Do we pay the way back for Ada's bike?");
  g_assert_nonnull (strstr (fake_ask_get_calls (fixture->desk),
                            "POST /v1/desk/whispers/read {\"with\":\"op-sam\"}"));
  entry = ui_find (window, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Done");
  g_signal_emit_by_name (entry, "activate");
  wait_shown (window, "Done");
  g_assert_nonnull (strstr (fake_ask_get_calls (fixture->desk), "\"body\":\"Done\""));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
test_what_was_not_sent_is_tried_again (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);
  GtkWidget *entry, *again;

  activate (window, "Sam Okafor");
  wait_shown (window, "Thanks!");
  entry = ui_find (window, GTK_TYPE_ENTRY, NULL);
  fake_ask_refuse (fixture->desk, "POST /v1/desk/whispers", "there is no connection", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Done");
  g_signal_emit_by_name (entry, "activate");
  wait_shown (window, "Not sent: there is no connection");
  again = ui_find (window, GTK_TYPE_BUTTON, "_Try Again");
  g_signal_emit_by_name (again, "clicked");
  ui_wait_frames (window, 5);
  g_assert_false (ui_shows (window, "Not sent"));
}

static void
test_offline_it_is_marked (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);

  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE, "no route");
  wait_shown (window, "As it was last known: there is no connection.");
  g_assert_true (ui_shows (window, "Busy, as last known · 5 conversations"));
  g_assert_true (ui_shows (window, "Offline: not connected · 3 conversations, 1 waits"));
  g_assert_false (ui_shows (window, "Online"));
  fake_desk_set_state (fixture->desk, BHC_STATE_ONLINE, NULL);
  wait_shown (window, "Busy · 5 conversations");
  g_assert_false (ui_shows (window, "Offline: not connected"));
}

static void
test_whispers_are_notified_of (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcHerald) herald = NULL;

  open_team (fixture, 1000);
  herald = bhc_herald_new (fixture->desk, NULL, NULL, NULL);
  g_signal_emit_by_name (fixture->desk, "whisper", "w3", "op-sam", "op-mia");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  g_assert_cmpuint (bhc_herald_count (herald), ==, 1);
  g_object_set (bhc_desk_get_preferences (fixture->desk), "notify-mentions", FALSE, NULL);
  g_signal_emit_by_name (fixture->desk, "whisper", "w3", "op-sam", "op-mia");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  g_assert_cmpuint (bhc_herald_count (herald), ==, 1);
}

static void
test_looks (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 1000);

  activate (window, "Sam Okafor");
  wait_shown (window, "Thanks!");
  save_team (window, "team");
}

static void
test_looks_narrow (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_team (fixture, 360);

  g_assert_cmpint (gtk_widget_get_width (window), <=, 400);
  save_team (window, "team-narrow");
  activate (window, "Sam Okafor");
  wait_shown (window, "Thanks!");
  save_team (window, "team-narrow-whispers");
}

static void
add_tests (void)
{
#define ADD(name, func) UI_TEST ("/ui/team/" name, func)
  ADD ("who-is-there-and-how-loaded", test_who_is_there_and_how_loaded);
  ADD ("presence-is-live", test_presence_is_live);
  ADD ("what-the-ai-is-at-ends", test_what_the_ai_is_at_ends);
  ADD ("a-run-opens-its-conversation", test_a_run_opens_its_conversation);
  ADD ("whispers-are-read-and-said", test_whispers_are_read_and_said);
  ADD ("what-was-not-sent-is-tried-again", test_what_was_not_sent_is_tried_again);
  ADD ("offline-it-is-marked", test_offline_it_is_marked);
  ADD ("whispers-are-notified-of", test_whispers_are_notified_of);
  ADD ("looks/wide", test_looks);
  ADD ("looks/narrow", test_looks_narrow);
#undef ADD
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
