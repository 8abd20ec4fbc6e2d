/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/bhc-window.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/commands/bhc-palette.h"
#include "console/ui/commands/bhc-shortcuts.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include <string.h>

static void
show_sample (UiFixture *fixture)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 760);
}

static GtkWidget *
find_palette (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (BHC_IS_PALETTE (window))
        return window;
    }

  return NULL;
}

/* For people to look at. */
static void
save_picture (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), name, NULL);

  ui_save_picture (window, path);
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static GtkWidget *
open_palette (UiFixture *fixture)
{
  GtkWidget *palette;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.palette", NULL);
  palette = find_palette ();
  g_assert_nonnull (palette);
  ui_wait_until (is_drawn, palette);
  ui_wait_frames (palette, 3);
  return palette;
}

static GtkEditable *
entry_of (GtkWidget *palette)
{
  return GTK_EDITABLE (ui_find_named (palette, "entry"));
}

static const char *
chosen (GtkWidget *palette)
{
  GtkListBox *list = GTK_LIST_BOX (ui_find_named (palette, "list"));
  GtkWidget *box = gtk_list_box_row_get_child (gtk_list_box_get_selected_row (list));

  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (box)));
}

static void
type (GtkWidget *palette, const char *words)
{
  gtk_editable_set_text (entry_of (palette), words);
  ui_wait_frames (palette, 3);
}

static void
test_only_what_is_possible (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *palette;

  show_sample (fixture);
  palette = open_palette (fixture);
  g_assert_true (ui_shows (palette, "Knowledge"));
  g_assert_false (ui_shows (palette, "Reopen")); /* no conversation is open */
  g_assert_false (ui_shows (palette, "New Article"));
  gtk_window_destroy (GTK_WINDOW (palette));
}

static void
test_words_find (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *palette;

  show_sample (fixture);
  palette = open_palette (fixture);
  type (palette, "prev pan");
  g_assert_cmpstr (chosen (palette), ==, "Previous Pane");
  type (palette, "views res");
  g_assert_cmpstr (chosen (palette), ==, "Resolved");
  gtk_window_destroy (GTK_WINDOW (palette));
}

static void
test_return_runs (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *palette;

  show_sample (fixture);
  palette = open_palette (fixture);
  type (palette, "knowl");
  g_signal_emit_by_name (entry_of (palette), "activate");
  g_assert_null (find_palette ());
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Articles"));
}

static void
note_search (char **searched, const char *words)
{
  *searched = g_strdup (words);
}

static gboolean
offers_ada (gpointer palette)
{
  return ui_shows (palette, "Ada Lindqvist");
}

/* What the machine knows besides: whom one talked to, colleagues, replies. */
static void
test_names_are_offered (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *palette;

  show_sample (fixture);
  palette = open_palette (fixture);
  type (palette, "lindq");
  ui_wait_until (offers_ada, palette);
  g_assert_cmpstr (chosen (palette), ==, "Ada Lindqvist");
  type (palette, "okafor");
  g_assert_false (ui_shows (palette, "Ada Lindqvist"));
  g_assert_cmpstr (chosen (palette), ==, "Sam Okafor");
  save_picture (palette, "palette-offers.png");
  g_signal_emit_by_name (entry_of (palette), "activate");
  g_assert_null (find_palette ());
  ui_wait_frames (GTK_WIDGET (fixture->window), 5);
  g_assert_nonnull (strstr (gtk_editable_get_text (entry_of (
                                ui_find_named (GTK_WIDGET (fixture->window), "BhcSearchPage"))),
                            "assignee:\"Sam Okafor\""));
}

static void
test_else_it_searches (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *searched = NULL;
  GtkWidget *palette;

  show_sample (fixture);
  palette = open_palette (fixture);
  g_signal_connect_swapped (palette, "search", G_CALLBACK (note_search), &searched);
  type (palette, "front fork");
  g_signal_emit_by_name (entry_of (palette), "activate");
  g_assert_cmpstr (searched, ==, "front fork");
}

static void
test_arrows_walk (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *palette;

  show_sample (fixture);
  palette = open_palette (fixture);
  type (palette, "pane");
  g_assert_cmpstr (chosen (palette), ==, "Next Pane");
  gtk_widget_activate_action (palette, "palette.walk", "i", 1);
  g_assert_cmpstr (chosen (palette), ==, "Previous Pane");
  save_picture (palette, "commands-palette.png");
  gtk_window_destroy (GTK_WINDOW (palette));
}

/* A trigger that cannot be read would be a key that does nothing. */
static void
test_keys_are_keys (UiFixture *fixture, gconstpointer data)
{
  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    {
      g_autoptr (GtkShortcutTrigger) trigger =
          command->keys != NULL ? gtk_shortcut_trigger_parse_string (command->keys) : NULL;

      g_assert_true (command->keys == NULL || trigger != NULL);
      g_assert_true (command->action != NULL || command->keys != NULL);
    }
}

/* Ctrl and a number, counted from the top; the search stands among them with a key of its own. */
static void
test_keys_follow_the_rail (UiFixture *fixture, gconstpointer data)
{
  const BhcCommand *command = bhc_commands;
  guint n = 0;

  show_sample (fixture);
  for (GtkWidget *button =
           gtk_widget_get_first_child (ui_find_named (GTK_WIDGET (fixture->window), "rail"));
       GTK_IS_TOGGLE_BUTTON (button); button = gtk_widget_get_next_sibling (button))
    {
      GVariant *place = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));
      g_autofree char *target = g_variant_print (place, FALSE);
      g_autofree char *keys = g_strdup_printf ("<Control>%u", n + 1);

      if (g_str_equal (target, "'search'"))
        continue;
      while (g_strcmp0 (command->action, "places.show") != 0)
        command++;
      g_assert_cmpstr (command->target, ==, target);
      g_assert_cmpstr (command->keys, ==, keys);
      command++;
      n++;
    }
  g_assert_cmpuint (n, ==, 5);
}

static void
test_shortcuts_are_shown (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  show_sample (fixture);
  window = bhc_shortcuts_new (fixture->window);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (is_drawn, window);
  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    g_assert_true (command->keys == NULL || ui_shows (window, bhc_command_title (command)));
  save_picture (window, "commands-shortcuts.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_shortcuts_are_narrow (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  int width;

  show_sample (fixture);
  window = bhc_shortcuts_new (fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (is_drawn, window);
  gtk_widget_measure (gtk_window_get_child (GTK_WINDOW (window)), GTK_ORIENTATION_HORIZONTAL, -1,
                      &width, NULL, NULL, NULL); /* the window has a frame besides */
  save_picture (window, "commands-shortcuts-narrow.png");
  g_assert_cmpint (width, <=, 360);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
  UI_TEST ("/ui/commands/only-what-is-possible-is-offered", test_only_what_is_possible);
  UI_TEST ("/ui/commands/beginnings-of-words-find-a-command", test_words_find);
  UI_TEST ("/ui/commands/return-runs-the-first", test_return_runs);
  UI_TEST ("/ui/commands/other-words-are-searched-for", test_else_it_searches);
  UI_TEST ("/ui/commands/names-are-offered", test_names_are_offered);
  UI_TEST ("/ui/commands/arrows-walk-through-them", test_arrows_walk);
  UI_TEST ("/ui/commands/every-key-can-be-pressed", test_keys_are_keys);
  UI_TEST ("/ui/commands/keys-follow-the-rail", test_keys_follow_the_rail);
  UI_TEST ("/ui/commands/the-shortcuts-stand-in-their-window", test_shortcuts_are_shown);
  UI_TEST ("/ui/commands/the-shortcuts-fit-a-narrow-screen", test_shortcuts_are_narrow);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
