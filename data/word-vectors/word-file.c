/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/word-vectors/word-file.h"

#include "data/word-vectors/learn.h"
#include "server/knowledge/vectors/bhd-word-table.h"

#define CUT 0.9995 /* this share of the numbers keeps its size, what is larger is cut */

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float one = *(const float *) a;
  float other = *(const float *) b;

  return (one > other) - (one < other);
}

void
word_file_round (const Corpus *corpus, float *vectors)
{
  guint n = corpus->stems->len * LEARN_SIZE;
  g_autofree float *sizes = g_new (float, n);
  float most;

  for (guint i = 0; i < n; i++)
    sizes[i] = fabsf (vectors[i]);
  qsort (sizes, n, sizeof (float), compare_floats);
  most = sizes[(guint) ((n - 1) * CUT)];
  for (guint i = 0; i < n; i++)
    vectors[i] = CLAMP (roundf (vectors[i] / most * 127), -127, 127);
}

static int
compare_stems (gconstpointer a, gconstpointer b, gpointer data)
{
  const Corpus *corpus = data;

  return strcmp (corpus->stems->pdata[*(const guint *) a],
                 corpus->stems->pdata[*(const guint *) b]);
}

static void
append_number (GByteArray *file, guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (file, (const guint8 *) &little, sizeof little);
}

gboolean
word_file_write (const Corpus *corpus, const float *vectors, const char *path, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GString) keys = g_string_new (NULL);
  guint n = corpus->stems->len;
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, n, sizeof (guint), compare_stems, (gpointer) corpus);

  g_byte_array_append (file, (const guint8 *) BHD_WORD_TABLE_MAGIC, 4);
  append_number (file, n);
  append_number (file, LEARN_SIZE);
  for (guint i = 0; i < n; i++)
    {
      append_number (file, keys->len);
      g_string_append_len (keys, corpus->stems->pdata[order[i]],
                           strlen (corpus->stems->pdata[order[i]]) + 1);
    }

  append_number (file, keys->len);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < LEARN_SIZE; k++)
      {
        gint8 number = (gint8) vectors[order[i] * LEARN_SIZE + k];

        g_byte_array_append (file, (const guint8 *) &number, 1);
      }

  g_byte_array_append (file, (const guint8 *) keys->str, keys->len);
  return g_file_set_contents (path, (const char *) file->data, file->len, error);
}
