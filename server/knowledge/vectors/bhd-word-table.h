/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file of word vectors, read where it lies: magic; number of stems n; numbers a stem; n + 1
 * places in the keys, ascending; n rows of int8; the keys, sorted by byte, each ending with 0.
 * Numbers are 32 bits, little-endian. */
#define BHD_WORD_TABLE_MAGIC "BHW1"

typedef struct
{
  guint n;
  guint size;
  const guint8 *places;
  const gint8 *rows;
  const char *keys;
} BhdWordTable;

/* Checks the whole file, so that finding needs no checks.  @data must live as long as the table.
 * Returns FALSE for anything that is no such file. */
gboolean bhd_word_table_open (BhdWordTable *self, const guint8 *data, gsize length);

const char *bhd_word_table_key (const BhdWordTable *self, guint row);
const gint8 *bhd_word_table_row (const BhdWordTable *self, guint row);

/* Returns: the row, or -1. */
int bhd_word_table_find (const BhdWordTable *self, const char *key);

G_END_DECLS
