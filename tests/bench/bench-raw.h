/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What this machine gives without any product: measured in the same run, so that everything else
 * reads as a ratio. */
typedef struct
{
  double insert_rate; /* one row a transaction, WAL, synchronous=FULL */
  double insert_ms;   /* median */
  double soup_rate;   /* “hello” from a bare libsoup handler, 64 connections */
  double soup_ms;     /* median, 1 connection */
} BenchRaw;

BenchRaw bench_raw_measure (const char *folder, double seconds);
