/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-canned.h"

#include "console/model/directory/bhc-bag-private.h"
#include "console/model/directory/bhc-parts-private.h"

struct _BhcCanned
{
  GObject parent_instance;

  GVariant *values;
  GVariant *attachments; /* (nullable) of them */
};

static const BhcBagMember members[] = {
  { "id", 's' },     { "shortcut", 's' },    { "title", 's' },      { "body", 's' },
  { "shared", 'b' }, { "attachments", 'v' }, { "updated-us", 'x' },
};
static GParamSpec *props[G_N_ELEMENTS (members) + 1];

G_DEFINE_FINAL_TYPE (BhcCanned, bhc_canned, G_TYPE_OBJECT)

static void
bhc_canned_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  bhc_bag_read (BHC_CANNED (object)->values, &members[prop_id - 1], value);
}

static void
bhc_canned_finalize (GObject *object)
{
  BhcCanned *self = BHC_CANNED (object);

  g_clear_pointer (&self->values, g_variant_unref);
  g_clear_pointer (&self->attachments, g_variant_unref);

  G_OBJECT_CLASS (bhc_canned_parent_class)->finalize (object);
}

static void
bhc_canned_class_init (BhcCannedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_canned_get_property;
  object_class->finalize = bhc_canned_finalize;
  bhc_bag_install (object_class, members, G_N_ELEMENTS (members), props);
}

static void
bhc_canned_init (BhcCanned *self)
{
}

void
bhc_canned_fill (gpointer object, GVariant *values)
{
  BhcCanned *self = BHC_CANNED (object);

  g_clear_pointer (&self->attachments, g_variant_unref);
  self->attachments = g_variant_lookup_value (values, "attachments", G_VARIANT_TYPE ("aa{sv}"));
  bhc_bag_replace (object, &self->values, values, members, props, G_N_ELEMENTS (members));
}

const char *
bhc_canned_get_id (BhcCanned *self)
{
  g_return_val_if_fail (BHC_IS_CANNED (self), NULL);

  return bhc_bag_get_text (self->values, "id");
}

const char *
bhc_canned_get_shortcut (BhcCanned *self)
{
  g_return_val_if_fail (BHC_IS_CANNED (self), NULL);

  return bhc_bag_get_text (self->values, "shortcut");
}

const char *
bhc_canned_get_title (BhcCanned *self)
{
  g_return_val_if_fail (BHC_IS_CANNED (self), NULL);

  return bhc_bag_get_text (self->values, "title");
}

const char *
bhc_canned_get_body (BhcCanned *self)
{
  g_return_val_if_fail (BHC_IS_CANNED (self), NULL);

  return bhc_bag_get_text (self->values, "body");
}

GVariant *
bhc_canned_get_attachments (BhcCanned *self)
{
  g_return_val_if_fail (BHC_IS_CANNED (self), NULL);

  return self->attachments;
}
