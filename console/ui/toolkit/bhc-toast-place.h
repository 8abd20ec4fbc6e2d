/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Has toasts, which lie over the pages of @overlay, stand in the middle above the bars at its lower
 * edge: what can be pressed there, or says how it is, stays to be seen. */
void bhc_toast_place_keep (GtkOverlay *overlay);

G_END_DECLS
