/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/conversation/rows/bhc-column-layout.h"

struct _BhcColumnLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

typedef enum
{
  PROP_SPACING = 1,
} BhcColumnLayoutProperty;
static GParamSpec *props[PROP_SPACING + 1];

G_DEFINE_FINAL_TYPE (BhcColumnLayout, bhc_column_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The first of @child and those after it that takes room.  Returns: (transfer none) (nullable) */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkSizeRequestMode
bhc_column_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
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
  int spacing = BHC_COLUMN_LAYOUT (manager)->spacing, before = 0, least = 0, width = 0;

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
  GtkAllocation place = { 0, 0, width, 0 };

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
      gtk_widget_size_allocate (child, &place, -1);
      place.y += place.height + BHC_COLUMN_LAYOUT (manager)->spacing;
    }
}

static void
bhc_column_layout_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((BhcColumnLayoutProperty) prop_id)
    {
    case PROP_SPACING:
      BHC_COLUMN_LAYOUT (object)->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_column_layout_class_init (BhcColumnLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->set_property = bhc_column_layout_set_property;
  layout_class->get_request_mode = bhc_column_layout_get_request_mode;
  layout_class->measure = bhc_column_layout_measure;
  layout_class->allocate = bhc_column_layout_allocate;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_column_layout_init (BhcColumnLayout *self)
{
}
