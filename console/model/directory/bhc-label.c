/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-label.h"

#include "console/model/directory/bhc-bag-private.h"
#include "console/model/directory/bhc-parts-private.h"

struct _BhcLabel
{
  GObject parent_instance;

  GVariant *values;
};

static const BhcBagMember members[] = {
  { "id", 's' },
  { "name", 's' },
  { "color", 's' },
};
static GParamSpec *props[G_N_ELEMENTS (members) + 1];

G_DEFINE_FINAL_TYPE (BhcLabel, bhc_label, G_TYPE_OBJECT)

static void
bhc_label_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  bhc_bag_read (BHC_LABEL (object)->values, &members[prop_id - 1], value);
}

static void
bhc_label_finalize (GObject *object)
{
  BhcLabel *self = BHC_LABEL (object);

  g_clear_pointer (&self->values, g_variant_unref);

  G_OBJECT_CLASS (bhc_label_parent_class)->finalize (object);
}

static void
bhc_label_class_init (BhcLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_label_get_property;
  object_class->finalize = bhc_label_finalize;
  bhc_bag_install (object_class, members, G_N_ELEMENTS (members), props);
}

static void
bhc_label_init (BhcLabel *self)
{
}

void
bhc_label_fill (gpointer object, GVariant *values)
{
  BhcLabel *self = BHC_LABEL (object);

  bhc_bag_replace (object, &self->values, values, members, props, G_N_ELEMENTS (members));
}

const char *
bhc_label_get_id (BhcLabel *self)
{
  g_return_val_if_fail (BHC_IS_LABEL (self), NULL);

  return bhc_bag_get_text (self->values, "id");
}

const char *
bhc_label_get_name (BhcLabel *self)
{
  g_return_val_if_fail (BHC_IS_LABEL (self), NULL);

  return bhc_bag_get_text (self->values, "name");
}

const char *
bhc_label_get_color (BhcLabel *self)
{
  g_return_val_if_fail (BHC_IS_LABEL (self), NULL);

  return bhc_bag_get_text (self->values, "color");
}
