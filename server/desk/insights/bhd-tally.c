/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/insights/bhd-tally.h"

static void
times_clear (BhdTimes *self)
{
  g_clear_pointer (&self->times, g_array_unref);
}

void
bhd_times_add (BhdTimes *self, gint64 us)
{
  if (self->times == NULL)
    self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->times, us);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

gint64
bhd_times_median (BhdTimes *self)
{
  guint n = self->times != NULL ? self->times->len : 0;

  if (n == 0)
    return -1;
  g_array_sort (self->times, compare_times);
  return (g_array_index (self->times, gint64, (n - 1) / 2) +
          g_array_index (self->times, gint64, n / 2)) /
         2;
}

gint64
bhd_times_p90 (BhdTimes *self)
{
  guint n = self->times != NULL ? self->times->len : 0;

  if (n == 0)
    return -1;
  g_array_sort (self->times, compare_times);
  return g_array_index (self->times, gint64, (9 * n + 9) / 10 - 1);
}

void
bhd_tally_clear (BhdTally *self)
{
  times_clear (&self->first_response);
  times_clear (&self->resolution);
}

gint64
bhd_tally_ratings (const BhdTally *self)
{
  gint64 count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->scores); i++)
    count += self->scores[i];
  return count;
}

double
bhd_tally_rating (const BhdTally *self)
{
  gint64 count = bhd_tally_ratings (self), sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->scores); i++)
    sum += (gint64) (i + 1) * self->scores[i];
  return count > 0 ? (double) sum / (double) count : 0;
}
