/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/sqlite/bh-db-row-private.h"

#define MAX_COLUMNS 64

struct _BhDbRow
{
  sqlite3_stmt *handle;
  int column; /* the next one */
  char *repaired[MAX_COLUMNS];
};

void
bh_db_row_visit (sqlite3_stmt *handle, BhDbRowFunc func, gpointer data)
{
  BhDbRow row = { handle, 0, { NULL } };

  func (&row, data);
  for (int i = 0; i < row.column && i < MAX_COLUMNS; i++)
    g_free (row.repaired[i]);
}

const char *
bh_db_row_text (BhDbRow *self)
{
  int column = self->column++;
  const char *text = (const char *) sqlite3_column_text (self->handle, column);
  int length = sqlite3_column_bytes (self->handle, column);

  g_assert (column < MAX_COLUMNS);
  if (text == NULL || g_utf8_validate_len (text, (gsize) length, NULL))
    return text;
  self->repaired[column] = g_utf8_make_valid (text, length);
  return self->repaired[column];
}

char *
bh_db_row_dup_text (BhDbRow *self)
{
  return g_strdup (bh_db_row_text (self));
}

gint64
bh_db_row_int (BhDbRow *self)
{
  return sqlite3_column_int64 (self->handle, self->column++);
}

void
bh_db_row_keep_int (BhDbRow *row, gpointer number)
{
  *(gint64 *) number = bh_db_row_int (row);
}
