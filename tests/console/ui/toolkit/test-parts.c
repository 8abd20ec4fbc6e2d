/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <adwaita.h>

#include "console/ui/toolkit/bhc-chosen.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"
#include "tests/console/ui/ui-fixture.h"

static GtkWidget *
find_part (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_part (child, type);
  return found;
}

/* Mended.  Returns: (transfer full) */
static GtkWidget *
mend (GtkWidget *whole)
{
  g_object_ref_sink (whole);
  bhc_parts_mend (whole);
  return whole;
}

static GtkWidget *
new_scrolled (void)
{
  return gtk_scrolled_window_new ();
}

static GtkWidget *
new_drop_down (void)
{
  return gtk_drop_down_new_from_strings ((const char *const[]){ "One", "Two", NULL });
}

static GtkWidget *
new_expander (void)
{
  return g_object_new (ADW_TYPE_EXPANDER_ROW, "title", "Tools", NULL);
}

static GtkWidget *
new_untitled_group (void)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), adw_action_row_new ());
  return group;
}

static const struct
{
  const char *fact;
  GtkWidget *(*make) (void);
  GType (*part) (void);
  const char *name;
} cases[] = {
  { "scroll-bar", new_scrolled, gtk_scrollbar_get_type, "Scroll bar" },
  { "sign-of-a-password", gtk_password_entry_new, gtk_image_get_type,
    "Sign in the password field" },
  { "switcher-of-a-stack", gtk_stack_switcher_new, gtk_stack_switcher_get_type, "Sections" },
  { "button-of-a-drop-down", new_drop_down, gtk_toggle_button_get_type, "Choose" },
  { "row-that-unfolds", new_expander, adw_expander_row_get_type, "Tools" },
  { "list-without-a-title", new_untitled_group, gtk_list_box_get_type, "List" },
  { "sign-of-a-row", new_expander, gtk_image_get_type, "Sign" },
};

static void
test_name (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GtkWidget) whole = mend (cases[i].make ());
  GtkWidget *part = find_part (whole, cases[i].part ());

  g_assert_nonnull (part);
  gtk_test_accessible_assert_property (part, GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].name);
}

/* A button of this name is below @root. */
static gboolean
has_named (GtkWidget *root, const char *name)
{
  g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (root),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  if (GTK_IS_BUTTON (root) && other == NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_named (child, name))
      return TRUE;
  return FALSE;
}

static void
test_button_of_a_row_is_named_for_what_it_does (void)
{
  g_autoptr (GtkWidget) row = mend (adw_password_entry_row_new ());
  GtkWidget *button = find_part (row, GTK_TYPE_BUTTON);
  GtkWidget *sign = find_part (button, GTK_TYPE_IMAGE);

  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       gtk_widget_get_tooltip_text (button));
  gtk_widget_set_tooltip_text (button, "Hide Text");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Hide Text");
  g_assert_false (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_toast_can_be_dismissed (void)
{
  g_autoptr (GtkWidget) overlay = mend (adw_toast_overlay_new ());
  AdwToast *toast = adw_toast_new ("It is sent.");

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("Below"));
  adw_toast_set_button_label (toast, "Undo");
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  g_assert_true (has_named (overlay, "Dismiss"));
}

static void
test_button_is_read_once (void)
{
  g_autoptr (GtkWidget) button = mend (gtk_button_new_with_mnemonic ("_Save"));

  g_assert_false (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_words_of_a_choice_wrap (void)
{
  g_autoptr (GtkWidget) choice = mend (gtk_check_button_new_with_label ("So many words"));

  g_assert_true (gtk_label_get_wrap (GTK_LABEL (find_part (choice, GTK_TYPE_LABEL))));
}

static void
test_own_label_is_left_alone (void)
{
  g_autoptr (GtkWidget) label = mend (gtk_label_new ("Hello"));

  g_assert_false (gtk_label_get_wrap (GTK_LABEL (label)));
}

static GtkWidget *
new_wrapping (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, bhc_wrap_layout_new (0));
  return box;
}

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What wraps in something that wraps stays together first, and comes apart before it is too wide.
 */
static void
test_what_wraps_in_what_wraps (void)
{
  g_autoptr (GtkWidget) outer = g_object_ref_sink (new_wrapping ());
  GtkWidget *inner = new_wrapping ();

  gtk_box_append (GTK_BOX (outer), inner);
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *child = gtk_label_new (NULL);

      gtk_widget_set_size_request (child, 100, 100);
      gtk_box_append (GTK_BOX (inner), child);
    }
  g_assert_cmpint (measure (outer, GTK_ORIENTATION_HORIZONTAL, -1), ==, 100);
  g_assert_cmpint (measure (outer, GTK_ORIENTATION_VERTICAL, 300), ==, 100);
  g_assert_cmpint (measure (outer, GTK_ORIENTATION_VERTICAL, 250), ==, 200);
}

/* Words that are alone in a line take all of it; a button does not grow. */
static void
test_button_that_is_alone_in_its_line (void)
{
  g_autoptr (GtkWidget) box = g_object_ref_sink (new_wrapping ());
  GtkWidget *words = gtk_label_new ("So many words");
  GtkWidget *button = gtk_button_new ();
  int height;

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_size_request (button, 290, -1);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), button);
  height = measure (box, GTK_ORIENTATION_VERTICAL, 300);
  gtk_widget_size_allocate (box, &(GtkAllocation){ 0, 0, 300, height }, -1);
  g_assert_cmpint (gtk_widget_get_allocated_width (words), ==, 300);
  g_assert_cmpint (gtk_widget_get_allocated_width (button), ==, 290);
}

static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  GtkWidget *found =
      GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text) ? root
                                                                                       : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

#define ROLE "Administrator"

static gboolean
shows_role (gpointer row)
{
  return find_label (row, ROLE) != NULL;
}

/* Whatever the row explains: about as much as a word, short words wholly and without a gap. */
static void
test_chosen_is_whole (void)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const[]){ ROLE, NULL });
  g_autoptr (GtkWidget) word = g_object_ref_sink (gtk_label_new ("Admini"));
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_combo_row_new ();

  bhc_chosen_show_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (shows_role, row);
  g_assert_cmpint (measure (find_label (row, ROLE), GTK_ORIENTATION_HORIZONTAL, -1), >=,
                   measure (word, GTK_ORIENTATION_HORIZONTAL, -1));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Twice as large letters need a column twice as wide. */
static void
test_column_grows_with_the_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (GtkWidget) clamp = g_object_ref_sink (adw_clamp_new ());
  int before;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 360);
  bhc_parts_mend (clamp);
  bhc_parts_mend (clamp);
  g_assert_cmpint (adw_clamp_get_maximum_size (ADW_CLAMP (clamp)), ==, 360);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpint (adw_clamp_get_maximum_size (ADW_CLAMP (clamp)), ==,
                   ADW_CHECK_VERSION (1, 4, 0) ? 360 : 720);
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
}

static void
add_tests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/parts/names/", cases[i].fact, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_name);
    }
  g_test_add_func ("/ui/parts/button-of-a-row-is-named-for-what-it-does",
                   test_button_of_a_row_is_named_for_what_it_does);
  g_test_add_func ("/ui/parts/toast-can-be-dismissed", test_toast_can_be_dismissed);
  g_test_add_func ("/ui/parts/button-is-read-once", test_button_is_read_once);
  g_test_add_func ("/ui/parts/words-of-a-choice-wrap", test_words_of_a_choice_wrap);
  g_test_add_func ("/ui/parts/what-wraps-in-what-wraps", test_what_wraps_in_what_wraps);
  g_test_add_func ("/ui/parts/button-that-is-alone-in-its-line",
                   test_button_that_is_alone_in_its_line);
  g_test_add_func ("/ui/parts/chosen-is-whole", test_chosen_is_whole);
  g_test_add_func ("/ui/parts/column-grows-with-the-text", test_column_grows_with_the_text);
  g_test_add_func ("/ui/parts/own-label-is-left-alone", test_own_label_is_left_alone);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
