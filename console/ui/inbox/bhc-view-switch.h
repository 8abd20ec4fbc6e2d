/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The views of the inbox with their live counts: those that are always there, then those somebody
 * has made, which can be renamed, moved and removed here.  Properties: "desk", "view" (a BhcView).
 */
#define BHC_TYPE_VIEW_SWITCH (bhc_view_switch_get_type ())
G_DECLARE_FINAL_TYPE (BhcViewSwitch, bhc_view_switch, BHC, VIEW_SWITCH, AdwBin)

BhcView bhc_view_switch_get_view (BhcViewSwitch *self);
BhcSavedView *bhc_view_switch_get_saved (BhcViewSwitch *self); /* (nullable) the one shown */
char *bhc_view_switch_dup_key (BhcViewSwitch *self); /* what to remember the shown one by */
void bhc_view_switch_set_view (BhcViewSwitch *self, BhcView view);
void bhc_view_switch_show_nth (BhcViewSwitch *self, guint n); /* from above, 0 is the first */

G_END_DECLS
