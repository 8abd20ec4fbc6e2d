/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Charts are walked through, pointed at and read as tables. */
#include "tests/console/ui/insights/insights-driver.h"

static void
test_arrows_walk (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1240, 1150);
  BhcChart *chart = find_chart (page, "conversations");

  assert_words (chart, NULL);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (chart)));
  g_assert_true (press_key (chart, GDK_KEY_Right));
  assert_words (chart, "Saturday, 15 November 2025\nBegun: 12\nResolved: 10\nHanded Over: 2");
  press_key (chart, GDK_KEY_Right);
  assert_words (chart, "Sunday, 16 November 2025\nBegun: 19\nResolved: 15\nHanded Over: 5");
  save_insights (fixture, "bubble");
  press_key (chart, GDK_KEY_End);
  press_key (chart, GDK_KEY_Right);
  assert_words (chart, "Friday, 21 November 2025\nBegun: 31\nResolved: 21\nHanded Over: 6");
  press_key (chart, GDK_KEY_Home);
  assert_words (chart, "Saturday, 15 November 2025\nBegun: 12\nResolved: 10\nHanded Over: 2");
  g_assert_false (press_key (chart, GDK_KEY_Down));
  g_assert_true (press_key (chart, GDK_KEY_Escape));
  assert_words (chart, NULL);
  g_assert_false (press_key (chart, GDK_KEY_Escape));
}

static void
test_point_is_named_for_readers (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);
  BhcChart *chart = find_chart (page, "conversations");

  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Conversations");
  gtk_test_accessible_assert_property (
      chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "7 rows, from Saturday, 15 November 2025 to Friday, 21 November 2025. "
      "Begun: at most 33 (Tuesday, 18 November 2025). "
      "Resolved: at most 25 (Tuesday, 18 November 2025). "
      "Handed Over: at most 8 (Monday, 17 November 2025)");
  press_key (chart, GDK_KEY_Right);
  gtk_test_accessible_assert_property (
      chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Saturday, 15 November 2025,Begun: 12,Resolved: 10,Handed Over: 2");
}

static void
test_hours_are_walked_both_ways (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);
  BhcChart *chart = find_chart (page, "hours");

  press_key (chart, GDK_KEY_Right);
  assert_words (chart, "Monday\n00:00: 0");
  for (guint i = 0; i < 14; i++)
    press_key (chart, GDK_KEY_Right);
  assert_words (chart, "Monday\n14:00: 9");
  for (guint i = 0; i < 9; i++)
    press_key (chart, GDK_KEY_Down);
  assert_words (chart, "Sunday\n14:00: 3");
}

static void
test_things_are_walked_down (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1100, 700);
  BhcChart *chart = find_chart (page, "operators");

  press_key (chart, GDK_KEY_Down);
  press_key (chart, GDK_KEY_Down);
  assert_words (chart, "Sam Okafor\nConversations: 44\nMessages: 150\nFirst Response, Median: "
                       "2 min 2 s\nTime to Resolution, Median: –\nRating, Average of 1 to 5: –\n"
                       "Ratings: 0");
  press_key (chart, GDK_KEY_End);
  g_assert_false (press_key (chart, GDK_KEY_Left));
}

static void
test_left_goes_on_where_one_reads_so (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  BhcChart *chart;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  page = open_insights (fixture, 1240, 1150);
  chart = find_chart (page, "conversations");
  press_key (chart, GDK_KEY_Left);
  press_key (chart, GDK_KEY_Left);
  assert_words (chart, "Sunday, 16 November 2025\nBegun: 19\nResolved: 15\nHanded Over: 5");
  save_insights (fixture, "from-the-right");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_pointer_finds_points (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1240, 1150);
  BhcChart *chart = find_chart (page, "conversations");
  int width = gtk_widget_get_width (GTK_WIDGET (chart));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        continue;
      g_signal_emit_by_name (controller, "motion", width - 8.0, 50.0);
      assert_words (chart, "Friday, 21 November 2025\nBegun: 31\nResolved: 21\nHanded Over: 6");
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
  GtkWidget *page = open_insights (fixture, 1240, 1150);
  GtkWidget *card = find_card (page, "conversations");
  static const char *const cells[] = { "15 Nov",   "12",          "10", "Begun",
                                       "Resolved", "Handed Over", "Day" };

  show_as_table (card);
  g_assert_nonnull (ui_find (card, GTK_TYPE_COLUMN_VIEW, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_true (ui_shows (card, cells[i]));
  show_as_table (find_card (page, "first-response"));
  save_insights (fixture, "tables");
}

static void
press_in (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

static void
test_days_are_a_line (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *card = find_card (open_insights (fixture, 360, 640), "conversations");
  GtkWidget *label;

  show_as_table (card);
  label = ui_find (card, GTK_TYPE_LABEL, "15 Nov");
  g_assert_nonnull (label);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 1);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (label), ==, "Saturday, 15 November 2025");
}

static gboolean
has_moved (gpointer across)
{
  return gtk_adjustment_get_value (across) > 0;
}

static gboolean
is_at_start (gpointer across)
{
  return !has_moved (across);
}

static void
test_wide_table_shows_that_it_goes_on (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *card = find_card (open_insights (fixture, 360, 640), "hours");
  GtkScrolledWindow *scroller;
  GtkAdjustment *across;

  show_as_table (card);
  scroller = GTK_SCROLLED_WINDOW (ui_find (card, GTK_TYPE_SCROLLED_WINDOW, NULL));
  g_assert_true (gtk_widget_get_mapped (gtk_scrolled_window_get_hscrollbar (scroller)));
  g_assert_false (gtk_scrolled_window_get_overlay_scrolling (scroller));
  across = gtk_scrolled_window_get_hadjustment (scroller);
  press_in (GTK_WIDGET (scroller), GDK_KEY_Right);
  ui_wait_until (has_moved, across);
  press_in (GTK_WIDGET (scroller), GDK_KEY_Left);
  ui_wait_until (is_at_start, across);
  save_insights (fixture, "wide-table");
}

static BhcTable *
make_things (guint n)
{
  BhcTable *table = bhc_table_new ("Tools", "Tool");

  bhc_table_add_column (table, "Calls", BHC_UNIT_COUNT);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("tool_%u", i + 1);

      bhc_table_add_row (table, name, NULL, NULL, (const double[]){ n - i });
    }
  return table;
}

static void
save_card (GtkWidget *page, const char *card, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file =
      g_strdup_printf ("%s/insights-%s.png", folder != NULL ? folder : g_get_tmp_dir (), name);

  ui_save_picture (find_card (page, card), file);
}

/* Twelve bars have room; that there are more is said to who looks and to who listens. */
static void
test_the_rest_is_counted (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1240, 1150);
  BhcChart *chart = find_chart (page, "tools");
  g_autoptr (BhcTable) twelve = make_things (12);
  g_autoptr (BhcTable) thirty = make_things (30);
  int height;

  bhc_chart_set_table (chart, twelve);
  gtk_test_accessible_assert_property (
      chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "12 rows, from tool_1 to tool_12. Calls: at most 12 (tool_1)");
  gtk_widget_measure (GTK_WIDGET (chart), GTK_ORIENTATION_VERTICAL, 400, &height, NULL, NULL, NULL);

  bhc_chart_set_table (chart, thirty);
  gtk_test_accessible_assert_property (
      chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "30 rows, from tool_1 to tool_30. Calls: at most 30 (tool_1), "
      "and 18 more, in the table");
  ui_wait_frames (GTK_WIDGET (chart), 3);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (chart)), >, height);
  save_card (page, "tools", "more");
}

static gboolean
is_gone (gpointer data)
{
  return ui_find (data, GTK_TYPE_COLUMN_VIEW, NULL) == NULL;
}

static void
test_chart_comes_back (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_insights (fixture, 1240, 1150);
  GtkWidget *card = find_card (page, "conversations");

  show_as_table (card);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find_named (card, "as_table")), FALSE);
  ui_wait_until (is_gone, card);
  g_assert_nonnull (find_chart (page, "conversations"));
}

void
add_chart_tests (void)
{
  UI_TEST ("/ui/insights/arrows-walk", test_arrows_walk);
  UI_TEST ("/ui/insights/point-is-named", test_point_is_named_for_readers);
  UI_TEST ("/ui/insights/hours-both-ways", test_hours_are_walked_both_ways);
  UI_TEST ("/ui/insights/things-down", test_things_are_walked_down);
  UI_TEST ("/ui/insights/from-the-right", test_left_goes_on_where_one_reads_so);
  UI_TEST ("/ui/insights/pointer", test_pointer_finds_points);
  UI_TEST ("/ui/insights/table-shows-the-same", test_table_shows_the_same);
  UI_TEST ("/ui/insights/days-are-a-line", test_days_are_a_line);
  UI_TEST ("/ui/insights/wide-table", test_wide_table_shows_that_it_goes_on);
  UI_TEST ("/ui/insights/the-rest-is-counted", test_the_rest_is_counted);
  UI_TEST ("/ui/insights/chart-comes-back", test_chart_comes_back);
}
