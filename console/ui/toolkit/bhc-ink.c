/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-ink.h"

#include <math.h>

/* White and black are read equally well on what is as light as this. */
#define MIDDLE 0.19
#define BLACK 0.08

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

double
bhc_ink_on (const GdkRGBA *color)
{
  double light =
      0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);

  return light < MIDDLE ? 1 : BLACK;
}
