/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/sqlite/bh-row.h"

#include <string.h>

/* A row is written down in GVariant's own serialised form, in one piece.  Made of one GVariant for
 * each column it would cost three allocations a column, which on the way of every message is more
 * than SQLite itself takes to find the row. */

#define MAX_COLUMNS 40

typedef struct
{
  guint8 *data;
  gsize length;
  gsize room;
  gsize ends[MAX_COLUMNS]; /* of the columns whose length the type does not tell */
  guint n_ends;
} Writer;

static guint8 *
extend (Writer *self, gsize more)
{
  guint8 *place = NULL;

  if (self->length + more > self->room)
    {
      self->room = MAX (2 * self->room, self->length + more + 256);
      self->data = g_realloc (self->data, self->room);
    }
  place = self->data + self->length;
  self->length += more;
  return place;
}

static void
append (Writer *self, gconstpointer bytes, gsize length)
{
  if (length > 0)
    memcpy (extend (self, length), bytes, length);
}

static void
align (Writer *self)
{
  gsize gap = -self->length & 7;

  if (gap > 0)
    memset (extend (self, gap), 0, gap);
}

/* What another program may have written into the file is not trusted to be UTF-8. */
static void
append_text (Writer *self, sqlite3_stmt *handle, int column)
{
  const char *text = (const char *) sqlite3_column_text (handle, column);
  gsize length = (gsize) sqlite3_column_bytes (handle, column);

  if (length == 0 || g_utf8_validate_len (text, length, NULL))
    append (self, text, length);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);

      append (self, valid, strlen (valid));
    }
  append (self, "", 1);
}

static gboolean
append_value (Writer *self, sqlite3_stmt *handle, int column, char type)
{
  const gint64 number = type == 'x' ? sqlite3_column_int64 (handle, column) : 0;
  const double fraction = type == 'd' ? sqlite3_column_double (handle, column) : 0;

  switch (type)
    {
    case 's':
      append_text (self, handle, column);
      return TRUE;
    case 'x':
      append (self, &number, sizeof number);
      return TRUE;
    case 'd':
      append (self, &fraction, sizeof fraction);
      return TRUE;
    case 'a':
      append (self, sqlite3_column_blob (handle, column),
              (gsize) sqlite3_column_bytes (handle, column));
      return TRUE;
    default:
      return FALSE;
    }
}

/* Writes one column and answers what follows its type; NULL where it is none of ours. */
static const char *
append_column (Writer *self, sqlite3_stmt *handle, int column, const char *type)
{
  gboolean nullable = *type == 'm';
  gboolean fixed = FALSE;

  type += nullable ? 1 : 0;
  fixed = *type == 'x' || *type == 'd';
  if (*type == 'a' && type[1] != 'y')
    return NULL;
  if (fixed)
    align (self);
  if (!nullable || sqlite3_column_type (handle, column) != SQLITE_NULL)
    {
      if (!append_value (self, handle, column, *type))
        return NULL;
      if (nullable && !fixed) /* tells an empty value from none */
        append (self, "", 1);
    }
  type += *type == 'a' ? 2 : 1;
  if ((nullable || !fixed) && *type != ')')
    self->ends[self->n_ends++] = self->length;
  return type;
}

/* How many bytes an end takes depends on the length of the whole. */
static guint
end_width (const Writer *self)
{
  guint width = 1;

  while (width < 8 &&
         self->length + width * self->n_ends > (G_GUINT64_CONSTANT (1) << 8 * width) - 1)
    width *= 2;
  return width;
}

static void
append_ends (Writer *self)
{
  guint width = end_width (self);

  while (self->n_ends > 0)
    {
      guint64 end = GUINT64_TO_LE (self->ends[--self->n_ends]);

      append (self, &end, width);
    }
}

GVariant *
bh_row_read (sqlite3_stmt *handle, const char *row_type)
{
  Writer writer = { NULL };
  int columns = sqlite3_column_count (handle);
  const char *type = row_type + 1;
  g_autoptr (GBytes) bytes = NULL;
  int column = 0;

  while (column < MIN (columns, MAX_COLUMNS) && type != NULL && *type != ')')
    type = append_column (&writer, handle, column++, type);
  if (column == 0 || column < columns || type == NULL || *type != ')')
    {
      g_free (writer.data);
      return NULL;
    }
  append_ends (&writer);
  bytes = g_bytes_new_take (writer.data, writer.length);
  return g_variant_new_from_bytes ((const GVariantType *) row_type, bytes, TRUE);
}
