/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/bench-times.h"

void
bench_times_init (BenchTimes *self)
{
  self->us = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
bench_times_clear (BenchTimes *self)
{
  g_array_unref (self->us);
}

void
bench_times_add (BenchTimes *self, gint64 us)
{
  g_array_append_val (self->us, us);
}

guint
bench_times_count (const BenchTimes *self)
{
  return self->us->len;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

double
bench_times_ms (BenchTimes *self, double part)
{
  guint n = self->us->len;

  if (n == 0)
    return 0;
  g_array_sort (self->us, compare);
  return (double) g_array_index (self->us, gint64, MIN ((guint) (n * part), n - 1)) / 1000;
}
