/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/insights/bhc-columns.h"

struct _BhcColumns
{
  GtkWidget parent_instance;

  int narrowest;
  int most;
  int spacing;
};

G_DEFINE_FINAL_TYPE (BhcColumns, bhc_columns, GTK_TYPE_WIDGET)

/* The next one that is seen, @child among them.  (nullable) */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
count_seen (BhcColumns *self)
{
  int n = 0;

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
       child != NULL; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    n++;
  return n;
}

static int
widest_minimum (BhcColumns *self)
{
  int widest = 0;

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
       child != NULL; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int width;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

/* Rows are filled evenly: of five in room for four, three and two. */
static int
count_columns (BhcColumns *self, int width)
{
  int n = count_seen (self);
  int narrowest = MAX (self->narrowest, widest_minimum (self)); /* text may be large */
  int fits = CLAMP ((width + self->spacing) / (narrowest + self->spacing), 1, self->most);
  int rows = MAX ((n + fits - 1) / fits, 1);

  return CLAMP ((n + rows - 1) / rows, 1, fits);
}

static int
column_width (BhcColumns *self, int width, int n)
{
  return MAX ((width - (n - 1) * self->spacing) / n, 1);
}

/* The height of the row that begins with @child; @next: what begins the next one. */
static int
measure_row (GtkWidget *child, int n, int width, GtkWidget **next)
{
  int tallest = 0;

  for (int i = 0; i < n && child != NULL; i++)
    {
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      tallest = MAX (tallest, height);
      child = skip_hidden (gtk_widget_get_next_sibling (child));
    }
  *next = child;
  return tallest;
}

static void
bhc_columns_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  BhcColumns *self = BHC_COLUMNS (widget);
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int width, n, height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest_minimum (self);
      *natural = MAX (*minimum, self->most * (self->narrowest + self->spacing) - self->spacing);
      return;
    }
  width = for_size >= 0 ? for_size : self->narrowest;
  n = count_columns (self, width);
  while (child != NULL)
    height += measure_row (child, n, column_width (self, width, n), &child) + self->spacing;
  *minimum = *natural = MAX (height - self->spacing, 0);
}

static void
allocate_row (BhcColumns *self, GtkWidget *child, int n, int width, int y, int height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (int i = 0; i < n && child != NULL; i++)
    {
      /* What does not divide is shared out: the last column ends where everything else does. */
      int x = i * (width + self->spacing) / n;
      int wide = MAX ((i + 1) * (width + self->spacing) / n - self->spacing - x, 1);

      gtk_widget_size_allocate (
          child, &(GtkAllocation){ rtl ? width - x - wide : x, y, wide, height }, -1);
      child = skip_hidden (gtk_widget_get_next_sibling (child));
    }
}

static void
bhc_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BhcColumns *self = BHC_COLUMNS (widget);
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int n = count_columns (self, width);
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *next;
      int tall = measure_row (child, n, column_width (self, width, n), &next);

      allocate_row (self, child, n, width, y, tall);
      y += tall + self->spacing;
      child = next;
    }
}

static GtkSizeRequestMode
bhc_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bhc_columns_dispose (GObject *object)
{
  bhc_columns_clear (BHC_COLUMNS (object));

  G_OBJECT_CLASS (bhc_columns_parent_class)->dispose (object);
}

static void
bhc_columns_class_init (BhcColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_columns_dispose;
  widget_class->measure = bhc_columns_measure;
  widget_class->size_allocate = bhc_columns_size_allocate;
  widget_class->get_request_mode = bhc_columns_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bhc_columns_init (BhcColumns *self)
{
}

GtkWidget *
bhc_columns_new (int narrowest, int most, int spacing)
{
  BhcColumns *self = g_object_new (BHC_TYPE_COLUMNS, NULL);

  self->narrowest = narrowest;
  self->most = most;
  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
bhc_columns_append (BhcColumns *self, GtkWidget *child)
{
  g_return_if_fail (BHC_IS_COLUMNS (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
bhc_columns_clear (BhcColumns *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
