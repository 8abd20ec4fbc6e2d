/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-view.h"
#include "console/client/cache/bhc-filter.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A view of the inbox that somebody made.  Properties: "id", "name", "shared", "position", "sort"
 * (wire word), "filter" (a GVariant bag).  Its members are those of bhc_saved_view_get_filter(). */
#define BHC_TYPE_SAVED_VIEW (bhc_saved_view_get_type ())
G_DECLARE_FINAL_TYPE (BhcSavedView, bhc_saved_view, BHC, SAVED_VIEW, GObject)

const char *bhc_saved_view_get_id (BhcSavedView *self);
const char *bhc_saved_view_get_name (BhcSavedView *self);
gboolean bhc_saved_view_is_shared (BhcSavedView *self);
gint64 bhc_saved_view_get_position (BhcSavedView *self);
BhcSort bhc_saved_view_get_sort (BhcSavedView *self);
const BhcFilter *bhc_saved_view_get_filter (BhcSavedView *self);

G_END_DECLS
