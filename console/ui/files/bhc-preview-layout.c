/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/files/bhc-preview-layout.h"

#define NARROW 48 /* pixels: enough to be pressed */

struct _BhcPreviewLayout
{
  GtkLayoutManager parent_instance;

  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (BhcPreviewLayout, bhc_preview_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
bhc_preview_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
height_for (BhcPreviewLayout *self, int width)
{
  int given = width < 0 ? self->width : MIN (width, self->width);

  return MAX (self->height * given / self->width, NARROW);
}

static void
bhc_preview_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  BhcPreviewLayout *self = BHC_PREVIEW_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = height_for (self, for_size);
      return;
    }
  *minimum = NARROW;
  *natural = MAX (self->width, NARROW);
}

static void
bhc_preview_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  GtkWidget *picture = gtk_widget_get_first_child (widget);

  gtk_widget_measure (picture, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (picture, width, height, baseline, NULL);
}

static void
bhc_preview_layout_class_init (BhcPreviewLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = bhc_preview_layout_get_request_mode;
  layout_class->measure = bhc_preview_layout_measure;
  layout_class->allocate = bhc_preview_layout_allocate;
}

static void
bhc_preview_layout_init (BhcPreviewLayout *self)
{
}

GtkLayoutManager *
bhc_preview_layout_new (int width, int height)
{
  BhcPreviewLayout *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  self = g_object_new (BHC_TYPE_PREVIEW_LAYOUT, NULL);
  self->width = width;
  self->height = height;
  return GTK_LAYOUT_MANAGER (self);
}
