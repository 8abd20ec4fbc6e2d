/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-team.h"

#include "console/model/directory/bhc-bag-private.h"
#include "console/model/directory/bhc-parts-private.h"

struct _BhcTeam
{
  GObject parent_instance;

  GVariant *values;
};

static const BhcBagMember members[] = {
  { "id", 's' },
  { "name", 's' },
  { "members", 'a' },
};
static GParamSpec *props[G_N_ELEMENTS (members) + 1];

G_DEFINE_FINAL_TYPE (BhcTeam, bhc_team, G_TYPE_OBJECT)

static void
bhc_team_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  bhc_bag_read (BHC_TEAM (object)->values, &members[prop_id - 1], value);
}

static void
bhc_team_finalize (GObject *object)
{
  BhcTeam *self = BHC_TEAM (object);

  g_clear_pointer (&self->values, g_variant_unref);

  G_OBJECT_CLASS (bhc_team_parent_class)->finalize (object);
}

static void
bhc_team_class_init (BhcTeamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_team_get_property;
  object_class->finalize = bhc_team_finalize;
  bhc_bag_install (object_class, members, G_N_ELEMENTS (members), props);
}

static void
bhc_team_init (BhcTeam *self)
{
}

void
bhc_team_fill (gpointer object, GVariant *values)
{
  BhcTeam *self = BHC_TEAM (object);

  bhc_bag_replace (object, &self->values, values, members, props, G_N_ELEMENTS (members));
}

const char *
bhc_team_get_id (BhcTeam *self)
{
  g_return_val_if_fail (BHC_IS_TEAM (self), NULL);

  return bhc_bag_get_text (self->values, "id");
}

const char *
bhc_team_get_name (BhcTeam *self)
{
  g_return_val_if_fail (BHC_IS_TEAM (self), NULL);

  return bhc_bag_get_text (self->values, "name");
}

gboolean
bhc_team_has_member (BhcTeam *self, const char *colleague)
{
  g_return_val_if_fail (BHC_IS_TEAM (self), FALSE);

  return bhc_bag_has_word (self->values, "members", colleague);
}
