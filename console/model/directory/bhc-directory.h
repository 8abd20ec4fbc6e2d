/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/directory/bhc-canned.h"
#include "console/model/directory/bhc-colleague.h"
#include "console/model/directory/bhc-label.h"
#include "console/model/directory/bhc-saved-view.h"
#include "console/model/directory/bhc-team.h"

G_BEGIN_DECLS

/* What a team shares: who is in it, its teams, labels, canned replies and saved views.  Kept in the
 * cache, so that an id has its name offline, and asked for anew when the daemon says that it has
 * changed and after each time without a connection.  Who wants to change something asks the daemon
 * (bhc-desk-ask.h); the change comes back here by itself.
 *
 * Signal "changed": something in it is another.  What the objects return holds until then.
 * Main thread. */
#define BHC_TYPE_DIRECTORY (bhc_directory_get_type ())
G_DECLARE_FINAL_TYPE (BhcDirectory, bhc_directory, BHC, DIRECTORY, GObject)

/* Live lists, the same for the life of the directory; an object stays the same while its id does.
 * Colleagues (disabled ones too), teams and labels by name, replies by shortcut, views by position.
 * (transfer none) */
GListModel *bhc_directory_get_colleagues (BhcDirectory *self); /* of BhcColleague */
GListModel *bhc_directory_get_teams (BhcDirectory *self);      /* of BhcTeam */
GListModel *bhc_directory_get_labels (BhcDirectory *self);     /* of BhcLabel */
GListModel *bhc_directory_get_canned (BhcDirectory *self);     /* of BhcCanned */
GListModel *bhc_directory_get_views (BhcDirectory *self);      /* of BhcSavedView */

/* By id.  (transfer none) (nullable) */
BhcColleague *bhc_directory_find_colleague (BhcDirectory *self, const char *id);
BhcTeam *bhc_directory_find_team (BhcDirectory *self, const char *id);
BhcLabel *bhc_directory_find_label (BhcDirectory *self, const char *id);
BhcCanned *bhc_directory_find_canned (BhcDirectory *self, const char *id);
BhcSavedView *bhc_directory_find_view (BhcDirectory *self, const char *id);

/* Asks the daemon now, without waiting for its word that something has changed. */
void bhc_directory_refresh (BhcDirectory *self);

G_END_DECLS
