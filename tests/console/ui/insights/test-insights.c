/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/model/directory/bhc-directory-private.h"
#include "console/ui/insights/bhc-chart-card.h"
#include "console/ui/insights/bhc-insights-export.h"
#include "console/ui/insights/bhc-insights-filter.h"
#include "console/ui/insights/bhc-insights-page.h"
#include "console/ui/insights/charts/bhc-chart.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/insights/sample-insights.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define CALL "GET /v1/desk/insights"

static gboolean
shows_cb (gpointer data)
{
  gpointer *pair = data;

  return ui_shows (pair[0], pair[1]);
}

static void
wait_shown (UiFixture *fixture, const char *text)
{
  gpointer pair[] = { fixture->window, (gpointer) text };

  ui_wait_until (shows_cb, pair);
}

static void
fill (UiFixture *fixture)
{
  g_autofree char *json = sample_insights (7, SAMPLE_NOW);
  g_autoptr (GVariant) team = g_variant_parse (NULL, SAMPLE_DIRECTORY, NULL, NULL, NULL);

  g_assert_nonnull (team);
  sample_desk_fill (fixture->desk);
  bhc_directory_show (bhc_desk_get_directory (fixture->desk), team);
  fake_ask_answer (fixture->desk, CALL, json);
  fake_desk_sign_in_as_mia (fixture->desk);
}

/* Goes there, as one would. */
static GtkWidget *
enter (UiFixture *fixture, int width, int height)
{
  GtkWidget *page;

  ui_fixture_show_window (fixture, width, height);
  gtk_widget_activate_action (ui_find_named (GTK_WIDGET (fixture->window), "rail"), "places.show",
                              "s", "insights");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  page = ui_find (GTK_WIDGET (fixture->window), BHC_TYPE_INSIGHTS_PAGE, NULL);
  g_assert_nonnull (page);
  return page;
}

static GtkWidget *
open_filled (UiFixture *fixture, int width, int height)
{
  GtkWidget *page;

  fill (fixture);
  page = enter (fixture, width, height);
  wait_shown (fixture, "218");
  return page;
}

/* The card of that name. (nullable) */
static GtkWidget *
find_card (GtkWidget *root, const char *name)
{
  if (BHC_IS_CHART_CARD (root) &&
      g_str_equal (bhc_chart_card_get_name (BHC_CHART_CARD (root)), name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static BhcChart *
find_chart (GtkWidget *page, const char *name)
{
  return BHC_CHART (ui_find (find_card (page, name), BHC_TYPE_CHART, NULL));
}

/* As if it came from the keyboard. */
static gboolean
press (BhcChart *chart, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
      return handled;
    }
  g_assert_not_reached ();
}

static void
assert_words (BhcChart *chart, const char *expected)
{
  g_autofree char *words = bhc_chart_get_words (chart);

  g_assert_cmpstr (words, ==, expected);
}

static void
save_picture (UiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file =
      g_strdup_printf ("%s/insights-%s.png", folder != NULL ? folder : g_get_tmp_dir (), name);

  ui_wait_frames (GTK_WIDGET (fixture->window), 10);
  ui_save_picture (GTK_WIDGET (fixture->window), file);
}

/* ---- what is asked ---- */

static void
assert_asked (UiFixture *fixture, const char *part)
{
  g_assert_nonnull (strstr (fake_ask_get_last (fixture->desk), part));
}

static void
test_seven_days_are_asked_for (UiFixture *fixture, gconstpointer data)
{
  open_filled (fixture, 1100, 700);
  /* 15 November 2025, 00:00 UTC, up to now */
  assert_asked (fixture, "from_us=1763164800000000&to_us=1763719320000000&step=day&time_zone=UTC");
}

static BhcInsightsFilter *
find_filter (GtkWidget *page)
{
  return BHC_INSIGHTS_FILTER (ui_find (page, BHC_TYPE_INSIGHTS_FILTER, NULL));
}

static void
test_other_periods_are_asked_for (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);

  bhc_insights_filter_set_period (find_filter (page), BHC_PERIOD_TODAY);
  assert_asked (fixture, "from_us=1763683200000000&to_us=1763719320000000&step=hour");
  bhc_insights_filter_set_period (find_filter (page), BHC_PERIOD_YEAR);
  assert_asked (fixture, "from_us=1735689600000000&to_us=1763719320000000&step=week");
}

static void
test_own_days_are_asked_for (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, 1, G_DATE_OCTOBER, 2025);
  g_date_set_dmy (&to, 31, G_DATE_OCTOBER, 2025);
  bhc_insights_filter_set_period (find_filter (page), BHC_PERIOD_OWN);
  bhc_insights_filter_set_days (find_filter (page), &from, &to);
  assert_asked (fixture, "from_us=1759276800000000&to_us=1761955200000000&step=day");
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "1 Oct 2025"));
  save_picture (fixture, "own-days");
}

/* Chooses what is called so from the list that shows @all. */
static void
choose (GtkWidget *root, const char *all, guint which)
{
  GtkWidget *label = ui_find (root, GTK_TYPE_LABEL, all);

  g_assert_nonnull (label);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_ancestor (label, GTK_TYPE_DROP_DOWN)),
                              which);
}

static void
test_conditions_are_asked_for (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);

  choose (page, "All Teams", 2);
  choose (page, "All Operators", 1);
  choose (page, "All Labels", 1);
  choose (page, "All Channels", 2);
  g_assert_nonnull (strstr (fake_ask_get_last (fixture->desk), "&team_id="));
  assert_asked (fixture, "&operator_id=o1");
  assert_asked (fixture, "&label_id=l1");
  assert_asked (fixture, "&channel=api");
}

/* ---- what is shown ---- */

static void
test_tiles_show_figures_and_change (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1240, 1150);

  g_assert_true (ui_shows (page, "▲ +15 %")); /* 218 after 190 */
  g_assert_true (ui_shows (page, "93 %"));    /* 203 of 218 */
  g_assert_true (ui_shows (page, "▲ +9 points"));
  g_assert_true (ui_shows (page, "1 min 24 s"));
  g_assert_true (ui_shows (page, "▼ -30 %"));
  g_assert_true (ui_shows (page, "9 in 10: 13 min"));
  g_assert_true (ui_shows (page, "4.2"));
  g_assert_true (ui_shows (page, "1.23"));
  save_picture (fixture, "wide");
}

static void
test_zone_and_days_are_said (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);

  g_assert_true (
      ui_shows (page, "15 November 2025 – 21 November 2025, time zone UTC, as of 10:02"));
}

static void
test_arrows_walk (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1240, 1150);
  BhcChart *chart = find_chart (page, "conversations");

  assert_words (chart, NULL);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (chart)));
  g_assert_true (press (chart, GDK_KEY_Right));
  assert_words (chart, "Saturday, 15 November 2025\nBegun: 12\nResolved: 10\nHanded over: 2");
  press (chart, GDK_KEY_Right);
  assert_words (chart, "Sunday, 16 November 2025\nBegun: 19\nResolved: 15\nHanded over: 5");
  save_picture (fixture, "bubble");
  press (chart, GDK_KEY_End);
  press (chart, GDK_KEY_Right);
  assert_words (chart, "Friday, 21 November 2025\nBegun: 31\nResolved: 21\nHanded over: 6");
  press (chart, GDK_KEY_Home);
  assert_words (chart, "Saturday, 15 November 2025\nBegun: 12\nResolved: 10\nHanded over: 2");
  g_assert_false (press (chart, GDK_KEY_Down));
  g_assert_true (press (chart, GDK_KEY_Escape));
  assert_words (chart, NULL);
  g_assert_false (press (chart, GDK_KEY_Escape));
}

static void
test_point_is_named_for_readers (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);
  BhcChart *chart = find_chart (page, "conversations");

  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Conversations");
  gtk_test_accessible_assert_property (
      chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "7 rows, from Saturday, 15 November 2025 to Friday, 21 November 2025. "
      "Begun: at most 33 (Tuesday, 18 November 2025). "
      "Resolved: at most 25 (Tuesday, 18 November 2025). "
      "Handed over: at most 8 (Monday, 17 November 2025)");
  press (chart, GDK_KEY_Right);
  gtk_test_accessible_assert_property (
      chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Saturday, 15 November 2025,Begun: 12,Resolved: 10,Handed over: 2");
}

static void
test_hours_are_walked_both_ways (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);
  BhcChart *chart = find_chart (page, "hours");

  press (chart, GDK_KEY_Right);
  assert_words (chart, "Monday\n00:00: 0");
  for (guint i = 0; i < 14; i++)
    press (chart, GDK_KEY_Right);
  assert_words (chart, "Monday\n14:00: 9");
  for (guint i = 0; i < 9; i++)
    press (chart, GDK_KEY_Down);
  assert_words (chart, "Sunday\n14:00: 3");
}

static void
test_things_are_walked_down (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);
  BhcChart *chart = find_chart (page, "operators");

  press (chart, GDK_KEY_Down);
  press (chart, GDK_KEY_Down);
  assert_words (chart, "Sam Okafor\nConversations: 44\nMessages: 150\nFirst response, median: "
                       "2 min 2 s\nTime to resolution, median: –\nRating, average of 1 to 5: –\n"
                       "Ratings: 0");
  press (chart, GDK_KEY_End);
  g_assert_false (press (chart, GDK_KEY_Left));
}

static void
test_left_goes_on_where_one_reads_so (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  BhcChart *chart;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  page = open_filled (fixture, 1240, 1150);
  chart = find_chart (page, "conversations");
  press (chart, GDK_KEY_Left);
  press (chart, GDK_KEY_Left);
  assert_words (chart, "Sunday, 16 November 2025\nBegun: 19\nResolved: 15\nHanded over: 5");
  save_picture (fixture, "from-the-right");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_pointer_finds_points (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1240, 1150);
  BhcChart *chart = find_chart (page, "conversations");
  int width = gtk_widget_get_width (GTK_WIDGET (chart));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        continue;
      g_signal_emit_by_name (controller, "motion", width - 8.0, 50.0);
      assert_words (chart, "Friday, 21 November 2025\nBegun: 31\nResolved: 21\nHanded over: 6");
      g_signal_emit_by_name (controller, "leave");
      assert_words (chart, NULL);
    }
}

static void
show_as_table (GtkWidget *card)
{
  GtkWidget *toggle = ui_find_named (card, "as_table");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  ui_wait_frames (card, 5);
}

static void
test_table_shows_the_same (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1240, 1150);
  GtkWidget *card = find_card (page, "conversations");
  static const char *const cells[] = {
    "Saturday, 15 November 2025", "12", "10", "Begun", "Resolved", "Handed over", "Day"
  };

  show_as_table (card);
  g_assert_nonnull (ui_find (card, GTK_TYPE_COLUMN_VIEW, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_true (ui_shows (card, cells[i]));
  show_as_table (find_card (page, "first-response"));
  save_picture (fixture, "tables");
}

static gboolean
is_gone (gpointer data)
{
  return ui_find (data, GTK_TYPE_COLUMN_VIEW, NULL) == NULL;
}

static void
test_chart_comes_back (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1240, 1150);
  GtkWidget *card = find_card (page, "conversations");

  show_as_table (card);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find_named (card, "as_table")), FALSE);
  ui_wait_until (is_gone, card);
  g_assert_nonnull (find_chart (page, "conversations"));
}

/* ---- export ---- */

static void
test_export_has_all_of_it (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);
  g_autoptr (GBytes) bytes = bhc_insights_page_to_csv (BHC_INSIGHTS_PAGE (page));
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (text, "Overview,This period,Conversations,218,\r\n"));
  g_assert_nonnull (strstr (text, "Overview,The period before,Conversations,190,\r\n"));
  g_assert_nonnull (strstr (text, "Conversations,2025-11-15,Begun,12,\r\n"));
  g_assert_nonnull (strstr (text, "Busiest hours,Monday,14:00,9,\r\n"));
  g_assert_nonnull (strstr (text, "Tools,\"'=cmd()\",Calls,12,\r\n"));
  g_assert_null (strstr (text, ",=cmd"));
}

static void
test_export_is_written (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);
  g_autoptr (GBytes) bytes = bhc_insights_page_to_csv (BHC_INSIGHTS_PAGE (page));
  g_autofree char *folder = g_dir_make_tmp ("bellhop-figures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "figures.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  bhc_insights_export_to (page, bytes, file);
  wait_shown (fixture, "The figures are in “figures.csv”.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBFTable,Row,Figure,Number,Unit\r\n"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_export_that_fails_is_told (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1100, 700);
  g_autoptr (GBytes) bytes = bhc_insights_page_to_csv (BHC_INSIGHTS_PAGE (page));
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null/figures.csv");

  bhc_insights_export_to (page, bytes, file);
  wait_shown (fixture, "The figures were not saved: ");
}

/* ---- states ---- */

static void
test_nothing_happened (UiFixture *fixture, gconstpointer data)
{
  fill (fixture);
  fake_ask_answer (fixture->desk, CALL, "{}");
  enter (fixture, 1000, 700);
  wait_shown (fixture, "No Conversations in This Period");
  save_picture (fixture, "empty");
}

static void
test_failure_is_said_and_tried_again (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  fill (fixture);
  fake_ask_refuse (fixture->desk, CALL, "the period has <more> than 400 steps", NULL);
  page = enter (fixture, 1000, 700);
  wait_shown (fixture, "the period has <more> than 400 steps");
  gtk_widget_activate_action (page, "insights.refresh", NULL);
  wait_shown (fixture, "218");
}

static void
test_offline_waits_for_a_connection (UiFixture *fixture, gconstpointer data)
{
  fill (fixture);
  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE, "no network");
  fake_ask_fail (fixture->desk, CALL, BH_ERROR_OFFLINE, "no network");
  enter (fixture, 1000, 700);
  wait_shown (fixture, "Not Connected");
  save_picture (fixture, "offline");
  fake_desk_set_state (fixture->desk, BHC_STATE_ONLINE, NULL);
  wait_shown (fixture, "218");
}

static void
test_old_figures_stay_where_new_ones_fail (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1000, 700);

  fake_ask_fail (fixture->desk, CALL, BH_ERROR_UNAVAILABLE, "the daemon is busy");
  gtk_widget_activate_action (page, "insights.refresh", NULL);
  wait_shown (fixture, "The figures were not refreshed: the daemon is busy");
  g_assert_true (ui_shows (page, "218"));
}

static void
test_one_without_figures_says_so (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  fill (fixture);
  fake_ask_answer (fixture->desk, CALL,
                   "{\"totals\":{\"conversations\":218},\"series\":[{\"at_us\":0}]}");
  page = enter (fixture, 1000, 700);
  wait_shown (fixture, "218");
  g_assert_true (ui_shows (find_card (page, "tools"), "Nothing in this period"));
  g_assert_false (gtk_widget_get_sensitive (ui_find_named (find_card (page, "tools"), "as_table")));
}

/* ---- pictures ---- */

static gboolean
is_drawn (gpointer window)
{
  return gtk_widget_get_mapped (window);
}

static void
scroll_down (GtkWidget *page, double part)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (ui_find_named (page, "scroller"));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  gtk_adjustment_set_value (adjustment, part * gtk_adjustment_get_upper (adjustment));
}

static void
test_narrow_window_holds_it (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 360, 640);

  ui_wait_until (is_drawn, fixture->window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  g_assert_cmpint (gtk_widget_get_width (page), <=, 360);
  save_picture (fixture, "narrow");
  for (guint i = 1; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("narrow-%u", i);

      scroll_down (page, i / 8.0);
      save_picture (fixture, name);
    }
}

/* In whatever light the program was started. */
static void
test_looks (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_filled (fixture, 1240, 1180);

  save_picture (fixture, "look-top");
  scroll_down (page, 0.4);
  press (find_chart (page, "operators"), GDK_KEY_Down);
  press (find_chart (page, "hours"), GDK_KEY_Right);
  save_picture (fixture, "look-middle");
  scroll_down (page, 1);
  save_picture (fixture, "look-bottom");
}

static void
test_long_period_is_drawn (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *json = sample_insights (90, SAMPLE_NOW);

  fill (fixture);
  fake_ask_answer (fixture->desk, CALL, json);
  enter (fixture, 1240, 1150);
  wait_shown (fixture, "218");
  save_picture (fixture, "quarter");
}

static void
add_tests (void)
{
  UI_TEST ("/ui/insights/asks-for-seven-days", test_seven_days_are_asked_for);
  UI_TEST ("/ui/insights/asks-for-other-periods", test_other_periods_are_asked_for);
  UI_TEST ("/ui/insights/asks-for-own-days", test_own_days_are_asked_for);
  UI_TEST ("/ui/insights/asks-with-conditions", test_conditions_are_asked_for);
  UI_TEST ("/ui/insights/tiles", test_tiles_show_figures_and_change);
  UI_TEST ("/ui/insights/zone-and-days", test_zone_and_days_are_said);
  UI_TEST ("/ui/insights/arrows-walk", test_arrows_walk);
  UI_TEST ("/ui/insights/point-is-named", test_point_is_named_for_readers);
  UI_TEST ("/ui/insights/hours-both-ways", test_hours_are_walked_both_ways);
  UI_TEST ("/ui/insights/things-down", test_things_are_walked_down);
  UI_TEST ("/ui/insights/from-the-right", test_left_goes_on_where_one_reads_so);
  UI_TEST ("/ui/insights/pointer", test_pointer_finds_points);
  UI_TEST ("/ui/insights/table-shows-the-same", test_table_shows_the_same);
  UI_TEST ("/ui/insights/chart-comes-back", test_chart_comes_back);
  UI_TEST ("/ui/insights/export-has-all", test_export_has_all_of_it);
  UI_TEST ("/ui/insights/export-is-written", test_export_is_written);
  UI_TEST ("/ui/insights/export-that-fails", test_export_that_fails_is_told);
  UI_TEST ("/ui/insights/nothing-happened", test_nothing_happened);
  UI_TEST ("/ui/insights/failure", test_failure_is_said_and_tried_again);
  UI_TEST ("/ui/insights/offline", test_offline_waits_for_a_connection);
  UI_TEST ("/ui/insights/old-figures-stay", test_old_figures_stay_where_new_ones_fail);
  UI_TEST ("/ui/insights/card-without-figures", test_one_without_figures_says_so);
  UI_TEST ("/ui/insights/narrow", test_narrow_window_holds_it);
  UI_TEST ("/ui/insights/looks", test_looks);
  UI_TEST ("/ui/insights/long-period", test_long_period_is_drawn);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
