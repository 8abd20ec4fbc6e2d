/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/toolkit/bhc-spaced-layout.h"

G_BEGIN_DECLS

/* Puts one widget below the other, as a vertical GtkBox does, but is as wide as its children wish,
 * whatever the height.  A box that is asked how wide it would be at a height, as one beside others
 * is, tries a dozen widths, and all of what it holds is laid out for each.  Property: "spacing". */
#define BHC_TYPE_COLUMN_LAYOUT (bhc_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (BhcColumnLayout, bhc_column_layout, BHC, COLUMN_LAYOUT, BhcSpacedLayout)

G_END_DECLS
