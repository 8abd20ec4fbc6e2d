/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/insights/bhc-insights-export.h"
#include "console/ui/insights/bhc-insights-filter.h"
#include "tests/console/ui/insights/insights-driver.h"
#include "tests/console/ui/insights/sample-insights.h"
#include "tests/console/ui/sample-desk.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- what is asked ---- */

static void
assert_asked (UiFixture *fixture, const char *part)
{
  g_assert_nonnull (strstr (fake_ask_get_last (fixture->desk), part));
}

static void
test_seven_days_are_asked_for (UiFixture *fixture, gconstpointer data)
{
  open_insights (fixture, 1100, 700);
  /* 15 November 2025, 00:00 UTC, up to now */
  assert_asked (fixture, "from_us=1763164800000000&to_us=1763719320000000&step=day&time_zone=UTC");
}

/* Where the machine names its zone by a file the daemon knows none by that name. */
static void
test_a_file_is_no_zone (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("TZ"));

  g_setenv ("TZ", "/usr/share/zoneinfo/UTC", TRUE);
  open_insights (fixture, 1100, 700);
  g_assert_null (strstr (fake_ask_get_last (fixture->desk), "time_zone"));
  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
}

static BhcInsightsFilter *
find_filter (GtkWidget *page)
{
  return BHC_INSIGHTS_FILTER (ui_find (page, BHC_TYPE_INSIGHTS_FILTER, NULL));
}

static void
test_other_periods_are_asked_for (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);

  bhc_insights_filter_set_period (find_filter (page), BHC_PERIOD_TODAY);
  assert_asked (fixture, "from_us=1763683200000000&to_us=1763719320000000&step=hour");
  bhc_insights_filter_set_period (find_filter (page), BHC_PERIOD_YEAR);
  assert_asked (fixture, "from_us=1735689600000000&to_us=1763719320000000&step=week");
}

static void
test_own_days_are_asked_for (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, 1, G_DATE_OCTOBER, 2025);
  g_date_set_dmy (&to, 31, G_DATE_OCTOBER, 2025);
  bhc_insights_filter_set_period (find_filter (page), BHC_PERIOD_OWN);
  bhc_insights_filter_set_days (find_filter (page), &from, &to);
  assert_asked (fixture, "from_us=1759276800000000&to_us=1761955200000000&step=day");
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "1 Oct 2025"));
  save_insights (fixture, "own-days");
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
  GtkWidget *page = open_insights (fixture, 1100, 700);

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
  GtkWidget *page = open_insights (fixture, 1240, 1150);

  g_assert_true (ui_shows (page, "▲ 15% more")); /* 218 after 190 */
  g_assert_true (ui_shows (page, "93%"));        /* 203 of 218 */
  g_assert_true (ui_shows (page, "▲ 9 points more"));
  g_assert_true (ui_shows (page, "1 min 24 s"));
  g_assert_true (ui_shows (page, "▼ 30% less"));
  g_assert_true (ui_shows (page, "9 in 10: 13 min"));
  g_assert_true (ui_shows (page, "4.2"));
  g_assert_cmpstr (bhc_table_get_name (
                       bhc_chart_card_get_table (BHC_CHART_CARD (find_card (page, "reasons"))), 0),
                   ==, "The visitor asked for a person");
  g_assert_true (ui_shows (page, "1.23"));
  save_insights (fixture, "wide");
}

static void
test_zone_and_days_are_said (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);

  g_assert_true (
      ui_shows (page, "15 November 2025 – 21 November 2025, time zone UTC, as of 10:02"));
}

static gboolean
has_command (const char *action, const char *keys)
{
  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    {
      if (g_strcmp0 (command->action, action) == 0 && g_strcmp0 (command->keys, keys) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_there_are_keys (UiFixture *fixture, gconstpointer data)
{
  g_assert_true (has_command ("places.show", "<Control>4"));
  g_assert_true (has_command ("insights.refresh", "F5|<Control>r"));
  g_assert_true (has_command ("insights.export", "<Control>s"));
}

/* ---- export ---- */

static void
test_export_has_all_of_it (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);
  g_autoptr (GBytes) bytes = bhc_insights_page_to_csv (BHC_INSIGHTS_PAGE (page));
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (text, "Overview,This Period,Conversations,218,\r\n"));
  g_assert_nonnull (strstr (text, "Overview,The Period Before,Conversations,190,\r\n"));
  g_assert_nonnull (strstr (text, "Conversations,2025-11-15,Begun,12,\r\n"));
  g_assert_nonnull (strstr (text, "Busiest Hours,Monday,14:00,9,\r\n"));
  g_assert_nonnull (strstr (text, "Tools,\"'=cmd()\",Calls,12,\r\n"));
  g_assert_null (strstr (text, ",=cmd"));
}

static void
test_export_is_written (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);
  g_autoptr (GBytes) bytes = bhc_insights_page_to_csv (BHC_INSIGHTS_PAGE (page));
  g_autofree char *folder = g_dir_make_tmp ("bellhop-figures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "figures.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  bhc_insights_export_to (page, bytes, file);
  wait_told (fixture, "The figures are in “figures.csv”.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBFTable,Row,Figure,Number,Unit\r\n"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_export_that_fails_is_told (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);
  g_autoptr (GBytes) bytes = bhc_insights_page_to_csv (BHC_INSIGHTS_PAGE (page));
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null/figures.csv");

  bhc_insights_export_to (page, bytes, file);
  wait_told (fixture, "The figures were not saved: ");
}

/* ---- states ---- */

static void
test_nothing_happened (UiFixture *fixture, gconstpointer data)
{
  fill_insights (fixture);
  fake_ask_answer (fixture->desk, CALL, "{}");
  enter_insights (fixture, 1000, 700);
  wait_told (fixture, "No Conversations in This Period");
  save_insights (fixture, "empty");
}

static void
test_failure_is_said_and_tried_again (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  fill_insights (fixture);
  fake_ask_refuse (fixture->desk, CALL, "the period has <more> than 400 steps", NULL);
  page = enter_insights (fixture, 1000, 700);
  wait_told (fixture, "The period has <more> than 400 steps.");
  gtk_widget_activate_action (page, "insights.refresh", NULL);
  wait_told (fixture, "218");
}

static void
test_offline_waits_for_a_connection (UiFixture *fixture, gconstpointer data)
{
  fill_insights (fixture);
  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE, "no network");
  fake_ask_fail (fixture->desk, CALL, BH_ERROR_OFFLINE, "no network");
  enter_insights (fixture, 1000, 700);
  wait_told (fixture, "Not Connected");
  save_insights (fixture, "offline");
  fake_desk_set_state (fixture->desk, BHC_STATE_ONLINE, NULL);
  wait_told (fixture, "218");
}

static void
test_old_figures_stay_where_new_ones_fail (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1000, 700);

  fake_ask_fail (fixture->desk, CALL, BH_ERROR_UNAVAILABLE, "the daemon is busy");
  gtk_widget_activate_action (page, "insights.refresh", NULL);
  wait_told (fixture, "The figures were not refreshed: the daemon is busy");
  g_assert_true (ui_shows (page, "218"));
}

static void
test_one_without_figures_says_so (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  fill_insights (fixture);
  fake_ask_answer (fixture->desk, CALL,
                   "{\"totals\":{\"conversations\":218},\"series\":[{\"at_us\":0}]}");
  page = enter_insights (fixture, 1000, 700);
  wait_told (fixture, "218");
  g_assert_true (ui_shows (find_card (page, "tools"), "Nothing in this period"));
  g_assert_true (ui_shows (page, "None before"));
  g_assert_false (ui_shows (page, "▲"));
  g_assert_false (ui_shows (page, "9 in 10"));
  g_assert_false (gtk_widget_get_sensitive (ui_find_named (find_card (page, "tools"), "save")));
  g_assert_false (gtk_widget_get_sensitive (ui_find_named (find_card (page, "tools"), "as_table")));
}

static void
test_offline_says_of_when (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);

  fake_desk_set_state (fixture->desk, BHC_STATE_OFFLINE, "no route");
  g_assert_true (ui_shows (page, "As last known: Friday, 21 November 2025, 10:02"));
  save_insights (fixture, "stale");
  fake_desk_set_state (fixture->desk, BHC_STATE_ONLINE, NULL);
  g_assert_false (ui_shows (page, "As last known"));
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
  GtkWidget *page = open_insights (fixture, 360, 640);

  ui_wait_until (is_drawn, fixture->window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  g_assert_cmpint (gtk_widget_get_width (page), <=, 360);
  save_insights (fixture, "narrow");
  for (guint i = 1; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("narrow-%u", i);

      scroll_down (page, i / 8.0);
      save_insights (fixture, name);
    }
}

/* In whatever light the program was started. */
static void
test_looks (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1240, 1180);

  save_insights (fixture, "look-top");
  scroll_down (page, 0.4);
  press_key (find_chart (page, "operators"), GDK_KEY_Down);
  press_key (find_chart (page, "hours"), GDK_KEY_Right);
  save_insights (fixture, "look-middle");
  scroll_down (page, 1);
  save_insights (fixture, "look-bottom");
}

static void
test_long_period_is_drawn (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *json = sample_insights (90, SAMPLE_NOW);

  fill_insights (fixture);
  fake_ask_answer (fixture->desk, CALL, json);
  enter_insights (fixture, 1240, 1150);
  wait_told (fixture, "218");
  save_insights (fixture, "quarter");
}

static void
add_tests (void)
{
  add_chart_tests ();
  UI_TEST ("/ui/insights/asks-for-seven-days", test_seven_days_are_asked_for);
  UI_TEST ("/ui/insights/a-file-is-no-zone", test_a_file_is_no_zone);
  UI_TEST ("/ui/insights/asks-for-other-periods", test_other_periods_are_asked_for);
  UI_TEST ("/ui/insights/asks-for-own-days", test_own_days_are_asked_for);
  UI_TEST ("/ui/insights/asks-with-conditions", test_conditions_are_asked_for);
  UI_TEST ("/ui/insights/tiles", test_tiles_show_figures_and_change);
  UI_TEST ("/ui/insights/keys", test_there_are_keys);
  UI_TEST ("/ui/insights/zone-and-days", test_zone_and_days_are_said);
  UI_TEST ("/ui/insights/export-has-all", test_export_has_all_of_it);
  UI_TEST ("/ui/insights/export-is-written", test_export_is_written);
  UI_TEST ("/ui/insights/export-that-fails", test_export_that_fails_is_told);
  UI_TEST ("/ui/insights/nothing-happened", test_nothing_happened);
  UI_TEST ("/ui/insights/failure", test_failure_is_said_and_tried_again);
  UI_TEST ("/ui/insights/offline", test_offline_waits_for_a_connection);
  UI_TEST ("/ui/insights/offline-says-of-when", test_offline_says_of_when);
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
