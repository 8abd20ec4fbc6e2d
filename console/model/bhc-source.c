/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-source-private.h"

struct _BhcSource
{
  GObject parent_instance;

  char *title;
  char *heading;
  char *quote;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_HEADING,
  PROP_QUOTE,
} BhcSourceProperty;

static GParamSpec *props[PROP_QUOTE + 1];

G_DEFINE_FINAL_TYPE (BhcSource, bhc_source, G_TYPE_OBJECT)

static void
bhc_source_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcSource *self = BHC_SOURCE (object);

  switch ((BhcSourceProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;
    case PROP_QUOTE:
      g_value_set_string (value, self->quote);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_source_finalize (GObject *object)
{
  BhcSource *self = BHC_SOURCE (object);

  g_free (self->title);
  g_free (self->heading);
  g_free (self->quote);

  G_OBJECT_CLASS (bhc_source_parent_class)->finalize (object);
}

static void
bhc_source_class_init (BhcSourceClass *klass)
{
  static const char *const names[] = { NULL, "title", "heading", "quote" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_source_get_property;
  object_class->finalize = bhc_source_finalize;

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    props[i] =
        g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_source_init (BhcSource *self)
{
}

BhcSource *
bhc_source_new (const char *title, const char *heading, const char *quote)
{
  BhcSource *self = g_object_new (BHC_TYPE_SOURCE, NULL);

  self->title = g_strdup (title);
  self->heading = g_strdup (heading);
  self->quote = g_strdup (quote);

  return self;
}
