/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-dot.h"

#include <math.h>

typedef void (
    *DotFunc) (const guint8 *rows, gsize n, guint stride, const gint8 *query, gint32 *products);

float
bhd_dot_quantise (const float *numbers, guint n, gint8 *out)
{
  float most = 0;

  for (guint i = 0; i < n; i++)
    most = MAX (most, fabsf (numbers[i]));
  for (guint i = 0; i < n; i++)
    out[i] = most > 0 ? (gint8) lrintf (numbers[i] / most * 127) : 0;
  return most / 127;
}

/* Left to the compiler, which knows each processor's instructions; the blocks tell it that no rest
 * remains. */
#define DEFINE_DOT(name)                                                                           \
  static void name (const guint8 *rows, gsize n, guint stride, const gint8 *query,                 \
                    gint32 *products)                                                              \
  {                                                                                                \
    gint32 offset = 0;                                                                             \
                                                                                                   \
    for (guint k = 0; k < stride; k++)                                                             \
      offset += BHD_DOT_ZERO * query[k];                                                           \
    for (gsize i = 0; i < n; i++)                                                                  \
      {                                                                                            \
        const guint8 *row = rows + i * stride;                                                     \
        gint32 sum = 0;                                                                            \
                                                                                                   \
        for (guint k = 0; k < stride / BHD_DOT_BLOCK * BHD_DOT_BLOCK; k++)                         \
          sum += row[k] * query[k];                                                                \
        products[i] = sum - offset;                                                                \
      }                                                                                            \
  }

DEFINE_DOT (dot_plain)

#if defined __x86_64__ && defined __GNUC__
__attribute__ ((target ("avx2"))) DEFINE_DOT (dot_avx2)

    __attribute__ ((target ("avx512f,avx512bw,avx512vl,avx512vnni,prefer-vector-width=512")))
    DEFINE_DOT (dot_vnni)

        static DotFunc choose (void)
{
  if (__builtin_cpu_supports ("avx512vnni") && __builtin_cpu_supports ("avx512bw") &&
      __builtin_cpu_supports ("avx512vl"))
    return dot_vnni;
  return __builtin_cpu_supports ("avx2") ? dot_avx2 : dot_plain;
}
#else
static DotFunc
choose (void)
{
  return dot_plain;
}
#endif

void
bhd_dot_rows (const guint8 *rows, gsize n, guint stride, const gint8 *query, gint32 *products)
{
  static gsize chosen;

  if (g_once_init_enter (&chosen))
    g_once_init_leave (&chosen, (gsize) choose ());
  ((DotFunc) chosen) (rows, n, stride, query, products);
}

void
bhd_dot_rows_plain (const guint8 *rows, gsize n, guint stride, const gint8 *query, gint32 *products)
{
  dot_plain (rows, n, stride, query, products);
}
