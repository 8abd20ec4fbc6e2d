/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The five views of the inbox with their live counts.  Properties: "desk", "view". */
#define BHC_TYPE_VIEW_SWITCH (bhc_view_switch_get_type ())
G_DECLARE_FINAL_TYPE (BhcViewSwitch, bhc_view_switch, BHC, VIEW_SWITCH, AdwBin)

BhcView bhc_view_switch_get_view (BhcViewSwitch *self);
void bhc_view_switch_set_view (BhcViewSwitch *self, BhcView view);

G_END_DECLS
