/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/insights/bhc-ticks.h"

#include "common/bh-clock.h"

#include <math.h>

#define DAY ((double) (24 * BH_HOUR))

static const double moments[] = {
  1e4,
  2e4,
  5e4,
  1e5,
  2e5,
  5e5, /* parts of a second */
  1 * (double) BH_SECOND,
  2 * (double) BH_SECOND,
  5 * (double) BH_SECOND,
  10 * (double) BH_SECOND,
  15 * (double) BH_SECOND,
  30 * (double) BH_SECOND,
  1 * (double) BH_MINUTE,
  2 * (double) BH_MINUTE,
  5 * (double) BH_MINUTE,
  10 * (double) BH_MINUTE,
  15 * (double) BH_MINUTE,
  30 * (double) BH_MINUTE,
  1 * (double) BH_HOUR,
  2 * (double) BH_HOUR,
  3 * (double) BH_HOUR,
  6 * (double) BH_HOUR,
  12 * (double) BH_HOUR,
};

/* The smallest of 1, 2, 5 times a power of ten that is not below @step. */
static double
round_up (double step)
{
  double power = pow (10, floor (log10 (step)));
  static const double digits[] = { 1, 2, 5, 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      if (digits[i] * power >= step * (1 - 1e-9))
        return digits[i] * power;
    }
  return 10 * power;
}

static double
round_up_time (double step)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      if (moments[i] >= step)
        return moments[i];
    }
  return round_up (step / DAY) * DAY;
}

BhcTicks
bhc_ticks_new (double top, guint most, BhcUnit unit)
{
  BhcTicks ticks = { 0, 1, 1 };

  if (unit == BHC_UNIT_RATING)
    return (BhcTicks){ 1, most < 4 ? 2 : 1, most < 4 ? 2 : 4 };
  if (!isfinite (top) || top <= 0)
    top = unit == BHC_UNIT_TIME ? (double) BH_SECOND : 1;
  ticks.step = top / MAX (most, 1);
  if (unit == BHC_UNIT_TIME)
    ticks.step = round_up_time (ticks.step);
  else
    ticks.step = MAX (round_up (ticks.step), unit == BHC_UNIT_COUNT ? 1 : 0);
  ticks.n = (guint) MAX (ceil (top / ticks.step - 1e-9), 1);
  return ticks;
}

double
bhc_ticks_last (const BhcTicks *self)
{
  return self->first + self->n * self->step;
}

double
bhc_ticks_part (const BhcTicks *self, double value)
{
  return CLAMP ((value - self->first) / (self->n * self->step), 0, 1);
}
