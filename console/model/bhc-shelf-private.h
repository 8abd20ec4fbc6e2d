/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-inbox-private.h"

G_BEGIN_DECLS

/* The inboxes and their counts, following one cache after the other.
 *
 * Signal "changed": a count has changed.
 * Signal "handoff-waiting" (BhcConversation *): see BhcDesk. */
#define BHC_TYPE_SHELF (bhc_shelf_get_type ())
G_DECLARE_FINAL_TYPE (BhcShelf, bhc_shelf, BHC, SHELF, GObject)

BhcShelf *bhc_shelf_new (void);

/* @cache (nullable): nobody is signed in.  To be called before anything is written to it. */
void bhc_shelf_set_cache (BhcShelf *self, BhcCache *cache);

/* Whether the cache is as the daemon has it.  Handoffs found while catching up are announced when
 * that is done, if they still wait then; those found before the first time are not. */
void bhc_shelf_set_current (BhcShelf *self, gboolean current);

BhcInbox *bhc_shelf_get_inbox (BhcShelf *self, BhcView view);
BhcRoster *bhc_shelf_get_roster (BhcShelf *self); /* (nullable) */
guint bhc_shelf_get_count (BhcShelf *self, BhcView view);
guint bhc_shelf_count_outgoing (BhcShelf *self);

G_END_DECLS
