/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"
#include "console/model/bhc-conversation.h"

G_BEGIN_DECLS

/* The conversations somebody looks at: one object for each, however many views show it, made from
 * the cache when asked for, updated in place, gone when nobody holds it any more. */
#define BHC_TYPE_ROSTER (bhc_roster_get_type ())
G_DECLARE_FINAL_TYPE (BhcRoster, bhc_roster, BHC, ROSTER, GObject)

BhcRoster *bhc_roster_new (BhcCache *cache);

/* Returns: (transfer full): where the cache has the row no more, an empty conversation */
BhcConversation *bhc_roster_get (BhcRoster *self, gint64 row);
BhcConversation *bhc_roster_find (BhcRoster *self, const char *id); /* (transfer full) (nullable) */
gboolean bhc_roster_is_held (BhcRoster *self, gint64 row);

void bhc_roster_apply (BhcRoster *self, BhcChanges *changes);
guint bhc_roster_count_outgoing (BhcRoster *self); /* messages waiting or refused */

/* Returns: (nullable): the conversation in which one has been refused */
const char *bhc_roster_find_unsent (BhcRoster *self);

G_END_DECLS
