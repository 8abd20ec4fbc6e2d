/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/insights/bhc-table-view.h"
#include "console/ui/insights/charts/bhc-chart.h"
#include "console/ui/insights/charts/bhc-legend.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/insights/bhc-chart-card.h"

struct _BhcChartCard
{
  AdwBin parent_instance;

  char *name;
  const BhcChartKind *kind;
  BhcTable *table; /* (nullable) */
  GtkWidget *chart;

  GtkLabel *title;
  GtkLabel *hint;
  GtkWidget *as_table;
  GtkWidget *save;
  GtkStack *stack;
  GtkBox *chart_box;
  AdwBin *legend;
  AdwBin *table_bin;
};

G_DEFINE_FINAL_TYPE (BhcChartCard, bhc_chart_card, ADW_TYPE_BIN)

/* The table is made when somebody wants to see it. */
static void
show_part (BhcChartCard *self)
{
  gboolean nothing = self->table == NULL || bhc_table_is_blank (self->table);
  gboolean table = !nothing && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->as_table));

  gtk_widget_set_sensitive (self->as_table, !nothing);
  /* An action would make it sensitive again. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save),
                                  nothing ? NULL : "insights.save-table");
  gtk_widget_set_sensitive (self->save, !nothing);
  adw_bin_set_child (self->table_bin, table ? bhc_table_view_new (self->table) : NULL);
  gtk_stack_set_visible_child_name (self->stack, nothing ? "nothing" : table ? "table" : "chart");
}

static void
name_button (GtkWidget *button, const char *words, const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", words, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_title (BhcChartCard *self)
{
  const char *title = bhc_table_get_title (self->table);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_button (self->as_table, _ ("Show as Table"), title);
  name_button (self->save, _ ("Save as CSV"), title);
}

static void
bhc_chart_card_dispose (GObject *object)
{
  BhcChartCard *self = BHC_CHART_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_CHART_CARD);
  g_clear_object (&self->table);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (bhc_chart_card_parent_class)->dispose (object);
}

static void
bhc_chart_card_class_init (BhcChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_chart_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, title);
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, hint);
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, as_table);
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, save);
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, chart_box);
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, legend);
  gtk_widget_class_bind_template_child (widget_class, BhcChartCard, table_bin);
  gtk_widget_class_bind_template_callback (widget_class, show_part);
}

static void
bhc_chart_card_init (BhcChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
}

GtkWidget *
bhc_chart_card_new (const char *name, const char *hint, const BhcChartKind *kind)
{
  BhcChartCard *self = g_object_new (BHC_TYPE_CHART_CARD, NULL);

  self->name = g_strdup (name);
  self->kind = kind;
  self->chart = bhc_chart_new (kind);
  gtk_box_append (self->chart_box, self->chart);
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->save), "s", name);
  return GTK_WIDGET (self);
}

void
bhc_chart_card_set_table (BhcChartCard *self, BhcTable *table)
{
  g_return_if_fail (BHC_IS_CHART_CARD (self));

  g_set_object (&self->table, table);
  show_title (self);
  adw_bin_set_child (self->legend, bhc_legend_new (table, self->kind));
  bhc_chart_set_table (BHC_CHART (self->chart), table);
  show_part (self);
}

const char *
bhc_chart_card_get_name (BhcChartCard *self)
{
  return self->name;
}

BhcTable *
bhc_chart_card_get_table (BhcChartCard *self)
{
  return self->table;
}
