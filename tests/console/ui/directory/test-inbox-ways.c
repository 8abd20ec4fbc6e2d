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
  bhc_inbox_pane_show_nth (BHC_INBOX_PANE (pane (fixture)), 7);
  g_assert_cmpuint (count_rows (fixture), ==, 2);

  fake_directory_show (fixture->desk, "{'views':<[{'id':<'v-repair'>,'name':<'Billing'>,"
                                      "'filter':<{'labels':<['l-billing']>}>}]>}");
  ui_wait_frames (pane (fixture), 2);
  g_assert_true (ui_shows (pane (fixture), "Billing"));
  g_assert_cmpuint (count_rows (fixture), ==, 2);
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
  gtk_widget_activate_action (ui_find_named (pane (fixture), "list"), "inbox.sort", "s", "waiting");
  g_assert_cmpint (bhc_inbox_get_sort (waiting), ==, BHC_SORT_WAITING);
  bhc_inbox_pane_set_view (BHC_INBOX_PANE (pane (fixture)), BHC_VIEW_MINE);
  g_assert_cmpint (bhc_inbox_get_sort (bhc_desk_get_inbox (fixture->desk, BHC_VIEW_MINE)), ==,
                   BHC_SORT_ACTIVITY);
  bhc_inbox_pane_set_view (BHC_INBOX_PANE (pane (fixture)), BHC_VIEW_WAITING);
  g_assert_cmpint (bhc_inbox_get_sort (waiting), ==, BHC_SORT_WAITING);
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
  UI_TEST ("/console/inbox-ways/filter-narrows", test_filter_narrows_the_view);
  UI_TEST ("/console/inbox-ways/sort-is-kept", test_sort_is_kept_for_each_view);
  UI_TEST ("/console/inbox-ways/several-one-by-one", test_several_are_claimed_one_by_one);
  UI_TEST ("/console/inbox-ways/choosing-has-its-mode", test_choosing_has_its_mode);
  UI_TEST ("/console/inbox-ways/erased-is-closed", test_erased_is_closed);
  UI_TEST ("/console/inbox-ways/country-is-said", test_country_is_said);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
