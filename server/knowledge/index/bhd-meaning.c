/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-meaning.h"

#include <math.h>

gboolean
bhd_meaning_add (BhdMeaning *self, const gint8 *vector)
{
  if (vector == NULL)
    return FALSE;
  for (guint i = 0; i < BHD_WORD_VECTOR_SIZE; i++)
    self->sum[i] += vector[i];
  self->n++;
  return TRUE;
}

void
bhd_meaning_join (BhdMeaning *self, const BhdMeaning *other)
{
  for (guint i = 0; i < BHD_WORD_VECTOR_SIZE; i++)
    self->sum[i] += other->sum[i];
  self->n += other->n;
}

/* All directions are of one length, 127 in their greatest number or less: room enough for two
 * digits of the cosine. */
#define LENGTH 254.0

gint8 *
bhd_meaning_direction (const BhdMeaning *self)
{
  gint8 *direction;
  double squares = 0;

  for (guint i = 0; i < BHD_WORD_VECTOR_SIZE; i++)
    squares += (double) self->sum[i] * self->sum[i];
  if (squares < 1)
    return NULL;
  direction = g_new (gint8, BHD_WORD_VECTOR_SIZE);
  for (guint i = 0; i < BHD_WORD_VECTOR_SIZE; i++)
    direction[i] = (gint8) CLAMP (lround (self->sum[i] * LENGTH / sqrt (squares)), -127, 127);
  return direction;
}

double
bhd_meaning_towards (const BhdMeaning *self, const gint8 *direction)
{
  double product = 0, squares = 0, squares_direction = 0;

  for (guint i = 0; i < BHD_WORD_VECTOR_SIZE; i++)
    {
      product += (double) self->sum[i] * direction[i];
      squares += (double) self->sum[i] * self->sum[i];
      squares_direction += direction[i] * direction[i];
    }
  return squares > 0 && squares_direction > 0 ? product / sqrt (squares * squares_direction) : 0;
}

double
bhd_meaning_cosine (const gint8 *a, const gint8 *b)
{
  gint32 product = 0, squares_a = 0, squares_b = 0;

  for (guint i = 0; i < BHD_WORD_VECTOR_SIZE; i++)
    {
      product += a[i] * b[i];
      squares_a += a[i] * a[i];
      squares_b += b[i] * b[i];
    }
  if (squares_a == 0 || squares_b == 0)
    return 0;
  return product / sqrt ((double) squares_a * squares_b);
}
