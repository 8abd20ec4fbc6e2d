/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-views.h"
#include "console/ui/inbox/bhc-view-deeds.h"
#include "console/ui/inbox/bhc-view-words.h"
#include "console/ui/toolkit/bhc-one-stop.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/inbox/bhc-view-switch.h"

/* How high the views are at most: the conversations stand below them. */
#define MOST 300
#define EDGE 4 /* below the last of them */

struct _BhcViewSwitch
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  BhcView view;
  char *saved; /* (nullable) the id of the one that is shown */
  gboolean silent;
  GSignalGroup *signals;
  GSignalGroup *directory;
  GtkListBox *list;
};

typedef enum
{
  PROP_DESK = 1,
  PROP_VIEW,
} BhcViewSwitchProperty;
static GParamSpec *props[PROP_VIEW + 1];

/* What a row shows; lives as long as the row. */
typedef struct
{
  const BhcViewWords *words; /* (nullable) … */
  BhcSavedView *saved;       /* … or (nullable) */
  GtkLabel *count;
} Row;

G_DEFINE_FINAL_TYPE (BhcViewSwitch, bhc_view_switch, ADW_TYPE_BIN)

static void
row_free (Row *row)
{
  g_clear_object (&row->saved);
  g_free (row);
}

static Row *
get_row (BhcViewSwitch *self, int n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, n);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "row") : NULL;
}

static const char *
row_title (const Row *row)
{
  return row->words != NULL ? bhc_view_title (row->words) : bhc_saved_view_get_name (row->saved);
}

/* Of a saved one that the cache does not have yet: BHC_VIEW_NONE. */
static guint
row_view (BhcViewSwitch *self, const Row *row, gboolean *settled)
{
  *settled = TRUE;
  if (row->words != NULL)
    return row->words->view;

  return bhc_desk_find_view (self->desk, bhc_saved_view_get_id (row->saved), settled);
}

/* ---- counts ---- */

static void
show_count (BhcViewSwitch *self, Row *row)
{
  gboolean settled = FALSE;
  guint view = self->desk != NULL ? row_view (self, row, &settled) : BHC_VIEW_NONE;
  guint count = settled && view != BHC_VIEW_NONE ? bhc_desk_get_count (self->desk, view) : 0;
  g_autofree char *number = g_strdup_printf ("%'u", count);
  g_autofree char *words = g_strdup_printf ("%s, %u", row_title (row), count);
  GtkWidget *label = GTK_WIDGET (row->count);

  gtk_label_set_label (row->count, !settled ? "…" : count > 0 ? number : "");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, settled ? words : row_title (row), -1);
  if (view == BHC_VIEW_WAITING && count > 0)
    gtk_widget_add_css_class (label, "is-waiting");
  else
    gtk_widget_remove_css_class (label, "is-waiting");
}

static void
take_row (BhcViewSwitch *self, Row *row)
{
  gboolean settled;
  guint view = self->desk != NULL ? row_view (self, row, &settled) : BHC_VIEW_WAITING;

  g_free (self->saved);
  self->saved = row->saved != NULL ? g_strdup (bhc_saved_view_get_id (row->saved)) : NULL;
  if (view == BHC_VIEW_NONE || view == self->view)
    return;

  self->view = view;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VIEW]);
}

static void
show_counts (BhcViewSwitch *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  Row *row;

  for (int n = 0; (row = get_row (self, n)) != NULL; n++)
    show_count (self, row);
  if (selected != NULL) /* a saved one may have come into the cache by now */
    take_row (self, g_object_get_data (G_OBJECT (selected), "row"));
}

/* What is shown is seen among the views, too, however it was chosen. */
static void
scroll_to (BhcViewSwitch *self, GtkWidget *row)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  if (scroller != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self), &place))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                               place.origin.y, place.origin.y + place.size.height + EDGE);
}

static void
row_selected_cb (BhcViewSwitch *self, GtkListBoxRow *row)
{
  if (row != NULL)
    scroll_to (self, GTK_WIDGET (row));
  if (row != NULL && !self->silent)
    take_row (self, g_object_get_data (G_OBJECT (row), "row"));
}

/* ---- rows ---- */

static GMenuModel *
make_menu (const char *id)
{
  static const struct
  {
    const char *label;
    const char *action;
  } items[] = {
    { N_ ("_Rename…"), "views.rename" },
    { N_ ("Move _Up"), "views.up" },
    { N_ ("Move _Down"), "views.down" },
    { N_ ("_Delete…"), "views.remove" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "s", id);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_more (BhcSavedView *saved)
{
  g_autoptr (GMenuModel) menu = make_menu (bhc_saved_view_get_id (saved));
  g_autofree char *name =
      g_strdup_printf (_ ("Change the view %s"), bhc_saved_view_get_name (saved));
  GtkWidget *more = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "view-more-symbolic",
                                  "menu-model", menu, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (more, "flat");
  gtk_widget_add_css_class (more, "view-more");
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (more, name);
  bhc_parts_mend (more);
  return more;
}

static void
append_row (BhcViewSwitch *self, const BhcViewWords *words, BhcSavedView *saved)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name",
                                  words != NULL ? words->icon : "bellhop-view-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *count = /* the row's name says it */
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  Row *row = g_new0 (Row, 1);
  GtkWidget *title;

  row->words = words;
  row->saved = saved != NULL ? g_object_ref (saved) : NULL;
  row->count = GTK_LABEL (count);
  title = g_object_new (GTK_TYPE_LABEL, "label", row_title (row), "xalign", 0.0, "hexpand", TRUE,
                        "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (count, "view-count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  if (saved != NULL)
    gtk_box_append (GTK_BOX (box), make_more (saved));
  if (saved != NULL && bhc_saved_view_is_shared (saved)) /* a heading is not read with its rows */
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    _ ("Shared Views"), -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  g_object_set_data_full (G_OBJECT (widget), "row", row, (GDestroyNotify) row_free);
  gtk_list_box_append (self->list, widget);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const Row *one = g_object_get_data (G_OBJECT (row), "row");
  const Row *other = before != NULL ? g_object_get_data (G_OBJECT (before), "row") : NULL;
  gboolean shared = one->saved != NULL && bhc_saved_view_is_shared (one->saved);
  gboolean first = one->saved != NULL && (other == NULL || other->saved == NULL ||
                                          bhc_saved_view_is_shared (other->saved) != shared);
  GtkWidget *title = NULL;

  if (first)
    {
      title = g_object_new (GTK_TYPE_LABEL, "label", shared ? _ ("Shared Views") : _ ("My Views"),
                            "xalign", 0.0, NULL);
      gtk_widget_add_css_class (title, "view-section");
    }
  gtk_list_box_row_set_header (row, title);
}

static void
select_shown (BhcViewSwitch *self)
{
  Row *row;

  for (int n = 0; (row = get_row (self, n)) != NULL; n++)
    {
      const char *id = row->saved != NULL ? bhc_saved_view_get_id (row->saved) : NULL;
      gboolean shown = self->saved != NULL ? g_strcmp0 (id, self->saved) == 0
                                           : row->words != NULL && row->words->view == self->view;

      if (shown)
        {
          gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, n));
          return;
        }
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static int
height_of (GtkWidget *widget)
{
  int height = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

/* How high the list is down to the last row that fits, and without any of them: its frame. */
static int
measure_rows (BhcViewSwitch *self, int most, int *frame)
{
  GtkListBoxRow *row;
  int all = 0;
  int whole = 0;

  for (int n = 0; (row = gtk_list_box_get_row_at_index (self->list, n)) != NULL; n++)
    {
      all += height_of (gtk_list_box_row_get_header (row)) + height_of (GTK_WIDGET (row));
      if (all <= most)
        whole = all;
    }
  *frame = height_of (GTK_WIDGET (self->list)) - all;
  return whole;
}

/* Where there are more views than are seen at once, none of them is cut. */
static void
fit_rows (BhcViewSwitch *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  int frame;
  int whole = measure_rows (self, MOST, &frame);

  if (scroller != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                                MAX (whole + frame, 1));
}

static void
show_saved (BhcViewSwitch *self)
{
  GListModel *views =
      self->desk != NULL ? bhc_directory_get_views (bhc_desk_get_directory (self->desk)) : NULL;
  GtkListBoxRow *row;

  self->silent = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, BHC_N_VIEW_WORDS)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; views != NULL && i < g_list_model_get_n_items (views); i++)
    {
      g_autoptr (BhcSavedView) saved = g_list_model_get_item (views, i);

      append_row (self, NULL, saved);
    }
  self->silent = FALSE;
  select_shown (self);
  show_counts (self);
  fit_rows (self);
}

static void
change_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BhcViewSwitch *self = BHC_VIEW_SWITCH (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  if (self->desk != NULL)
    bhc_view_deeds_do (widget, self->desk, action, id);
}

/* ---- the widget ---- */

static void
set_desk (BhcViewSwitch *self, BhcDesk *desk)
{
  if (!g_set_object (&self->desk, desk))
    return;

  g_signal_group_set_target (self->signals, desk);
  g_signal_group_set_target (self->directory, desk != NULL ? bhc_desk_get_directory (desk) : NULL);
  show_saved (self);
}

static void
bhc_view_switch_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  BhcViewSwitch *self = BHC_VIEW_SWITCH (object);

  switch ((BhcViewSwitchProperty) prop_id)
    {
    case PROP_DESK:
      set_desk (self, g_value_get_object (value));
      break;
    case PROP_VIEW:
      bhc_view_switch_set_view (self, (BhcView) g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_view_switch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcViewSwitch *self = BHC_VIEW_SWITCH (object);

  switch ((BhcViewSwitchProperty) prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_VIEW:
      g_value_set_uint (value, self->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_view_switch_dispose (GObject *object)
{
  BhcViewSwitch *self = BHC_VIEW_SWITCH (object);

  self->silent = TRUE;
  g_clear_object (&self->signals);
  g_clear_object (&self->directory);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->saved, g_free);

  G_OBJECT_CLASS (bhc_view_switch_parent_class)->dispose (object);
}

static void
bhc_view_switch_class_init (BhcViewSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_view_switch_dispose;
  object_class->set_property = bhc_view_switch_set_property;
  object_class->get_property = bhc_view_switch_get_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_VIEW] =
      g_param_spec_uint ("view", NULL, NULL, 0, BHC_N_VIEWS - 1, BHC_VIEW_WAITING,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  for (guint i = 0; bhc_view_deeds[i] != NULL; i++)
    gtk_widget_class_install_action (widget_class, bhc_view_deeds[i], "s", change_cb);
}

static void
bhc_view_switch_init (BhcViewSwitch *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "view-switch");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Views"), -1);
  bhc_one_stop_make (GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));

  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->signals, "counts-changed", G_CALLBACK (show_counts), self);
  self->directory = g_signal_group_new (BHC_TYPE_DIRECTORY);
  g_signal_group_connect_swapped (self->directory, "changed", G_CALLBACK (show_saved), self);
  for (guint i = 0; i < BHC_N_VIEW_WORDS; i++)
    append_row (self, &bhc_view_words[i], NULL);
  show_counts (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_after (self, "map", G_CALLBACK (fit_rows), NULL);
}

BhcView
bhc_view_switch_get_view (BhcViewSwitch *self)
{
  g_return_val_if_fail (BHC_IS_VIEW_SWITCH (self), BHC_VIEW_WAITING);

  return self->view;
}

BhcSavedView *
bhc_view_switch_get_saved (BhcViewSwitch *self)
{
  g_return_val_if_fail (BHC_IS_VIEW_SWITCH (self), NULL);

  return self->desk != NULL && self->saved != NULL
             ? bhc_directory_find_view (bhc_desk_get_directory (self->desk), self->saved)
             : NULL;
}

char *
bhc_view_switch_dup_key (BhcViewSwitch *self)
{
  g_return_val_if_fail (BHC_IS_VIEW_SWITCH (self), NULL);

  return self->saved != NULL ? g_strdup (self->saved) : g_strdup_printf ("%u", self->view);
}

void
bhc_view_switch_set_view (BhcViewSwitch *self, BhcView view)
{
  g_return_if_fail (BHC_IS_VIEW_SWITCH (self));
  g_return_if_fail (view < BHC_VIEW_SAVED);

  for (int n = 0; n < BHC_N_VIEW_WORDS; n++)
    if (bhc_view_words[n].view == view)
      bhc_view_switch_show_nth (self, (guint) n);
}

void
bhc_view_switch_show_nth (BhcViewSwitch *self, guint n)
{
  GtkListBoxRow *row;

  g_return_if_fail (BHC_IS_VIEW_SWITCH (self));

  row = gtk_list_box_get_row_at_index (self->list, (int) n);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}
