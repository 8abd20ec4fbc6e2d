/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What lays its children out with room between them and is as high as its width asks for.
 * Property: "spacing" (pixels). */
#define BHC_TYPE_SPACED_LAYOUT (bhc_spaced_layout_get_type ())
G_DECLARE_DERIVABLE_TYPE (BhcSpacedLayout, bhc_spaced_layout, BHC, SPACED_LAYOUT, GtkLayoutManager)

struct _BhcSpacedLayoutClass
{
  GtkLayoutManagerClass parent_class;
};

int bhc_spaced_layout_get_spacing (BhcSpacedLayout *self);

G_END_DECLS
