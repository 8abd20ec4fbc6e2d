/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/conversation/rows/bhc-column-layout.h"

struct _BhcColumnLayout
{
  BhcSpacedLayout parent_instance;
};

G_DEFINE_FINAL_TYPE (BhcColumnLayout, bhc_column_layout, BHC_TYPE_SPACED_LAYOUT)

/* The first of @child and those after it that takes room.  Returns: (transfer none) (nullable) */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int least, wished;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wished, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wished);
    }
}

static void
bhc_column_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  int spacing = bhc_spaced_layout_get_spacing (BHC_SPACED_LAYOUT (manager));
  int before = 0, least = 0, width = 0;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  measure_width (widget, &least, &width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = width;
      return;
    }

  width = for_size >= 0 ? for_size : width;
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      *natural += before + height;
      before = spacing;
    }
  *minimum = *natural;
}

static void
bhc_column_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  int spacing = bhc_spaced_layout_get_spacing (BHC_SPACED_LAYOUT (manager));
  GtkAllocation place = { 0, 0, width, 0 };

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
      gtk_widget_size_allocate (child, &place, -1);
      place.y += place.height + spacing;
    }
}

static void
bhc_column_layout_class_init (BhcColumnLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = bhc_column_layout_measure;
  layout_class->allocate = bhc_column_layout_allocate;
}

static void
bhc_column_layout_init (BhcColumnLayout *self)
{
}
