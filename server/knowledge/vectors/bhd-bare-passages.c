/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-bare-passages.h"

#include "common/bh-error.h"
#include "server/knowledge/vectors/bhd-dot.h"

#include <math.h>

static BhdPassageVector *
take (const BhdBarePassage *passage, const float *numbers, guint dimension, GError **error)
{
  g_autoptr (BhdPassageVector) vector = g_new0 (BhdPassageVector, 1);
  double sum = 0;

  for (guint i = 0; i < dimension; i++)
    sum += (double) numbers[i] * numbers[i];
  if (!isfinite (sum) || sum <= 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED, "the model gave no vector for a passage");
      return NULL;
    }

  vector->passage_id = g_strdup (passage->passage_id);
  vector->document_id = g_strdup (passage->document_id);
  vector->dimension = dimension;
  vector->f32 = g_new (float, dimension);
  vector->q8 = g_new (gint8, dimension);
  for (guint i = 0; i < dimension; i++)
    vector->f32[i] = (float) (numbers[i] / sqrt (sum));
  vector->scale = bhd_dot_quantise (vector->f32, dimension, vector->q8);
  return g_steal_pointer (&vector);
}

GPtrArray *
bhd_bare_passages_take (const GPtrArray *passages,
                        const float *numbers,
                        guint dimension,
                        GError **error)
{
  g_autoptr (GPtrArray) vectors =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_vector_free);

  for (guint i = 0; i < passages->len; i++)
    {
      BhdPassageVector *vector =
          take (passages->pdata[i], numbers + (gsize) i * dimension, dimension, error);

      if (vector == NULL)
        return NULL;
      g_ptr_array_add (vectors, vector);
    }
  return g_steal_pointer (&vectors);
}
