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

/* The one inbox that shows what of @view the filter lets through; each call may make it another.
 * While it is sifting, there may be more. */
BhcInbox *bhc_shelf_filter (BhcShelf *self, BhcView view, const BhcFilter *filter);
gboolean bhc_shelf_is_sifting (BhcShelf *self);

/* Which view shows a saved one.  @settled: its count can be believed.  BHC_VIEW_NONE: unknown. */
guint bhc_shelf_find_view (BhcShelf *self, const char *saved, gboolean *settled);

/* (transfer none), made when first asked for */
BhcInbox *bhc_shelf_get_inbox (BhcShelf *self, BhcView view);
BhcRoster *bhc_shelf_get_roster (BhcShelf *self); /* (nullable) */
guint bhc_shelf_get_count (BhcShelf *self, BhcView view);
guint bhc_shelf_count_outgoing (BhcShelf *self);
const char *bhc_shelf_find_unsent (BhcShelf *self); /* Returns: (nullable) */

G_END_DECLS
