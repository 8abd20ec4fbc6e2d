/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of this test's own screen has a colour, 0xRRGGBB or nearly so: a plain picture that a screen
 * reader is not told of is seen by it. */
guint paint_count (guint color); /* pixels */

void paint_await (guint color, guint least); /* until so many have it */
void paint_await_none (guint color);

G_END_DECLS
