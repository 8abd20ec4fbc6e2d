/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Returns: how light what is written on @color is, to be read most easily: white, or nearly black
 */
double bhc_ink_on (const GdkRGBA *color);
