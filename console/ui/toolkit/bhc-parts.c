/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-fitting-menu.h"

#include "console/ui/toolkit/bhc-parts.h"

/* A kind of part, and either its name or what else mends it. */
typedef struct
{
  GType (*type) (void);
  GType (*parent) (void);             /* (nullable): whose child it is */
  gboolean (*fits) (GtkWidget *part); /* (nullable): what else it has to be */
  const char *name;                   /* (nullable) */
  void (*mend) (GtkWidget *part);     /* (nullable) */
} Part;

static void
name_part (GtkWidget *part, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
is_under (GtkWidget *part, GType type)
{
  return gtk_widget_get_ancestor (part, type) != NULL;
}

static gboolean
is_titled_row (GtkWidget *row)
{
  return ADW_IS_EXPANDER_ROW (row) || G_OBJECT_TYPE (row) == ADW_TYPE_PREFERENCES_ROW;
}

static void
name_row (GtkWidget *row)
{
  name_part (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

/* Lists that no title stands above: inside of rows that unfold, of popovers, of plain groups. */
static gboolean
is_plain_list (GtkWidget *list)
{
  GtkWidget *group = gtk_widget_get_ancestor (list, ADW_TYPE_PREFERENCES_GROUP);
  const char *title =
      group != NULL ? adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)) : "";

  return is_under (list, ADW_TYPE_EXPANDER_ROW) || is_under (list, GTK_TYPE_POPOVER) ||
         (group != NULL && *title == '\0');
}

/* A menu is called as the button that opens it. */
static void
mend_menu (GtkWidget *menu)
{
  const char *name = gtk_widget_get_tooltip_text (gtk_widget_get_parent (menu));

  bhc_fitting_menu_mend (menu);
  if (name != NULL)
    name_part (menu, name);
}

static void
popover_cb (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (GTK_IS_POPOVER_MENU (popover))
    mend_menu (GTK_WIDGET (popover));
}

/* With each other model it gets another menu. */
static void
mend_menu_button (GtkWidget *button)
{
  g_signal_handlers_disconnect_by_func (button, popover_cb, NULL);
  g_signal_connect (button, "notify::popover", G_CALLBACK (popover_cb), NULL);
}

/* Pages nobody has named are those inside of widgets that GTK and libadwaita make. */
static void
name_pages (GtkWidget *stack)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (GTK_STACK (stack));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = 0; i < n; i++)
    {
      GtkStackPage *page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      if (gtk_stack_page_get_title (page) == NULL)
        gtk_stack_page_set_title (page, _ ("Part"));
      g_object_unref (page);
    }
}

/* In its window about a program libadwaita names neither the way back nor the texts. */
static gboolean
is_in_about (GtkWidget *part)
{
  return is_under (part, ADW_TYPE_ABOUT_WINDOW);
}

/* What a row's button is for, its name says. */
static gboolean
is_of_action (GtkWidget *image)
{
  return GTK_IS_BUTTON (gtk_widget_get_parent (image)) &&
         (is_under (image, ADW_TYPE_EXPANDER_ROW) || is_under (image, ADW_TYPE_ENTRY_ROW));
}

/* Signs that libadwaita draws in its rows and switchers. */
static gboolean
is_sign (GtkWidget *image)
{
  if (is_of_action (image))
    return FALSE;
  return GTK_IS_ENTRY (gtk_widget_get_parent (image)) || is_under (image, ADW_TYPE_VIEW_SWITCHER) ||
         is_under (image, ADW_TYPE_ENTRY_ROW) || is_under (image, ADW_TYPE_EXPANDER_ROW) ||
         is_under (image, ADW_TYPE_COMBO_ROW) || is_in_about (image);
}

/* libadwaita 1.2 cuts it short where there is little room. */
static gboolean
is_group_title (GtkWidget *label)
{
  return gtk_widget_has_css_class (label, "heading") &&
         is_under (label, ADW_TYPE_PREFERENCES_GROUP) && !is_under (label, GTK_TYPE_LIST_BOX);
}

/* In a horizontal box GTK 4.8 asks words of several lines how wide they would like to be for their
 * height, and with letters of two fonts in them the answer may be: all in one line. */
static void
mend_group_title (GtkWidget *title)
{
  GtkWidget *words = gtk_widget_get_parent (title);
  GtkWidget *head = gtk_widget_get_parent (words);
  GtkWidget *suffix = gtk_widget_get_next_sibling (words);

  g_object_set (title, "wrap", TRUE, "ellipsize", PANGO_ELLIPSIZE_NONE, NULL);
  if (GTK_IS_BOX (head) && gtk_widget_get_visible (gtk_widget_get_last_child (words)) &&
      (suffix == NULL || !gtk_widget_get_visible (suffix)))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (head), GTK_ORIENTATION_VERTICAL);
}

/* What stands below a row's title, where names in one script stand among words in another. */
static gboolean
is_row_detail (GtkWidget *label)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL &&
         gtk_widget_has_css_class (label, "subtitle") && is_under (label, ADW_TYPE_PREFERENCES_ROW);
}

/* GTK 4.8 tells two least widths for words of two scripts, and warns of itself: both are less than
 * what anybody can read. */
static void
widen_detail (GtkWidget *label)
{
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
}

static void
wrap_words (GtkWidget *label)
{
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
}

static gboolean
has_mnemonic (GtkWidget *button)
{
  return gtk_button_get_use_underline (GTK_BUTTON (button));
}

/* GTK 4.8 reads the label twice, once with the sign of its mnemonic: that which is seen is
 * enough. */
static void
forget_label (GtkWidget *button)
{
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static gboolean
holds_words (GtkWidget *button)
{
  return gtk_button_get_label (GTK_BUTTON (button)) == NULL &&
         GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (button)));
}

static void
name_as_words (GtkWidget *button)
{
  name_part (button, gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)))));
}

static gboolean
is_way_back (GtkWidget *button)
{
  return is_in_about (button) && gtk_button_get_icon_name (GTK_BUTTON (button)) != NULL &&
         gtk_widget_get_tooltip_text (button) != NULL;
}

static void
name_as_tooltip (GtkWidget *button)
{
  name_part (button, gtk_widget_get_tooltip_text (button));
}

/* What libadwaita puts into rows that are written in has a tooltip alone, and another when it is
 * pressed. */
static gboolean
is_of_written_row (GtkWidget *button)
{
  return is_under (button, ADW_TYPE_ENTRY_ROW) && gtk_widget_get_tooltip_text (button) != NULL;
}

static void
follow_tooltip (GtkWidget *button)
{
  g_signal_handlers_disconnect_by_func (button, name_as_tooltip, NULL);
  g_signal_connect (button, "notify::tooltip-text", G_CALLBACK (name_as_tooltip), NULL);
  name_as_tooltip (button);
}

/* A window with one page has no need of its title, but reads it out. */
static void
title_page (GtkWidget *page)
{
  const char *title = adw_preferences_page_get_title (ADW_PREFERENCES_PAGE (page));
  GtkRoot *window = gtk_widget_get_root (page);

  if ((title == NULL || *title == '\0') && GTK_IS_WINDOW (window))
    adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page),
                                    gtk_window_get_title (GTK_WINDOW (window)));
}

static gboolean
is_in_preferences (GtkWidget *part)
{
  return is_under (part, ADW_TYPE_PREFERENCES_WINDOW);
}

/* In the windows that bring a search along. */
static gboolean
is_search_toggle (GtkWidget *button)
{
  return (is_in_preferences (button) || is_under (button, GTK_TYPE_SHORTCUTS_WINDOW)) &&
         gtk_widget_get_tooltip_text (button) != NULL;
}

static void
name_arrows (GtkWidget *widget, guint *at)
{
  const char *const names[] = { _ ("Previous Month"), _ ("Next Month"), _ ("Previous Year"),
                                _ ("Next Year") };

  if (GTK_IS_BUTTON (widget) && *at < G_N_ELEMENTS (names))
    name_part (widget, names[(*at)++]);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_arrows (child, at);
}

/* It leaves its arrows without a name. */
static void
name_calendar (GtkWidget *calendar)
{
  guint at = 0;

  name_arrows (calendar, &at);
}

/* ---- toasts ---- */

static void
name_closing (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    name_part (widget, C_ ("notice", "Dismiss"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_closing (child);
}

/* Each is a widget of its own while it is shown, beside all that it lies over. */
static void
toasts_changed_cb (GListModel *children, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);
      AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (gtk_widget_get_parent (child));

      if (child != adw_toast_overlay_get_child (overlay))
        name_closing (child);
    }
}

static void
watch_toasts (GtkWidget *overlay)
{
  GListModel *children = gtk_widget_observe_children (overlay);

  g_signal_connect (children, "items-changed", G_CALLBACK (toasts_changed_cb), NULL);
  g_object_set_data_full (G_OBJECT (overlay), "bhc-toasts", children, g_object_unref);
}

/* The first that fits counts. */
static const Part parts[] = {
  { gtk_scrollbar_get_type, .name = N_ ("Scroll bar") },
  { gtk_image_get_type, gtk_password_entry_get_type, .name = N_ ("Sign in the password field") },
  { adw_view_switcher_get_type, .name = N_ ("Sections") },
  { gtk_stack_switcher_get_type, .name = N_ ("Sections") },
  { gtk_toggle_button_get_type, gtk_drop_down_get_type, .name = N_ ("Choose") },
  { adw_preferences_row_get_type, .fits = is_titled_row, .mend = name_row },
  { gtk_list_box_get_type, .fits = is_plain_list, .name = N_ ("List") },
  { gtk_list_view_get_type, .fits = is_plain_list, .name = N_ ("List") },
  { gtk_menu_button_get_type, .mend = mend_menu_button },
  { adw_toast_overlay_get_type, .mend = watch_toasts },
  { adw_clamp_get_type, .mend = bhc_compat_grow_clamp },
  { adw_clamp_scrollable_get_type, .mend = bhc_compat_grow_clamp },
  { gtk_popover_menu_get_type, .mend = mend_menu },
  { adw_preferences_page_get_type, .mend = title_page },
  { gtk_search_entry_get_type, .fits = is_in_preferences, .name = N_ ("Search") },
  { gtk_toggle_button_get_type, .fits = is_search_toggle, .mend = name_as_tooltip },
  { gtk_calendar_get_type, .mend = name_calendar },
  { gtk_stack_get_type, .mend = name_pages },
  { gtk_image_get_type, .fits = is_sign, .name = N_ ("Sign") },
  { gtk_label_get_type, .fits = is_group_title, .mend = mend_group_title },
  { gtk_label_get_type, .fits = is_row_detail, .mend = widen_detail },
  { gtk_label_get_type, gtk_check_button_get_type, .mend = wrap_words },
  { gtk_text_view_get_type, .fits = is_in_about, .name = N_ ("Text") },
  { gtk_button_get_type, .fits = is_way_back, .mend = name_as_tooltip },
  { gtk_button_get_type, .fits = is_of_written_row, .mend = follow_tooltip },
  { gtk_button_get_type, .fits = has_mnemonic, .mend = forget_label },
  { gtk_button_get_type, .fits = holds_words, .mend = name_as_words },
};

static gboolean
is_part (GtkWidget *widget, const Part *part)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, part->type ()) &&
         (part->parent == NULL ||
          G_TYPE_CHECK_INSTANCE_TYPE (gtk_widget_get_parent (widget), part->parent ())) &&
         (part->fits == NULL || part->fits (widget));
}

static const Part *
find_part (GtkWidget *widget)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (is_part (widget, &parts[i]))
      return &parts[i];
  return NULL;
}

void
bhc_parts_mend (GtkWidget *root)
{
  const Part *part = find_part (root);

  if (part != NULL && part->name != NULL)
    name_part (root, _ (part->name));
  else if (part != NULL)
    part->mend (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bhc_parts_mend (child);
}
