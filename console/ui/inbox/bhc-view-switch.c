/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#define N_SHOWN (BHC_VIEW_RESOLVED + 1)

#include "console/ui/inbox/bhc-view-switch.h"

struct _BhcViewSwitch
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  BhcView view;
  GSignalGroup *signals;
  GtkListBox *list;
  GtkLabel *counts[N_SHOWN];
};

typedef enum
{
  PROP_DESK = 1,
  PROP_VIEW,
} BhcViewSwitchProperty;
static GParamSpec *props[PROP_VIEW + 1];

static const struct
{
  const char *icon;
  const char *title;
  const char *count; /* the desk's property */
} views[N_SHOWN] = {
  [BHC_VIEW_WAITING] = { "bellhop-bell-symbolic", NC_ ("view", "Waiting"), "n-waiting" },
  [BHC_VIEW_MINE] = { "bellhop-person-symbolic", NC_ ("view", "Mine"), "n-mine" },
  [BHC_VIEW_UNASSIGNED] = { "bellhop-unassigned-symbolic", NC_ ("view", "Unassigned"),
                            "n-unassigned" },
  [BHC_VIEW_ALL] = { "bellhop-all-symbolic", NC_ ("view", "All"), "n-all" },
  [BHC_VIEW_RESOLVED] = { "bellhop-check-symbolic", NC_ ("view", "Resolved"), "n-resolved" },
};

G_DEFINE_FINAL_TYPE (BhcViewSwitch, bhc_view_switch, ADW_TYPE_BIN)

static const char *
view_title (BhcView view)
{
  return g_dpgettext2 (NULL, "view", views[view].title);
}

static void
show_count (BhcViewSwitch *self, BhcView view)
{
  guint count = self->desk != NULL ? bhc_desk_get_count (self->desk, view) : 0;
  g_autofree char *number = g_strdup_printf ("%'u", count);
  g_autofree char *words = g_strdup_printf ("%s, %u", view_title (view), count);
  GtkWidget *label = GTK_WIDGET (self->counts[view]);

  gtk_label_set_label (self->counts[view], count > 0 ? number : "");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (view == BHC_VIEW_WAITING && count > 0)
    gtk_widget_add_css_class (label, "is-waiting");
  else
    gtk_widget_remove_css_class (label, "is-waiting");
}

static void
show_counts (BhcViewSwitch *self)
{
  for (BhcView view = 0; view < N_SHOWN; view++)
    show_count (self, view);
}

static void
row_selected_cb (BhcViewSwitch *self, GtkListBoxRow *row)
{
  if (row != NULL)
    bhc_view_switch_set_view (self, (BhcView) gtk_list_box_row_get_index (row));
}

static GtkWidget *
make_row (BhcViewSwitch *self, BhcView view)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", views[view].icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *title = gtk_label_new (view_title (view));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (count, "view-count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  self->counts[view] = GTK_LABEL (count);

  return row;
}

static void
set_desk (BhcViewSwitch *self, BhcDesk *desk)
{
  if (!g_set_object (&self->desk, desk))
    return;

  g_signal_group_set_target (self->signals, desk);
  show_counts (self);
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

  g_clear_object (&self->signals);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_view_switch_parent_class)->dispose (object);
}

static void
bhc_view_switch_class_init (BhcViewSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bhc_view_switch_dispose;
  object_class->set_property = bhc_view_switch_set_property;
  object_class->get_property = bhc_view_switch_get_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_VIEW] =
      g_param_spec_uint ("view", NULL, NULL, 0, N_SHOWN - 1, BHC_VIEW_WAITING,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_view_switch_init (BhcViewSwitch *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "view-switch");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Views"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));

  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  for (BhcView view = 0; view < N_SHOWN; view++)
    {
      g_autofree char *notify = g_strconcat ("notify::", views[view].count, NULL);

      gtk_list_box_append (self->list, make_row (self, view));
      g_signal_group_connect_swapped (self->signals, notify, G_CALLBACK (show_counts), self);
    }
  show_counts (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
}

BhcView
bhc_view_switch_get_view (BhcViewSwitch *self)
{
  g_return_val_if_fail (BHC_IS_VIEW_SWITCH (self), BHC_VIEW_WAITING);

  return self->view;
}

void
bhc_view_switch_set_view (BhcViewSwitch *self, BhcView view)
{
  g_return_if_fail (BHC_IS_VIEW_SWITCH (self));
  g_return_if_fail (view < N_SHOWN);

  if (self->view == view)
    return;

  self->view = view;
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) view));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VIEW]);
}
