/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Some of the colleagues under a name.  Properties: "id", "name", "members" (ids of colleagues). */
#define BHC_TYPE_TEAM (bhc_team_get_type ())
G_DECLARE_FINAL_TYPE (BhcTeam, bhc_team, BHC, TEAM, GObject)

const char *bhc_team_get_id (BhcTeam *self);
const char *bhc_team_get_name (BhcTeam *self);
gboolean bhc_team_has_member (BhcTeam *self, const char *colleague);

G_END_DECLS
