/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-saved-view.h"

#include "console/model/directory/bhc-bag-private.h"
#include "console/model/directory/bhc-parts-private.h"

struct _BhcSavedView
{
  GObject parent_instance;

  GVariant *values;
  BhcFilter *filter; /* of them */
};

static const BhcBagMember members[] = {
  { "id", 's' },       { "name", 's' }, { "shared", 'b' },
  { "position", 'x' }, { "sort", 's' }, { "filter", 'v' },
};
static GParamSpec *props[G_N_ELEMENTS (members) + 1];

G_DEFINE_FINAL_TYPE (BhcSavedView, bhc_saved_view, G_TYPE_OBJECT)

static void
bhc_saved_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  bhc_bag_read (BHC_SAVED_VIEW (object)->values, &members[prop_id - 1], value);
}

static void
bhc_saved_view_finalize (GObject *object)
{
  BhcSavedView *self = BHC_SAVED_VIEW (object);

  g_clear_pointer (&self->values, g_variant_unref);
  g_clear_pointer (&self->filter, bhc_filter_free);

  G_OBJECT_CLASS (bhc_saved_view_parent_class)->finalize (object);
}

static void
bhc_saved_view_class_init (BhcSavedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_saved_view_get_property;
  object_class->finalize = bhc_saved_view_finalize;
  bhc_bag_install (object_class, members, G_N_ELEMENTS (members), props);
}

static void
bhc_saved_view_init (BhcSavedView *self)
{
}

void
bhc_saved_view_fill (gpointer object, GVariant *values)
{
  BhcSavedView *self = BHC_SAVED_VIEW (object);
  g_autoptr (GVariant) filter = g_variant_lookup_value (values, "filter", G_VARIANT_TYPE_VARDICT);

  g_clear_pointer (&self->filter, bhc_filter_free);
  self->filter = bhc_filter_from_values (filter);
  bhc_bag_replace (object, &self->values, values, members, props, G_N_ELEMENTS (members));
}

const char *
bhc_saved_view_get_id (BhcSavedView *self)
{
  g_return_val_if_fail (BHC_IS_SAVED_VIEW (self), NULL);

  return bhc_bag_get_text (self->values, "id");
}

const char *
bhc_saved_view_get_name (BhcSavedView *self)
{
  g_return_val_if_fail (BHC_IS_SAVED_VIEW (self), NULL);

  return bhc_bag_get_text (self->values, "name");
}

gboolean
bhc_saved_view_is_shared (BhcSavedView *self)
{
  g_return_val_if_fail (BHC_IS_SAVED_VIEW (self), FALSE);

  return bhc_bag_get_flag (self->values, "shared");
}

gint64
bhc_saved_view_get_position (BhcSavedView *self)
{
  g_return_val_if_fail (BHC_IS_SAVED_VIEW (self), 0);

  return bhc_bag_get_number (self->values, "position");
}

BhcSort
bhc_saved_view_get_sort (BhcSavedView *self)
{
  g_return_val_if_fail (BHC_IS_SAVED_VIEW (self), BHC_SORT_ACTIVITY);

  return bhc_sort_from_string (bhc_bag_get_text (self->values, "sort"));
}

const BhcFilter *
bhc_saved_view_get_filter (BhcSavedView *self)
{
  g_return_val_if_fail (BHC_IS_SAVED_VIEW (self), NULL);

  return self->filter;
}
