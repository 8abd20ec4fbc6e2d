/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/toolkit/bhc-spaced-layout.h"

G_BEGIN_DECLS

/* Children beside each other, in as many lines as the width asks for.  What is left of a line goes
 * first to those that would be wider, then to its children that expand, or to the first that is
 * aligned to its end.  Children of the class
 * “gives-way” are seen only where everything fits into one line.  Property: "spacing" (pixels, also
 * between lines).  One in another comes apart where its own line is too narrow. */
#define BHC_TYPE_WRAP_LAYOUT (bhc_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (BhcWrapLayout, bhc_wrap_layout, BHC, WRAP_LAYOUT, BhcSpacedLayout)

GtkLayoutManager *bhc_wrap_layout_new (int spacing);

G_END_DECLS
