/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "server/knowledge/vectors/bhd-word-table.h"

#define HEAD 12
#define MAX_WORDS (1 << 20)
#define MAX_SIZE 1024

/* The file may lie anywhere, so its numbers are not taken for aligned. */
static guint32
number_at (const guint8 *data)
{
  guint32 number;

  memcpy (&number, data, sizeof number);
  return GUINT32_FROM_LE (number);
}

const char *
bhd_word_table_key (const BhdWordTable *self, guint row)
{
  return self->keys + number_at (self->places + row * 4);
}

const gint8 *
bhd_word_table_row (const BhdWordTable *self, guint row)
{
  return self->rows + (gsize) row * self->size;
}

static gboolean
keys_hold (const BhdWordTable *self, gsize length)
{
  guint32 at = 0;

  for (guint i = 0; i <= self->n; i++)
    {
      guint32 place = number_at (self->places + i * 4);

      if (place > length || (i == 0 ? place != 0 : place <= at))
        return FALSE;
      if (i > 0 && strnlen (self->keys + at, place - at) != place - at - 1)
        return FALSE;
      at = place;
    }

  for (guint i = 1; i < self->n; i++)
    if (strcmp (bhd_word_table_key (self, i - 1), bhd_word_table_key (self, i)) >= 0)
      return FALSE;

  return at == length;
}

gboolean
bhd_word_table_open (BhdWordTable *self, const guint8 *data, gsize length)
{
  gsize before_keys;

  if (length < HEAD || memcmp (data, BHD_WORD_TABLE_MAGIC, 4) != 0)
    return FALSE;

  self->n = number_at (data + 4);
  self->size = number_at (data + 8);
  if (self->n > MAX_WORDS || self->size == 0 || self->size > MAX_SIZE)
    return FALSE;

  before_keys = HEAD + ((gsize) self->n + 1) * 4 + (gsize) self->n * self->size;
  if (length < before_keys)
    return FALSE;

  self->places = data + HEAD;
  self->rows = (const gint8 *) self->places + ((gsize) self->n + 1) * 4;
  self->keys = (const char *) data + before_keys;
  return keys_hold (self, length - before_keys);
}

int
bhd_word_table_find (const BhdWordTable *self, const char *key)
{
  guint low = 0;
  guint high = self->n;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (key, bhd_word_table_key (self, middle));

      if (order == 0)
        return (int) middle;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return -1;
}
