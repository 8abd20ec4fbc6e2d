/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/pdf/bhd-pdf-rows.h"

#include "server/extract/pdf/bhd-pdf-mark.h"

#include <string.h>

#define CELL_MAX 80     /* characters */
#define COLUMN_CELLS 20 /* characters: pieces that are longer on average are columns of prose … */
#define COLUMN_SHARE 0.3f  /* … if so many of them go on in the middle of a sentence */
#define ALIGNED 0.4f       /* of the letters' size: how far apart edges can be that are one */
#define ALIGNED_SHARE 0.8f /* of a row's cells */

/* Pieces beside each other. */
typedef struct
{
  guint first, end; /* in the pieces by place */
  gboolean is_row;
} Band;

typedef struct
{
  BhdPdfLines *lines;
  GArray *places; /* guint: indices of the page's pieces, from the top, then from the left */
  GArray *bands;  /* of Band, from the top */
} Page;

static BhdPdfLine *
piece_at (const Page *self, guint place)
{
  return &g_array_index (self->lines->lines, BhdPdfLine,
                         g_array_index (self->places, guint, place));
}

static gint
compare_tops (gconstpointer a, gconstpointer b, gpointer lines)
{
  const BhdPdfLine *one = &g_array_index ((GArray *) lines, BhdPdfLine, *(const guint *) a);
  const BhdPdfLine *other = &g_array_index ((GArray *) lines, BhdPdfLine, *(const guint *) b);

  return (one->top > other->top) - (one->top < other->top);
}

static gint
compare_lefts (gconstpointer a, gconstpointer b, gpointer lines)
{
  const BhdPdfLine *one = &g_array_index ((GArray *) lines, BhdPdfLine, *(const guint *) a);
  const BhdPdfLine *other = &g_array_index ((GArray *) lines, BhdPdfLine, *(const guint *) b);

  return (one->left > other->left) - (one->left < other->left);
}

static gboolean
is_beside (const BhdPdfLine *one, const BhdPdfLine *other)
{
  float overlap = MIN (one->bottom, other->bottom) - MAX (one->top, other->top);

  return overlap > 0.5f * MIN (one->bottom - one->top, other->bottom - other->top);
}

static void
add_band (Page *self, guint first, guint end)
{
  Band band = { first, end, end - first > 1 };

  qsort_r (&g_array_index (self->places, guint, first), end - first, sizeof (guint),
           (int (*) (const void *, const void *, void *)) compare_lefts, self->lines->lines);
  for (guint i = first; i < end; i++)
    band.is_row = band.is_row && piece_at (self, i)->characters <= CELL_MAX &&
                  (i == first || piece_at (self, i)->left >= piece_at (self, i - 1)->right);
  g_array_append_val (self->bands, band);
}

static void
find_bands (Page *self)
{
  guint first = 0;

  g_array_sort_with_data (self->places, compare_tops, self->lines->lines);
  for (guint i = 1; i <= self->places->len; i++)
    if (i == self->places->len || !is_beside (piece_at (self, first), piece_at (self, i)))
      {
        add_band (self, first, i);
        first = i;
      }
}

/* The mark's piece gets the words as well; theirs is emptied. */
static void
join_mark (Page *self, const Band *band)
{
  BhdPdfLine *mark = piece_at (self, band->first), *words = piece_at (self, band->first + 1);
  GString *text = self->lines->text;
  gsize start = text->len, mark_start = mark->start, words_start = words->start;

  for (gsize i = 0; i < mark->length; i++)
    g_string_append_c (text, text->str[mark_start + i]);
  g_string_append_c (text, ' ');
  for (gsize i = 0; i < words->length; i++)
    g_string_append_c (text, text->str[words_start + i]);
  words->start = start;
  words->length = text->len - start;
  words->characters += mark->characters + 1;
  words->left = mark->left;
  mark->length = 0;
}

static void
join_marks (Page *self)
{
  for (guint i = 0; i < self->bands->len; i++)
    {
      Band *band = &g_array_index (self->bands, Band, i);
      const BhdPdfLine *mark = piece_at (self, band->first);

      if (band->end - band->first < 2 ||
          !bhd_pdf_mark_is_all (self->lines->text->str + mark->start, mark->length))
        continue;
      join_mark (self, band);
      band->first++;
      band->is_row = band->is_row && band->end - band->first > 1;
    }
}

/* Columns of prose stand side by side as well. */
static gboolean
is_prose (const Page *self, guint first, guint end)
{
  guint characters = 0, pieces = 0, small = 0;

  for (guint b = first; b < end; b++)
    for (guint i = g_array_index (self->bands, Band, b).first;
         i < g_array_index (self->bands, Band, b).end; i++)
      {
        const BhdPdfLine *piece = piece_at (self, i);

        characters += piece->characters;
        pieces++;
        small +=
            g_unichar_islower (g_utf8_get_char (self->lines->text->str + piece->start)) != FALSE;
      }
  return characters > pieces * COLUMN_CELLS && (float) small > COLUMN_SHARE * (float) pieces;
}

/* Rows count over the whole document, from 1. */
static void
number_rows (Page *self, guint first, guint end)
{
  if (end - first < 2 || is_prose (self, first, end))
    return;
  self->lines->n_tables++;
  for (guint b = first; b < end; b++)
    {
      const Band *band = &g_array_index (self->bands, Band, b);

      self->lines->n_rows++;
      for (guint i = band->first; i < band->end; i++)
        {
          piece_at (self, i)->row = self->lines->n_rows;
          piece_at (self, i)->table = self->lines->n_tables;
        }
    }
}

static gboolean
is_aligned (const BhdPdfLine *one, const BhdPdfLine *other)
{
  float most = ALIGNED * MAX (one->size, other->size);

  return ABS (one->left - other->left) < most || ABS (one->right - other->right) < most ||
         ABS (one->left + one->right - other->left - other->right) < 2 * most;
}

static guint
count_aligned (const Page *self, const Band *one, const Band *other)
{
  guint count = 0, at = other->first;

  /* Both stand in order, from the left. */
  for (guint i = one->first; i < one->end; i++)
    {
      while (at < other->end && piece_at (self, at)->right < piece_at (self, i)->left)
        at++;
      count += at < other->end && is_aligned (piece_at (self, i), piece_at (self, at));
    }
  return count;
}

/* Cells stand below each other; words of lines that were stretched to the margin do not. */
static gboolean
are_rows (const Page *self, guint index)
{
  const Band *one = &g_array_index (self->bands, Band, index - 1);
  const Band *other = &g_array_index (self->bands, Band, index);
  const Band *fewer = one->end - one->first < other->end - other->first ? one : other;

  if (!one->is_row || !other->is_row)
    return FALSE;
  return (float) count_aligned (self, fewer, fewer == one ? other : one) >=
         ALIGNED_SHARE * (float) (fewer->end - fewer->first);
}

static void
find_tables (Page *self)
{
  guint first = 0;

  for (guint i = 1; i <= self->bands->len; i++)
    if (i == self->bands->len || !are_rows (self, i))
      {
        number_rows (self, first, i);
        first = i;
      }
}

static void
add_table (Page *self, guint table, GArray *ordered)
{
  for (guint i = 0; i < self->places->len; i++)
    if (piece_at (self, i)->table == table)
      g_array_append_val (ordered, *piece_at (self, i));
}

/* A table stands where its first cell stood. */
static void
reorder (Page *self, guint first)
{
  g_autoptr (GArray) ordered = g_array_new (FALSE, FALSE, sizeof (BhdPdfLine));
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = first; i < self->lines->lines->len; i++)
    {
      const BhdPdfLine *line = &g_array_index (self->lines->lines, BhdPdfLine, i);

      if (line->length == 0)
        continue;
      if (line->table == 0)
        g_array_append_val (ordered, *line);
      else if (g_hash_table_add (told, GUINT_TO_POINTER (line->table)))
        add_table (self, line->table, ordered);
    }
  g_array_set_size (self->lines->lines, first);
  g_array_append_vals (self->lines->lines, ordered->data, ordered->len);
}

void
bhd_pdf_rows_join (BhdPdfLines *lines, guint first)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));
  Page self = { lines, places, bands };

  for (guint i = first; i < lines->lines->len; i++)
    g_array_append_val (places, i);
  if (places->len < 2)
    return;
  find_bands (&self);
  join_marks (&self);
  find_tables (&self);
  reorder (&self, first);
}
