/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The place of a picture that is still to come: as wide as it will be, or as there is room, and as
 * high as its shape asks for then. */
#define BHC_TYPE_PREVIEW_LAYOUT (bhc_preview_layout_get_type ())
G_DECLARE_FINAL_TYPE (BhcPreviewLayout, bhc_preview_layout, BHC, PREVIEW_LAYOUT, GtkLayoutManager)

GtkLayoutManager *bhc_preview_layout_new (int width, int height); /* both above 0 */

G_END_DECLS
