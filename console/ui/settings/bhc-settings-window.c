/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/bhc-topic-page.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-one-stop.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-toast-place.h"

#include "console/ui/settings/bhc-settings-window.h"

#define ROW_MARGIN 6 /* that is seen above and below the topic that is shown */

struct _BhcSettingsWindow
{
  AdwWindow parent_instance;

  BhcDesk *desk;
  AdwLeaflet *leaflet;
  GtkListBox *topics;
  GtkStack *pages;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkWidget *back;
  gboolean closing; /* asked for and granted */
  gboolean leaving; /* as soon as what is being saved has been */
};

G_DEFINE_FINAL_TYPE (BhcSettingsWindow, bhc_settings_window, ADW_TYPE_WINDOW)

static void
bhc_settings_window_dispose (GObject *object)
{
  g_clear_object (&BHC_SETTINGS_WINDOW (object)->desk);

  G_OBJECT_CLASS (bhc_settings_window_parent_class)->dispose (object);
}

typedef gboolean (*Is) (BhcTopicPage *page);

static gboolean
is_any (BhcSettingsWindow *self, Is is)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    if (is (BHC_TOPIC_PAGE (page)))
      return TRUE;
  return FALSE;
}

/* What was refused is still to be seen. */
static void
settled_cb (BhcSettingsWindow *self)
{
  gboolean leaving = self->leaving;

  self->leaving = FALSE;
  if (leaving && !is_any (self, bhc_topic_page_is_changed))
    gtk_window_close (GTK_WINDOW (self));
}

static void
close_confirmed (gpointer data)
{
  BhcSettingsWindow *self = data;

  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
bhc_settings_window_close_request (GtkWindow *window)
{
  BhcSettingsWindow *self = BHC_SETTINGS_WINDOW (window);

  self->leaving = !self->closing && is_any (self, bhc_topic_page_is_saving);
  if (self->leaving)
    return GDK_EVENT_STOP;
  if (!self->closing && is_any (self, bhc_topic_page_is_changed))
    {
      bhc_compat_confirm (GTK_WIDGET (self), _ ("Discard Changes?"),
                          _ ("What you changed has not been saved."), _ ("_Discard"),
                          close_confirmed, self);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (bhc_settings_window_parent_class)->close_request (window);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static void
bhc_settings_window_class_init (BhcSettingsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_settings_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bhc_settings_window_close_request;

  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
bhc_settings_window_init (BhcSettingsWindow *self)
{
}

static void
told_cb (BhcSettingsWindow *self, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1); /* it may quote what was written */

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
  bhc_compat_announce (GTK_WIDGET (self), sentence);
}

/* Made when it is first looked at. */
static void
show_topic (BhcSettingsWindow *self, const BhcSettingsTopic *topic)
{
  if (gtk_stack_get_child_by_name (self->pages, topic->name) == NULL)
    {
      GtkWidget *page = bhc_topic_page_new (self->desk, topic);

      g_signal_connect_object (page, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_titled (self->pages, page, topic->name, _ (topic->title));
    }
  gtk_stack_set_visible_child_name (self->pages, topic->name);
  adw_window_title_set_title (self->title, _ (topic->title));
}

static void
go_to_topic (BhcSettingsWindow *self, const BhcSettingsTopic *topic)
{
  show_topic (self, topic);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
topic_cb (BhcSettingsWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    go_to_topic (self, &bhc_settings_topics[gtk_list_box_row_get_index (row)]);
}

/* Whoever goes through the topics one by one, by keyboard or by what reads the screen, sees each.
 */
static void
selected_cb (BhcSettingsWindow *self, GtkListBoxRow *row)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    topic_cb (self, row);
}

static void
back_cb (BhcSettingsWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
folded_cb (BhcSettingsWindow *self)
{
  gtk_widget_set_visible (self->back, adw_leaflet_get_folded (self->leaflet));
}

/* As soon as it stands somewhere: a list scrolls by itself to no row below a line. */
static gboolean
reveal_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));
  GtkWidget *scroller = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  if (row == NULL || !gtk_widget_get_mapped (list) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (row), list, &place))
    return G_SOURCE_REMOVE;
  if (place.size.height <= 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                             place.origin.y - ROW_MARGIN,
                             place.origin.y + place.size.height + ROW_MARGIN);
  return G_SOURCE_REMOVE;
}

static void
reveal_topic (BhcSettingsWindow *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self->topics), reveal_cb, NULL, NULL);
}

static GtkWidget *
make_topic_row (const BhcSettingsTopic *topic)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (topic->title));

  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", topic->icon, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "setting-box");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (topic->title), -1);
  return row;
}

/* A line between what is of the assistant, of the team, of the website and of oneself. */
static void
divide_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const BhcSettingsTopic *topic = &bhc_settings_topics[gtk_list_box_row_get_index (row)];
  gboolean divides = topic->begins && before != NULL;

  if (divides != (gtk_list_box_row_get_header (row) != NULL))
    gtk_list_box_row_set_header (row,
                                 divides ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
}

static gboolean
is_admin (BhcSettingsWindow *self)
{
  const BhOperator *who = bhc_desk_get_operator (self->desk);

  return who != NULL && who->role >= BH_ROLE_ADMIN;
}

static GtkWidget *
make_sidebar (BhcSettingsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Settings"), NULL));
  self->topics = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->topics), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->topics), "topics");
  bhc_one_stop_make (GTK_WIDGET (self->topics));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->topics), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Topics"), -1);
  for (const BhcSettingsTopic *topic = bhc_settings_topics; topic->name != NULL; topic++)
    {
      GtkWidget *row = make_topic_row (topic);

      gtk_widget_set_visible (row, !topic->admin || is_admin (self));
      gtk_list_box_append (self->topics, row);
    }
  gtk_list_box_set_header_func (self->topics, divide_cb, NULL, NULL);
  g_signal_connect_object (self->topics, "row-activated", G_CALLBACK (topic_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->topics, "row-selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->topics, "map", G_CALLBACK (reveal_topic), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->topics));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, 210, -1);
  return box;
}

/* Above the pages, not around them: a toast takes Escape from all that is within its overlay, and
 * here it leaves the settings. */
static GtkWidget *
make_pages (BhcSettingsWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  bhc_compat_hide_pages (self->pages);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  bhc_toast_place_keep (GTK_OVERLAY (overlay));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->pages));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->toasts));
  gtk_widget_set_vexpand (overlay, TRUE);
  return overlay;
}

static GtkWidget *
make_main (BhcSettingsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back"), -1);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_size_request (box, 340, -1);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_pages (self));
  return box;
}

static void
lay_out (BhcSettingsWindow *self)
{
  AdwLeafletPage *separator;

  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_mode_transition_duration (self->leaflet, 0);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_append (self->leaflet, make_sidebar (self));
  separator = adw_leaflet_append (self->leaflet, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_leaflet_page_set_navigatable (separator, FALSE);
  adw_leaflet_append (self->leaflet, make_main (self));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  folded_cb (self);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->leaflet));
}

GtkWidget *
bhc_settings_window_new (GtkWindow *parent, BhcDesk *desk)
{
  BhcSettingsWindow *self =
      g_object_new (BHC_TYPE_SETTINGS_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                    "title", _ ("Settings"), "default-width", 900, "default-height", 680, NULL);

  self->desk = g_object_ref (desk);
  lay_out (self);
  bhc_parts_mend (GTK_WIDGET (self));
  /* Beside the topics, or behind them: in a narrow window they are seen first. */
  gtk_list_box_select_row (self->topics, gtk_list_box_get_row_at_index (self->topics, 0));
  show_topic (self, &bhc_settings_topics[0]);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  return GTK_WIDGET (self);
}

void
bhc_settings_window_open (BhcSettingsWindow *self, const char *name)
{
  g_return_if_fail (BHC_IS_SETTINGS_WINDOW (self));

  for (guint i = 0; bhc_settings_topics[i].name != NULL; i++)
    if (g_str_equal (bhc_settings_topics[i].name, name) &&
        (!bhc_settings_topics[i].admin || is_admin (self)))
      {
        gtk_list_box_select_row (self->topics,
                                 gtk_list_box_get_row_at_index (self->topics, (int) i));
        go_to_topic (self, &bhc_settings_topics[i]);
        reveal_topic (self);
      }
}
