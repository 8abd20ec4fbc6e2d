/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/ui/bhc-window.h"
#include "console/ui/inbox/bhc-inbox-pane.h"
#include "console/ui/inbox/bhc-inbox-row.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

static void
show_sample (UiFixture *fixture)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 760);
}

static BhcInboxPane *
pane (UiFixture *fixture)
{
  return BHC_INBOX_PANE (ui_find_named (GTK_WIDGET (fixture->window), "inbox"));
}

static guint
count_rows (GtkWidget *root)
{
  guint n = BHC_IS_INBOX_ROW (root) && gtk_widget_get_mapped (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

static gboolean
has_nine_rows (gpointer data)
{
  return count_rows (data) == 9;
}

static void
test_views (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  g_assert_cmpuint (count_rows (GTK_WIDGET (fixture->window)), ==, 2);

  bhc_inbox_pane_set_view (pane (fixture), BHC_VIEW_ALL);
  ui_wait_until (has_nine_rows, fixture->window);
}

static gboolean
waits_for_me (gpointer data)
{
  return ui_find (data, GTK_TYPE_LABEL, "Waiting 44 min · You") != NULL;
}

/* Its last rows are all there was in the view before. */
static void
test_view_begins_with_its_first_row (UiFixture *fixture, gconstpointer data)
{
  GtkScrollable *list;

  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 620);
  bhc_inbox_pane_set_view (pane (fixture), BHC_VIEW_RESOLVED);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  bhc_inbox_pane_set_view (pane (fixture), BHC_VIEW_ALL);
  ui_wait_until (has_nine_rows, fixture->window);
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  list = GTK_SCROLLABLE (ui_find (GTK_WIDGET (pane (fixture)), GTK_TYPE_LIST_VIEW, NULL));
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (list)), ==, 0);
}

/* A priority and a label would just fit, if the words beside them were shorter. */
static void
test_waiting_time_is_read (UiFixture *fixture, gconstpointer data)
{
  const BhConversation fields = { .id = (char *) "c10",
                                  .status = BH_STATUS_ESCALATED,
                                  .contact_name = (char *) "Grace Adeyemi",
                                  .priority = (char *) "urgent",
                                  .labels = (char *) "[\"l-repair\"]",
                                  .assignee_id = (char *) FAKE_ME,
                                  .waiting_since_us = SAMPLE_NOW - 44 * BH_MINUTE,
                                  .updated_us = SAMPLE_NOW - 44 * BH_MINUTE };
  GtkWidget *label;

  fake_desk_put (fixture->desk, &fields);
  show_sample (fixture);
  bhc_inbox_pane_set_view (pane (fixture), BHC_VIEW_MINE);
  ui_wait_until (waits_for_me, fixture->window);
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
  label = ui_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "Waiting 44 min · You");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

static void
test_row_is_said (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  show_sample (fixture);
  row = ui_find (GTK_WIDGET (fixture->window), BHC_TYPE_INBOX_ROW, NULL);
  gtk_test_accessible_assert_property (
      gtk_widget_get_parent (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Ada Lindqvist, Waiting 4 min for a person, 2 unread, It is "
      "the front fork, and the ride is on Saturday. Could "
      "somebody look at the photo?, Urgent, long-standing customer, "
      "repair, CA");
}

static void
test_menu_is_called_as_its_button (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *button, *menu;

  show_sample (fixture);
  button = ui_find (GTK_WIDGET (pane (fixture)), GTK_TYPE_MENU_BUTTON, NULL);
  menu = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_test_accessible_assert_property (menu, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       gtk_widget_get_tooltip_text (button));
}

static void
test_nothing_there (UiFixture *fixture, gconstpointer data)
{
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 760);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Nobody Is Waiting"));

  fake_desk_set_state (fixture->desk, BHC_STATE_SYNCING, NULL);
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Fetching conversations"));
}

static void
test_walk (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  bhc_inbox_pane_walk (pane (fixture), 1);
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "ada.lindqvist@example.org"));

  bhc_inbox_pane_walk (pane (fixture), 1);
  bhc_inbox_pane_walk (pane (fixture), 1); /* the last one stays */
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "tomas@example.org"));
}

/* Back in the list, an arrow opens the next one: and the one after that, too. */
static void
test_walking_keeps_the_keyboard (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  show_sample (fixture);
  bhc_inbox_pane_walk (pane (fixture), 1);
  gtk_widget_activate_action (GTK_WIDGET (pane (fixture)), "desk.back", NULL);
  bhc_inbox_pane_walk (pane (fixture), 1);
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (pane (fixture))));
}

static GtkSelectionModel *
selection (UiFixture *fixture)
{
  GtkWidget *list = ui_find_named (GTK_WIDGET (pane (fixture)), "list");

  return gtk_list_view_get_model (GTK_LIST_VIEW (list));
}

static guint
selected (UiFixture *fixture)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection (fixture));

  return gtk_bitset_is_empty (chosen) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (chosen);
}

static void
test_moved_row (UiFixture *fixture, gconstpointer data)
{
  const BhConversation news = { .id = (char *) "c2",
                                .status = BH_STATUS_ESCALATED,
                                .contact_name = (char *) "Tomás Oliveira",
                                .last_body = (char *) "Hello?",
                                .last_seq = 20,
                                .waiting_since_us = SAMPLE_NOW - BH_MINUTE,
                                .updated_us = SAMPLE_NOW };

  show_sample (fixture);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c2");
  g_assert_cmpuint (selected (fixture), ==, 1);

  fake_desk_put (fixture->desk, &news);
  g_assert_cmpuint (selected (fixture), ==, 0);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Hello?"));
}

/* As a screen reader goes to a row: selecting adds, where the keyboard would have replaced. */
static void
test_selected_from_outside (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  bhc_inbox_pane_walk (pane (fixture), 1);
  gtk_selection_model_select_item (selection (fixture), 1, FALSE);

  g_assert_false (gtk_selection_model_is_selected (selection (fixture), 0));
  g_assert_true (gtk_selection_model_is_selected (selection (fixture), 1));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "tomas@example.org"));
}

static void
test_row_that_left (UiFixture *fixture, gconstpointer data)
{
  const BhConversation claimed = { .id = (char *) "c1",
                                   .status = BH_STATUS_ESCALATED,
                                   .contact_name = (char *) "Ada Lindqvist",
                                   .assignee_id = (char *) "op-sam",
                                   .assignee_name = (char *) "Sam Okafor",
                                   .updated_us = SAMPLE_NOW };

  show_sample (fixture);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c1");
  fake_desk_put (fixture->desk, &claimed);
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);

  g_assert_cmpuint (selected (fixture), ==, GTK_INVALID_LIST_POSITION);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Sam Okafor has this conversation"));
}

static void
test_title (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  g_assert_cmpstr (gtk_window_get_title (fixture->window), ==, "(2) Bellhop");
}

static gboolean
is_folded (gpointer data)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (ui_find_named (data, "leaflet")));
}

static void
test_narrow (UiFixture *fixture, gconstpointer data)
{
  AdwLeaflet *leaflet;

  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 360, 640);
  ui_wait_until (is_folded, fixture->window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 362);

  leaflet = ADW_LEAFLET (ui_find_named (GTK_WIDGET (fixture->window), "leaflet"));
  bhc_inbox_pane_walk (pane (fixture), 1);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (leaflet), ==, "conversation");
  gtk_widget_activate_action (GTK_WIDGET (leaflet), "desk.back", NULL);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (leaflet), ==, "inbox");

  /* The same row can be pressed again. */
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (leaflet), ==, "conversation");
}

/* ---- more rows than are seen ---- */

static guint
count_stale (GtkWidget *list, gboolean seen)
{
  guint n = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (BHC_IS_INBOX_ROW (row) && gtk_widget_get_child_visible (item) == seen)
        n += bhc_inbox_row_is_stale (BHC_INBOX_ROW (row)) ? 1 : 0;
    }

  return n;
}

static gboolean
all_filled (gpointer data)
{
  return count_stale (data, TRUE) + count_stale (data, FALSE) == 0;
}

static GtkWidget *
show_many (UiFixture *fixture)
{
  GtkWidget *list;

  sample_desk_fill (fixture->desk);
  fake_desk_set_lazy (fixture->desk, 1000);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 760);
  bhc_inbox_pane_set_view (pane (fixture), BHC_VIEW_ALL);
  list = ui_find_named (GTK_WIDGET (pane (fixture)), "list");
  ui_wait_until (all_filled, list);

  return list;
}

static void
test_jump (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *list = show_many (fixture);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  g_assert_cmpuint (count_stale (list, TRUE) + count_stale (list, FALSE), >, 100);
  ui_wait_frames (list, 2);
  g_assert_cmpuint (count_stale (list, TRUE), ==, 0);
  ui_wait_until (all_filled, list);
}

/* A screen reader asks for the name of what has the focus before anything is drawn. */
static void
test_focused_row_is_said (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *list = show_many (fixture), *item;
  guint last = g_list_model_get_n_items (G_LIST_MODEL (selection (fixture))) - 1;

  gtk_widget_activate_action (list, "list.scroll-to-item", "u", last);
  g_assert_cmpuint (count_stale (list, TRUE) + count_stale (list, FALSE), >, 100);
  item = gtk_widget_get_last_child (list);
  while (!BHC_IS_INBOX_ROW (gtk_widget_get_first_child (item)))
    item = gtk_widget_get_prev_sibling (item);
  gtk_window_set_focus (fixture->window, item);

  g_assert_false (bhc_inbox_row_is_stale (BHC_INBOX_ROW (gtk_widget_get_first_child (item))));
}

/* Of how many views only a part is seen; @page: how much is seen of the list. */
static guint
count_cut (GtkListBox *list, double page)
{
  GtkListBoxRow *row;
  graphene_rect_t place;
  guint cut = 0;

  for (int n = 0; (row = gtk_list_box_get_row_at_index (list, n)) != NULL; n++)
    {
      g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list), &place));
      cut += place.origin.y + 8 < page && place.origin.y + place.size.height > page;
    }

  return cut;
}

/* In text so large that not all views are seen at once. */
static void
test_views_end_at_a_row (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *list, *scroller;
  GtkAdjustment *along;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 250 * 1024, NULL);
  show_sample (fixture);
  list = ui_find (GTK_WIDGET (pane (fixture)), GTK_TYPE_LIST_BOX, NULL);
  scroller = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  along = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  ui_wait_frames (scroller, 3);

  g_assert_cmpfloat (gtk_adjustment_get_upper (along), >, gtk_adjustment_get_page_size (along));
  g_assert_cmpuint (count_cut (GTK_LIST_BOX (list), gtk_adjustment_get_page_size (along)), ==, 0);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static void
add_tests (void)
{
  UI_TEST ("/console/inbox/each-view-has-its-rows", test_views);
  UI_TEST ("/console/inbox/view-begins-with-its-first-row", test_view_begins_with_its_first_row);
  UI_TEST ("/console/inbox/labels-leave-room-for-the-waiting-time", test_waiting_time_is_read);
  UI_TEST ("/console/inbox/row-is-said-in-full", test_row_is_said);
  UI_TEST ("/console/inbox/menu-is-called-as-its-button", test_menu_is_called_as_its_button);
  UI_TEST ("/console/inbox/nothing-there-is-said", test_nothing_there);
  UI_TEST ("/console/inbox/walking-opens-and-ends", test_walk);
  UI_TEST ("/console/inbox/walking-keeps-the-keyboard", test_walking_keeps_the_keyboard);
  UI_TEST ("/console/inbox/selecting-from-outside-opens", test_selected_from_outside);
  UI_TEST ("/console/inbox/open-row-stays-marked-when-it-moves", test_moved_row);
  UI_TEST ("/console/inbox/open-conversation-outlives-its-row", test_row_that_left);
  UI_TEST ("/console/inbox/title-counts-who-waits", test_title);
  UI_TEST ("/console/inbox/jump-fills-in-what-is-seen-first", test_jump);
  UI_TEST ("/console/inbox/focused-row-is-said-at-once", test_focused_row_is_said);
  UI_TEST ("/console/inbox/views-end-at-a-row-in-large-text", test_views_end_at_a_row);
  UI_TEST ("/console/inbox/narrow-window-shows-one-pane", test_narrow);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
