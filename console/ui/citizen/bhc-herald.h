/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/accounts/bhc-desks.h"

G_BEGIN_DECLS

/* Notifies of what is said to this operator while they look elsewhere: visitors' words in their own
 * conversations, colleagues' mentions and whispers; as the preferences want it. */
#define BHC_TYPE_HERALD (bhc_herald_get_type ())
G_DECLARE_FINAL_TYPE (BhcHerald, bhc_herald, BHC, HERALD, GObject)

/* Whether somebody looks at that conversation right now. */
typedef gboolean (*BhcHeraldIsSeen) (BhcDesk *desk, const char *conversation, gpointer data);

/* @application: where notifications go (nullable: nowhere). */
BhcHerald *
bhc_herald_new (BhcDesk *desk, GApplication *application, BhcHeraldIsSeen is_seen, gpointer data);

/* How many of its notifications may still be seen: none once nobody is signed in. */
guint bhc_herald_count (BhcHerald *self);

G_END_DECLS
