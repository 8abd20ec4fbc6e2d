/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/layout/bhc-either-layout.h"

struct _BhcEitherLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (BhcEitherLayout, bhc_either_layout, GTK_TYPE_LAYOUT_MANAGER)

/* @width: -1 for any */
static GtkWidget *
choose (GtkWidget *widget, int width)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int minimum;

  gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return width < 0 || width >= minimum ? first : gtk_widget_get_next_sibling (first);
}

static GtkSizeRequestMode
bhc_either_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int least;

  gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, &least, natural, NULL, NULL);
  gtk_widget_measure (gtk_widget_get_next_sibling (first), GTK_ORIENTATION_HORIZONTAL, -1, minimum,
                      NULL, NULL, NULL);
  *minimum = MIN (*minimum, least);
}

static void
bhc_either_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    gtk_widget_measure (choose (widget, for_size), orientation, for_size, minimum, natural, NULL,
                        NULL);
}

static void
bhc_either_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  GtkWidget *chosen = choose (widget, width);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_child_visible (child, child == chosen);
  gtk_widget_allocate (chosen, width, height, -1, NULL);
}

static void
bhc_either_layout_class_init (BhcEitherLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = bhc_either_layout_get_request_mode;
  manager_class->measure = bhc_either_layout_measure;
  manager_class->allocate = bhc_either_layout_allocate;
}

static void
bhc_either_layout_init (BhcEitherLayout *self)
{
}
