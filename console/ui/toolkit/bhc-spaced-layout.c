/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-spaced-layout.h"

typedef struct
{
  int spacing;
} BhcSpacedLayoutPrivate;

typedef enum
{
  PROP_SPACING = 1,
} BhcSpacedLayoutProperty;
static GParamSpec *props[PROP_SPACING + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BhcSpacedLayout, bhc_spaced_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
bhc_spaced_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bhc_spaced_layout_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BhcSpacedLayoutPrivate *own = bhc_spaced_layout_get_instance_private (BHC_SPACED_LAYOUT (object));

  switch ((BhcSpacedLayoutProperty) prop_id)
    {
    case PROP_SPACING:
      own->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_spaced_layout_class_init (BhcSpacedLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bhc_spaced_layout_set_property;
  GTK_LAYOUT_MANAGER_CLASS (klass)->get_request_mode = bhc_spaced_layout_get_request_mode;

  props[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_spaced_layout_init (BhcSpacedLayout *self)
{
}

int
bhc_spaced_layout_get_spacing (BhcSpacedLayout *self)
{
  BhcSpacedLayoutPrivate *own = bhc_spaced_layout_get_instance_private (self);

  return own->spacing;
}
