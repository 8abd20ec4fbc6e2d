/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Durations in microseconds. */
typedef struct
{
  GArray *us; /* of gint64 */
} BenchTimes;

void bench_times_init (BenchTimes *self);
void bench_times_clear (BenchTimes *self);
void bench_times_add (BenchTimes *self, gint64 us);
guint bench_times_count (const BenchTimes *self);

/* Sorts.  @part: 0.5 for the median. */
double bench_times_ms (BenchTimes *self, double part);
