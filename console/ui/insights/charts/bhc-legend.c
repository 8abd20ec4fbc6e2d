/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/insights/charts/bhc-legend.h"

#include "console/ui/insights/bhc-columns.h"

#define WIDE 26
#define HIGH 12

/* A piece of the line, or of the bar. */
#define BHC_TYPE_LEGEND_SIGN (bhc_legend_sign_get_type ())
G_DECLARE_FINAL_TYPE (BhcLegendSign, bhc_legend_sign, BHC, LEGEND_SIGN, GtkWidget)

struct _BhcLegendSign
{
  GtkWidget parent_instance;

  guint series;
  gboolean line;
};

G_DEFINE_FINAL_TYPE (BhcLegendSign, bhc_legend_sign, GTK_TYPE_WIDGET)

static void
bhc_legend_sign_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BhcLegendSign *self = BHC_LEGEND_SIGN (widget);
  BhcInk ink = bhc_ink_of (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDE, HIGH));

  if (self->line)
    {
      cairo_move_to (cr, 0, HIGH / 2.0);
      cairo_line_to (cr, WIDE, HIGH / 2.0);
      bhc_ink_line (&ink, cr, self->series);
      cairo_stroke (cr);
      bhc_ink_marker (&ink, cr, self->series, WIDE / 2.0, HIGH / 2.0, 7);
    }
  else
    bhc_ink_bar (&ink, cr, self->series, &(GdkRectangle){ 0, 0, WIDE, HIGH });
  cairo_destroy (cr);
}

static void
bhc_legend_sign_class_init (BhcLegendSignClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = bhc_legend_sign_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bhc_legend_sign_init (BhcLegendSign *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), WIDE, HIGH);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static GtkWidget *
make_entry (const char *name, guint series, gboolean line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  BhcLegendSign *sign = g_object_new (BHC_TYPE_LEGEND_SIGN, NULL);
  GtkWidget *label = gtk_label_new (name);

  sign->series = series;
  sign->line = line;
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (sign));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

GtkWidget *
bhc_legend_new (BhcTable *table, const BhcChartKind *kind)
{
  GtkWidget *legend = bhc_columns_new (104, BHC_INK_SERIES, 6);
  guint n = MIN (bhc_table_get_n_drawn (table), BHC_INK_SERIES);

  for (guint i = 0; i < n; i++)
    bhc_columns_append (BHC_COLUMNS (legend),
                        make_entry (bhc_table_get_column (table, i), i, kind == &bhc_time_lines));
  gtk_widget_set_visible (legend, n > 1 && !kind->cells);
  return legend;
}
