/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "console/model/inbox/bhc-country.h"
#include "console/ui/inbox/bhc-bulk-bar.h"
#include "console/ui/inbox/bhc-chips.h"
#include "console/ui/inbox/bhc-filter-button.h"
#include "console/ui/inbox/bhc-inbox-pane.h"
#include "console/ui/inbox/bhc-inbox-row.h"
#include "console/ui/inbox/bhc-view-switch.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/directory/fake-directory.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

static void
show_sample (UiFixture *fixture, int width)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in (fixture->desk, BH_ROLE_ADMIN);
  ui_fixture_show_window (fixture, width, 760);
}

/* To be looked at. */
static void
save (GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file = g_build_filename (folder != NULL ? folder : ".", name, NULL);

  if (folder == NULL)
    return;

  g_mkdir_with_parents (folder, 0755);
  ui_save_picture (widget, file);
}

static GtkWidget *
pane (UiFixture *fixture)
{
  return ui_find_named (GTK_WIDGET (fixture->window), "inbox");
}

static GtkSelectionModel *
selection (UiFixture *fixture)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (ui_find_named (pane (fixture), "list")));
}

static guint
count_rows (UiFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (selection (fixture)));
}

static void
test_saved_views_show_their_rows (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, 1200);
  g_assert_true (ui_shows (pane (fixture), "My Views"));
  g_assert_true (ui_shows (pane (fixture), "Repairs"));
  bhc_inbox_pane_show_nth (BHC_INBOX_PANE (pane (fixture)), 8);
  g_assert_cmpuint (count_rows (fixture), ==, 2);

  fake_directory_show (fixture->desk, "{'views':<[{'id':<'v-repair'>,'name':<'Billing'>,"
                                      "'filter':<{'labels':<['l-billing']>}>}]>}");
  ui_wait_frames (pane (fixture), 2);
  g_assert_true (ui_shows (pane (fixture), "Billing"));
  g_assert_cmpuint (count_rows (fixture), ==, 2);
}

static double
top_of (UiFixture *fixture, const char *words)
{
  GtkWidget *label = ui_find (pane (fixture), GTK_TYPE_LABEL, words);
  graphene_rect_t place;

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_compute_bounds (label, pane (fixture), &place));
  return place.origin.y;
}

static void
test_own_views_stand_before_shared_ones (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, 1200);
  g_assert_cmpfloat (top_of (fixture, "My Views"), <, top_of (fixture, "Urgent, Mine"));
  g_assert_cmpfloat (top_of (fixture, "Urgent, Mine"), <, top_of (fixture, "Shared Views"));
  g_assert_cmpfloat (top_of (fixture, "Shared Views"), <, top_of (fixture, "Repairs"));
}

static GtkWidget *
filter_popover (UiFixture *fixture)
{
  GtkWidget *button =
      ui_find (ui_find_named (pane (fixture), "filter"), GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

  if (!gtk_widget_get_visible (popover))
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_wait_frames (pane (fixture), 3);
  return popover;
}

static void
check (UiFixture *fixture, const char *label, gboolean on)
{
  GtkWidget *words = ui_find (filter_popover (fixture), GTK_TYPE_LABEL, label);
  GtkWidget *found = words != NULL ? gtk_widget_get_ancestor (words, GTK_TYPE_CHECK_BUTTON) : NULL;

  g_assert_nonnull (found);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (found), on);
  ui_wait_frames (pane (fixture), 2);
}

static void
test_filter_narrows_the_view (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, 1200);
  bhc_inbox_pane_set_view (BHC_INBOX_PANE (pane (fixture)), BHC_VIEW_ALL);
  g_assert_cmpuint (count_rows (fixture), ==, 9);
  check (fixture, "billing", TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  check (fixture, "API", TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  save (GTK_WIDGET (fixture->window), "inbox-filter.png");
  save (filter_popover (fixture), "inbox-filter-popover.png");
  check (fixture, "Form", TRUE);
  check (fixture, "API", FALSE);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_true (ui_shows (pane (fixture), "Nothing Matches"));

  bhc_filter_button_clear (BHC_FILTER_BUTTON (ui_find_named (pane (fixture), "filter")));
  g_assert_cmpuint (count_rows (fixture), ==, 9);
}

static void
test_sort_is_kept_for_each_view (UiFixture *fixture, gconstpointer data)
{
  BhcInbox *waiting;

  show_sample (fixture, 1200);
  waiting = bhc_desk_get_inbox (fixture->desk, BHC_VIEW_WAITING);
  g_assert_cmpint (bhc_inbox_get_sort (waiting), ==, BHC_SORT_WAITING); /* it is a queue */
  gtk_widget_activate_action (ui_find_named (pane (fixture), "list"), "inbox.sort", "s",
                              "priority");
  g_assert_cmpint (bhc_inbox_get_sort (waiting), ==, BHC_SORT_PRIORITY);
  bhc_inbox_pane_set_view (BHC_INBOX_PANE (pane (fixture)), BHC_VIEW_MINE);
  g_assert_cmpint (bhc_inbox_get_sort (bhc_desk_get_inbox (fixture->desk, BHC_VIEW_MINE)), ==,
                   BHC_SORT_ACTIVITY);
  bhc_inbox_pane_set_view (BHC_INBOX_PANE (pane (fixture)), BHC_VIEW_WAITING);
  g_assert_cmpint (bhc_inbox_get_sort (waiting), ==, BHC_SORT_PRIORITY);
}

static gboolean
is_idle (gpointer data)
{
  return ui_shows (data, "0 selected") || !ui_shows (data, "…");
}

static void
test_several_are_claimed_one_by_one (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, 1200);
  gtk_selection_model_select_all (selection (fixture));
  ui_wait_frames (pane (fixture), 2);
  g_assert_true (ui_shows (pane (fixture), "2 selected"));
  fake_desk_fail_next (fixture->desk,
                       g_error_new (BH_ERROR, BH_ERROR_CLAIMED, "Sam Okafor has it already"));
  gtk_widget_activate_action (ui_find_named (pane (fixture), "bulk"), "bulk.claim", NULL);
  ui_wait_until (is_idle, pane (fixture));
  ui_wait_frames (pane (fixture), 4);

  g_assert_nonnull (strstr (fake_desk_get_calls (fixture->desk), "claim c1\nclaim c2\n"));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window),
                           "1 of 2 changed. Ada Lindqvist: Sam Okafor has it already"));
}

static void
test_choosing_has_its_mode (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *choose;

  show_sample (fixture, 1200);
  choose = ui_find_named (pane (fixture), "choose");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (choose), TRUE);
  ui_wait_frames (pane (fixture), 30);
  g_assert_true (ui_shows (pane (fixture), "0 selected"));
  gtk_selection_model_select_item (selection (fixture), 0, FALSE);
  g_assert_true (ui_shows (pane (fixture), "1 selected"));
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "ada.lindqvist@example.org"));
  ui_wait_frames (pane (fixture), 30);
  save (GTK_WIDGET (fixture->window), "inbox-choosing.png");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (choose), FALSE);
  g_assert_true (gtk_selection_model_is_selected (selection (fixture), 0) == FALSE);
}

static GtkWidget *
row_at (UiFixture *fixture, guint position)
{
  GtkWidget *item = gtk_widget_get_first_child (ui_find_named (pane (fixture), "list"));

  while (position-- > 0)
    item = gtk_widget_get_next_sibling (item);
  return item;
}

/* What is drawn where a row has its initials; the country is at their other edge. */
static GBytes *
draw_face (UiFixture *fixture, guint position)
{
  GtkWidget *row = gtk_widget_get_first_child (row_at (fixture, position));
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (fixture->window));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (8, 8, 12, 18));
  return gdk_texture_save_to_png_bytes (texture);
}

static void
assert_marked (UiFixture *fixture, gboolean marked)
{
  g_autoptr (GBytes) first = draw_face (fixture, 0);
  g_autoptr (GBytes) second = draw_face (fixture, 1);

  g_assert_cmpint (g_bytes_equal (first, second), ==, marked);
  if (marked)
    gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row_at (fixture, 0)),
                                      GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
}

/* The same sign on each, whoever it is: a colour is not seen by all. */
static void
test_chosen_rows_have_a_mark (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, 1200);
  ui_wait_frames (pane (fixture), 4);
  assert_marked (fixture, FALSE);
  gtk_selection_model_select_all (selection (fixture));
  ui_wait_frames (pane (fixture), 30);
  assert_marked (fixture, TRUE);
  gtk_selection_model_unselect_all (selection (fixture));
  ui_wait_frames (pane (fixture), 30);
  assert_marked (fixture, FALSE);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data))
        return l->data;
    }

  return NULL;
}

/* The server may put one out while the question stands there. */
static void
test_saves_nothing_once_signed_out (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  show_sample (fixture, 1200);
  check (fixture, "billing", TRUE);
  g_signal_emit_by_name (ui_find_named (pane (fixture), "filter"), "save");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  ui_wait_frames (dialog, 2);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (dialog, GTK_TYPE_ENTRY, NULL)), "Billing");
  fake_desk_set_state (fixture->desk, BHC_STATE_SIGNED_OUT, NULL);
  ui_wait_frames (GTK_WIDGET (fixture->window), 2);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "save");
  g_assert_null (strstr (fake_ask_get_calls (fixture->desk), "POST /v1/desk/views"));
}

static GMenuModel *
bulk_menu (UiFixture *fixture, const char *title)
{
  GtkMenuButton *more = GTK_MENU_BUTTON (
      ui_find (ui_find_named (pane (fixture), "bulk"), GTK_TYPE_MENU_BUTTON, NULL));
  GMenuModel *whole;

  gtk_menu_button_popup (more);
  whole = gtk_menu_button_get_menu_model (more);
  for (int i = 0; i < g_menu_model_get_n_items (whole); i++)
    {
      g_autofree char *label = NULL;

      g_menu_model_get_item_attribute (whole, i, "label", "s", &label);
      if (g_str_equal (label, title))
        return g_menu_model_get_item_link (whole, i, G_MENU_LINK_SUBMENU);
    }

  return NULL;
}

static void
test_names_keep_their_underscores (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GMenuModel) labels = NULL;
  g_autofree char *label = NULL;

  show_sample (fixture, 1200);
  fake_directory_show (fixture->desk, "{'labels':<[{'id':<'l-1'>,'name':<'to_do'>}]>}");
  gtk_selection_model_select_all (selection (fixture));
  ui_wait_frames (pane (fixture), 2);
  labels = bulk_menu (fixture, "_Label");
  g_assert_nonnull (labels);
  g_menu_model_get_item_attribute (labels, 0, "label", "s", &label);
  g_assert_cmpstr (label, ==, "to__do");
}

static void
test_erased_is_closed (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, 1200);
  bhc_inbox_pane_walk (BHC_INBOX_PANE (pane (fixture)), 1);
  ui_wait_frames (pane (fixture), 2);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "ada.lindqvist@example.org"));
  fake_desk_erase (fixture->desk, "c1");
  ui_wait_frames (pane (fixture), 2);
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "ada.lindqvist@example.org"));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "No Conversation Open"));
}

static void
test_country_is_said (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture, 1200);
  g_assert_true (ui_shows (pane (fixture), "CA"));
  g_assert_cmpstr (bhc_country_of ("Europe/Berlin"), ==, "DE");
  g_assert_cmpstr (bhc_country_of ("Asia/Calcutta"), ==, "IN");
  g_assert_null (bhc_country_of ("Etc/UTC"));
  g_assert_null (bhc_country_of ("Europe"));
  g_assert_null (bhc_country_of (""));
  g_assert_null (bhc_country_of (NULL));
}

static void
add_tests (void)
{
  UI_TEST ("/console/inbox-ways/saved-views-show-their-rows", test_saved_views_show_their_rows);
  UI_TEST ("/console/inbox-ways/own-before-shared", test_own_views_stand_before_shared_ones);
  UI_TEST ("/console/inbox-ways/filter-narrows", test_filter_narrows_the_view);
  UI_TEST ("/console/inbox-ways/sort-is-kept", test_sort_is_kept_for_each_view);
  UI_TEST ("/console/inbox-ways/several-one-by-one", test_several_are_claimed_one_by_one);
  UI_TEST ("/console/inbox-ways/choosing-has-its-mode", test_choosing_has_its_mode);
  UI_TEST ("/console/inbox-ways/chosen-rows-have-a-mark", test_chosen_rows_have_a_mark);
  UI_TEST ("/console/inbox-ways/saves-nothing-once-signed-out", test_saves_nothing_once_signed_out);
  UI_TEST ("/console/inbox-ways/names-keep-their-underscores", test_names_keep_their_underscores);
  UI_TEST ("/console/inbox-ways/erased-is-closed", test_erased_is_closed);
  UI_TEST ("/console/inbox-ways/country-is-said", test_country_is_said);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
