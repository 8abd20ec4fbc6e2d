/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/accounts/bhc-desks.h"
#include "console/model/directory/bhc-directory-private.h"
#include "console/model/presence/bhc-presence.h"
#include "console/ui/bhc-window.h"
#include "console/ui/citizen/bhc-autostart.h"
#include "console/ui/citizen/bhc-idle-watch.h"
#include "console/ui/help/bhc-help-window.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include <glib/gstdio.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define TELL "PUT /v1/desk/me/status"

static void
show_sample (UiFixture *fixture)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 760);
}

/* Where it is not seen, what spins keeps the whole window drawing all the same. */
static void
assert_nothing_spins_unseen (GtkWidget *root)
{
  if (GTK_IS_SPINNER (root) && gtk_spinner_get_spinning (GTK_SPINNER (root)) &&
      !gtk_widget_get_mapped (root))
    g_error ("a spinner of %s spins unseen", G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_nothing_spins_unseen (child);
}

static void
test_rests_unseen (UiFixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "search",   "contacts", "knowledge",
                                        "insights", "team",     "inbox" };
  GtkWidget *rail;

  show_sample (fixture);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c3");
  rail = ui_find_named (GTK_WIDGET (fixture->window), "rail");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gtk_widget_activate_action (rail, "places.show", "s", places[i]);
      ui_wait_frames (rail, 4);
      assert_nothing_spins_unseen (GTK_WIDGET (fixture->window));
    }
}

static const char *
status (UiFixture *fixture)
{
  return bhc_presence_get_status (bhc_presence_of (fixture->desk));
}

static gboolean
is_told (gpointer desk)
{
  return strstr (fake_ask_get_calls (desk), "'status': <'busy'>") != NULL ||
         strstr (fake_ask_get_calls (desk), "busy") != NULL;
}

static void
test_choice_is_told (UiFixture *fixture, gconstpointer data)
{
  fake_ask_answer (fixture->desk, TELL, "{\"operator\":{\"id\":\"op-mia\",\"status\":\"busy\"}}");
  show_sample (fixture);
  g_object_set (bhc_presence_of (fixture->desk), "status", "busy", NULL);
  ui_wait_until (is_told, fixture->desk);
  g_assert_cmpstr (status (fixture), ==, "busy");
}

static void
test_idle_is_away_until_back (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  bhc_presence_set_idle (bhc_presence_of (fixture->desk), TRUE);
  g_assert_cmpstr (status (fixture), ==, "away");
  bhc_presence_set_idle (bhc_presence_of (fixture->desk), FALSE);
  g_assert_cmpstr (status (fixture), ==, "online");
}

static void
test_chosen_busy_stays (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  g_object_set (bhc_presence_of (fixture->desk), "status", "busy", NULL);
  bhc_presence_set_idle (bhc_presence_of (fixture->desk), TRUE);
  bhc_presence_set_idle (bhc_presence_of (fixture->desk), FALSE);
  g_assert_cmpstr (status (fixture), ==, "busy");
}

static void
test_choice_is_not_the_next_ones (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  g_object_set (bhc_presence_of (fixture->desk), "status", "busy", NULL);
  fake_desk_set_state (fixture->desk, BHC_STATE_SIGNED_OUT, NULL);
  g_assert_cmpstr (status (fixture), ==, "online");
}

static void
test_untouched_is_idle (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcPreferences) preferences = bhc_preferences_new (NULL);
  g_autoptr (BhcIdleWatch) watch = NULL;

  g_object_set (preferences, "away-minutes", 15, NULL);
  watch = bhc_idle_watch_new (GTK_APPLICATION (fixture->application), preferences);
  bhc_idle_watch_touch (watch, MINUTE);
  bhc_idle_watch_look (watch, 15 * MINUTE);
  g_assert_false (bhc_idle_watch_is_idle (watch));
  bhc_idle_watch_look (watch, 16 * MINUTE);
  g_assert_true (bhc_idle_watch_is_idle (watch));
  bhc_idle_watch_touch (watch, 17 * MINUTE);
  g_assert_false (bhc_idle_watch_is_idle (watch));
}

static void
test_never_is_never (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcPreferences) preferences = bhc_preferences_new (NULL);
  g_autoptr (BhcIdleWatch) watch = NULL;

  g_object_set (preferences, "away-minutes", 0, NULL);
  watch = bhc_idle_watch_new (GTK_APPLICATION (fixture->application), preferences);
  bhc_idle_watch_look (watch, G_MAXINT64);
  g_assert_false (bhc_idle_watch_is_idle (watch));
}

static void
test_autostart_is_a_file (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("bellhop-autostart-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "org.bellhop.Console.desktop", NULL);
  g_autofree char *text = NULL;

  g_assert_true (bhc_autostart_write (folder, TRUE, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Exec=bellhop --gapplication-service"));

  g_assert_true (bhc_autostart_write (folder, FALSE, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
open (UiFixture *fixture, const char *action, const char *picture)
{
  GListModel *windows = gtk_window_get_toplevels ();
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *path =
      g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), picture, NULL);
  g_autoptr (GtkWindow) window = NULL;

  show_sample (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i);

      if (each != fixture->window && gtk_window_get_transient_for (each) == fixture->window)
        g_set_object (&window, each);
    }
  g_assert_nonnull (window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  ui_wait_frames (GTK_WIDGET (window), 3);
  ui_save_picture (GTK_WIDGET (window), path);
  g_assert_true (ui_shows (GTK_WIDGET (window), "Mentions") ||
                 ui_shows (GTK_WIDGET (window), "Notes Stay Here"));
  gtk_window_destroy (window);
}

static void
test_preferences_open (UiFixture *fixture, gconstpointer data)
{
  open (fixture, "win.preferences", "preferences.png");
}

static void
test_help_opens (UiFixture *fixture, gconstpointer data)
{
  open (fixture, "win.help", "help.png");
}

static gboolean
has_selection (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_selection_bounds (GTK_LABEL (widget), NULL, NULL))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_selection (child))
        return TRUE;
    }
  return FALSE;
}

/* The keys that scroll do so at once, and no words stand marked as if one had chosen them. */
static void
test_help_has_nothing_selected (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  show_sample (fixture);
  window = bhc_help_window_new (fixture->window);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window, 3);
  g_assert_false (has_selection (window));
  g_assert_true (GTK_IS_SCROLLED_WINDOW (gtk_window_get_focus (GTK_WINDOW (window))));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
  UI_TEST ("/ui/citizen/rests-where-nobody-looks", test_rests_unseen);
  UI_TEST ("/ui/citizen/what-one-chose-to-be-is-told", test_choice_is_told);
  UI_TEST ("/ui/citizen/who-leaves-is-away-until-they-are-back", test_idle_is_away_until_back);
  UI_TEST ("/ui/citizen/who-chose-to-be-busy-stays-so", test_chosen_busy_stays);
  UI_TEST ("/ui/citizen/what-one-chose-is-not-the-next-ones", test_choice_is_not_the_next_ones);
  UI_TEST ("/ui/citizen/untouched-for-long-is-idle", test_untouched_is_idle);
  UI_TEST ("/ui/citizen/never-is-never", test_never_is_never);
  UI_TEST ("/ui/citizen/starting-with-the-session-is-a-file", test_autostart_is_a_file);
  UI_TEST ("/ui/windows/preferences-open", test_preferences_open);
  UI_TEST ("/ui/windows/help-opens", test_help_opens);
  UI_TEST ("/ui/windows/help-has-nothing-selected", test_help_has_nothing_selected);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
