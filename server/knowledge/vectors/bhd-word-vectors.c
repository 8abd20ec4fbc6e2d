/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-word-vectors.h"

#include "bhd-word-resource.h"
#include "server/knowledge/vectors/bhd-word-table.h"

#define PATH "/org/bellhop/word-vectors/word-vectors.bin"

/* The bytes lie in the program itself, uncompressed: nothing is read or copied. */
static gpointer
open_table (gpointer data)
{
  static BhdWordTable table;
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (bhd_word_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length = 0;
  const guint8 *start = NULL;

  g_assert (bytes != NULL);
  start = g_bytes_get_data (bytes, &length);
  g_assert (bhd_word_table_open (&table, start, length) && table.size == BHD_WORD_VECTOR_SIZE);
  return &table;
}

const gint8 *
bhd_word_vectors_find (const char *stem)
{
  static GOnce once = G_ONCE_INIT;
  const BhdWordTable *table = g_once (&once, open_table, NULL);
  int row = bhd_word_table_find (table, stem);

  return row >= 0 ? bhd_word_table_row (table, row) : NULL;
}
