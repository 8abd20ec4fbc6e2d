/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The inner loop of the vector scan: whole numbers of 8 bits, by whatever the processor has for
 * them; every way gives the same numbers.  Rows are padded with BHD_DOT_ZERO to a stride that is a
 * multiple of BHD_DOT_BLOCK; the query is padded with 0. */
#define BHD_DOT_BLOCK 64
#define BHD_DOT_ZERO 128 /* rows hold q + 128: the widest instruction wants one side unsigned */
#define BHD_DOT_STRIDE(dimension)                                                                  \
  (((dimension) + BHD_DOT_BLOCK - 1) / BHD_DOT_BLOCK * BHD_DOT_BLOCK)

/* Turns @n numbers into bytes from -127 to 127 that times the returned scale are about the numbers;
 * 0 where all are 0. */
float bhd_dot_quantise (const float *numbers, guint n, gint8 *out);

/* products[i] = the sum of (row[i][k] - 128) × query[k], for @n rows of @stride bytes each. */
void bhd_dot_rows (const guint8 *rows, gsize n, guint stride, const gint8 *query, gint32 *products);

/* The way that a processor without any of them takes, for comparison. */
void bhd_dot_rows_plain (const guint8 *rows,
                         gsize n,
                         guint stride,
                         const gint8 *query,
                         gint32 *products);

G_END_DECLS
