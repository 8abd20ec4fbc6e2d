/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* The inbox that shows what of @view the filter lets through: one, which each call makes another.
 * While the desk is filtering, more may follow.  @filter (nullable): it is not looked at any more.
 */
BhcInbox *bhc_desk_filter (BhcDesk *self, BhcView view, const BhcFilter *filter);
gboolean bhc_desk_is_filtering (BhcDesk *self);

/* The view of a saved one (BhcSavedView's id), BHC_VIEW_NONE where the cache does not have it yet.
 * @settled: every conversation has been looked at, its count is true. */
guint bhc_desk_find_view (BhcDesk *self, const char *saved, gboolean *settled);

G_END_DECLS
