/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Somebody of the team, who is let in or was once.  Properties: "id", "name", "email", "role" (wire
 * word), "avatar" (nullable hash), "status" (wire word: online, away, busy), "disabled", "teams"
 * (ids). */
#define BHC_TYPE_COLLEAGUE (bhc_colleague_get_type ())
G_DECLARE_FINAL_TYPE (BhcColleague, bhc_colleague, BHC, COLLEAGUE, GObject)

const char *bhc_colleague_get_id (BhcColleague *self);
const char *bhc_colleague_get_name (BhcColleague *self);
const char *bhc_colleague_get_email (BhcColleague *self);
const char *bhc_colleague_get_avatar (BhcColleague *self); /* (nullable) */
const char *bhc_colleague_get_status (BhcColleague *self);
gboolean bhc_colleague_is_disabled (BhcColleague *self);
BhRole bhc_colleague_get_role (BhcColleague *self);
gboolean bhc_colleague_is_in_team (BhcColleague *self, const char *team);

G_END_DECLS
