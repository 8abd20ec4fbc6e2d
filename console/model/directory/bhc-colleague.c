/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-colleague.h"

#include "console/model/directory/bhc-bag-private.h"
#include "console/model/directory/bhc-parts-private.h"

struct _BhcColleague
{
  GObject parent_instance;

  GVariant *values;
};

static const BhcBagMember members[] = {
  { "id", 's' },     { "name", 's' },   { "email", 's' },    { "role", 's' },
  { "avatar", 's' }, { "status", 's' }, { "disabled", 'b' }, { "teams", 'a' },
};
static GParamSpec *props[G_N_ELEMENTS (members) + 1];

G_DEFINE_FINAL_TYPE (BhcColleague, bhc_colleague, G_TYPE_OBJECT)

static void
bhc_colleague_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  bhc_bag_read (BHC_COLLEAGUE (object)->values, &members[prop_id - 1], value);
}

static void
bhc_colleague_finalize (GObject *object)
{
  BhcColleague *self = BHC_COLLEAGUE (object);

  g_clear_pointer (&self->values, g_variant_unref);

  G_OBJECT_CLASS (bhc_colleague_parent_class)->finalize (object);
}

static void
bhc_colleague_class_init (BhcColleagueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_colleague_get_property;
  object_class->finalize = bhc_colleague_finalize;
  bhc_bag_install (object_class, members, G_N_ELEMENTS (members), props);
}

static void
bhc_colleague_init (BhcColleague *self)
{
}

void
bhc_colleague_fill (gpointer object, GVariant *values)
{
  BhcColleague *self = BHC_COLLEAGUE (object);

  bhc_bag_replace (object, &self->values, values, members, props, G_N_ELEMENTS (members));
}

const char *
bhc_colleague_get_id (BhcColleague *self)
{
  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), NULL);

  return bhc_bag_get_text (self->values, "id");
}

const char *
bhc_colleague_get_name (BhcColleague *self)
{
  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), NULL);

  return bhc_bag_get_text (self->values, "name");
}

const char *
bhc_colleague_get_email (BhcColleague *self)
{
  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), NULL);

  return bhc_bag_get_text (self->values, "email");
}

const char *
bhc_colleague_get_avatar (BhcColleague *self)
{
  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), NULL);

  return bhc_bag_get_text (self->values, "avatar");
}

const char *
bhc_colleague_get_status (BhcColleague *self)
{
  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), NULL);

  return bhc_bag_get_text (self->values, "status");
}

gboolean
bhc_colleague_is_disabled (BhcColleague *self)
{
  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), FALSE);

  return bhc_bag_get_flag (self->values, "disabled");
}

BhRole
bhc_colleague_get_role (BhcColleague *self)
{
  BhRole role = BH_ROLE_AGENT;

  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), role);

  bh_role_from_string (bhc_bag_get_text (self->values, "role"), &role);
  return role;
}

gboolean
bhc_colleague_is_in_team (BhcColleague *self, const char *team)
{
  g_return_val_if_fail (BHC_IS_COLLEAGUE (self), FALSE);

  return bhc_bag_has_word (self->values, "teams", team);
}
