/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/pdf/bhd-pdf-flow.h"

#include "server/extract/pdf/bhd-pdf-mark.h"

#include <string.h>

#define SIZES 400       /* half points that are told apart */
#define HEADING_MAX 160 /* bytes of one */
#define HEADING_LINES 3
#define GAP 0.55f       /* of the letters' height: what parts paragraphs, beyond the usual */
#define COLUMN 12       /* points between left edges that are told apart */
#define COLUMNS 1024    /* on a page */
#define EARLY 0.25f     /* of a column's width: what a line that is not the last does not leave */
#define SAME_SIZE 0.08f /* of the letters: what makes them another size */

typedef struct
{
  const BhdPdfLines *lines;
  BhdMarkup *out;
  float body;          /* size of the letters most of it is in */
  float pitch;         /* from one line to the next, in letters' sizes */
  GHashTable *columns; /* page and left edge → how far to the right its lines reach, in points */
} Flow;

static const BhdPdfLine *
line_at (const Flow *self, guint index)
{
  return &g_array_index (self->lines->lines, BhdPdfLine, index);
}

static const char *
text_of (const Flow *self, const BhdPdfLine *line)
{
  return self->lines->text->str + line->start;
}

/* The value at which half of what was counted is reached, or, where @most, that counted most. */
static guint
pick (const guint *counts, guint n, gboolean most)
{
  guint64 all = 0, sum = 0;
  guint best = 0;

  for (guint i = 0; i < n; i++)
    {
      all += counts[i];
      best = counts[i] > counts[best] ? i : best;
    }
  for (guint i = 0; i < n && !most; i++)
    {
      sum += counts[i];
      if (sum * 2 >= all)
        return i;
    }
  return best;
}

static void
learn_size (Flow *self)
{
  guint counts[SIZES] = { 0 };

  for (guint i = 0; i < self->lines->lines->len; i++)
    counts[(guint) CLAMP (line_at (self, i)->size * 2, 0, SIZES - 1)] +=
        line_at (self, i)->characters;
  self->body = MAX ((float) pick (counts, SIZES, TRUE) / 2, 1);
}

static gboolean
is_same_size (const BhdPdfLine *one, const BhdPdfLine *other)
{
  return ABS (one->size - other->size) <= SAME_SIZE * MAX (one->size, other->size);
}

static void
learn_pitch (Flow *self)
{
  guint counts[SIZES] = { 0 }; /* of hundredths of the size */

  for (guint i = 1; i < self->lines->lines->len; i++)
    {
      const BhdPdfLine *one = line_at (self, i - 1), *other = line_at (self, i);
      float step = other->top - one->top;

      if (one->page == other->page && step > 0 && is_same_size (one, other))
        counts[(guint) CLAMP (step * 100 / MAX (other->size, 1), 0, SIZES - 1)]++;
    }
  self->pitch = (float) pick (counts, SIZES, FALSE) / 100;
}

static gpointer
column_of (const BhdPdfLine *line)
{
  return GUINT_TO_POINTER (line->page * COLUMNS +
                           (guint) CLAMP (line->left / COLUMN, 0, COLUMNS - 1));
}

static void
learn_columns (Flow *self)
{
  for (guint i = 0; i < self->lines->lines->len; i++)
    {
      gpointer column = column_of (line_at (self, i));
      guint right = (guint) CLAMP (line_at (self, i)->right, 0, G_MAXINT16);

      if (right > GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, column)))
        g_hash_table_insert (self->columns, column, GUINT_TO_POINTER (right));
    }
}

/* The next line's first word would have had room here, and more. */
static gboolean
is_broken_early (const Flow *self, const BhdPdfLine *one, const BhdPdfLine *other)
{
  float right = (float) GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, column_of (one)));
  float width = (other->right - other->left) / (float) MAX (other->characters, 1);
  const char *text = text_of (self, other);
  const char *blank = memchr (text, ' ', other->length);
  float word = (float) (blank != NULL ? blank - text : (gssize) other->length) * width;

  return right - one->right > MAX (1.5f * word, EARLY * (right - one->left));
}

static gboolean
ends_sentence (const Flow *self, const BhdPdfLine *line)
{
  const char *text = text_of (self, line);
  gsize length = line->length;

  while (length > 0 && strchr (" \")'\r", text[length - 1]) != NULL)
    length--;
  return length > 0 && strchr (".!?:;", text[length - 1]) != NULL;
}

static gboolean
begins_small (const Flow *self, const BhdPdfLine *line)
{
  return g_unichar_islower (g_utf8_get_char (text_of (self, line)));
}

static gboolean
has_mark (const Flow *self, const BhdPdfLine *line)
{
  guint number;

  return bhd_pdf_mark_length (text_of (self, line), line->length, &number) > 0;
}

/* Whether a paragraph ends between two lines that follow each other. */
static gboolean
parts (const Flow *self, const BhdPdfLine *one, const BhdPdfLine *other)
{
  float step = other->top - one->top;

  if (one->row > 0 || other->row > 0)
    return one->row != other->row;
  if (!is_same_size (one, other) || one->bold != other->bold)
    return TRUE;
  if (has_mark (self, other) && !begins_small (self, other))
    return TRUE;
  if (one->page != other->page || step < 0) /* another page or column */
    return ends_sentence (self, one) || !begins_small (self, other);
  if (step > 0.5f * other->size && !begins_small (self, other) &&
      is_broken_early (self, one, other))
    return TRUE;
  if (step > (self->pitch + GAP) * other->size)
    return TRUE;
  return ends_sentence (self, one) && other->left > one->left + 0.8f * other->size &&
         !has_mark (self, one);
}

/* 1 to 4; 0: no heading. */
static guint
heading_level (const Flow *self, guint first, guint end)
{
  const BhdPdfLine *line = line_at (self, first), *last = line_at (self, end - 1);
  float ratio = line->size / self->body;
  gsize length = last->start + last->length - line->start;

  if (end - first > HEADING_LINES || length > HEADING_MAX)
    return 0;
  if (ratio >= 1.6f)
    return 1;
  if (ratio >= 1.25f)
    return 2;
  if (ratio >= 1.1f)
    return 3;
  return line->bold && end - first == 1 && end < self->lines->lines->len &&
                 !line_at (self, end)->bold && !ends_sentence (self, line) && ratio > 0.95f
             ? 4
             : 0;
}

static gboolean
is_letter_before (const char *text, gsize length)
{
  return length > 1 && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (text + length)));
}

/* A word that goes on in the next line, or a blank. */
static void
write_line (Flow *self, const char *text, gsize length, const BhdPdfLine *next)
{
  gsize soft = strlen ("\xc2\xad");

  if (next == NULL)
    bhd_markup_add (self->out, text, length);
  else if (length > soft && memcmp (text + length - soft, "\xc2\xad", soft) == 0)
    bhd_markup_add (self->out, text, length - soft);
  else if (length > 1 && text[length - 1] == '-' && begins_small (self, next) &&
           is_letter_before (text, length - 1))
    bhd_markup_add (self->out, text, length - 1);
  else
    {
      bhd_markup_add (self->out, text, length);
      bhd_markup_space (self->out);
    }
}

static void
write_row (Flow *self, guint first, guint end)
{
  guint table = line_at (self, first)->table;

  if (first == 0 || line_at (self, first - 1)->table != table)
    bhd_markup_part (self->out);
  bhd_markup_open_row (self->out);
  for (guint i = first; i < end; i++)
    {
      bhd_markup_add (self->out, text_of (self, line_at (self, i)), line_at (self, i)->length);
      bhd_markup_close_cell (self->out);
    }
}

static void
write_block (Flow *self, guint first, guint end)
{
  guint level = heading_level (self, first, end), number;
  const BhdPdfLine *line = line_at (self, first);
  gsize skip = level > 0 ? 0 : bhd_pdf_mark_length (text_of (self, line), line->length, &number);

  if (level > 0)
    bhd_markup_open_heading (self->out, level);
  else if (skip > 0)
    bhd_markup_open_item (self->out, 0, number);
  else
    bhd_markup_open_text (self->out);
  for (guint i = first; i < end; i++, skip = 0)
    write_line (self, text_of (self, line_at (self, i)) + skip, line_at (self, i)->length - skip,
                i + 1 < end ? line_at (self, i + 1) : NULL);
}

void
bhd_pdf_flow_write (const BhdPdfLines *lines, BhdMarkup *out)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);
  Flow self = { lines, out, .columns = columns };
  guint first = 0;

  learn_size (&self);
  learn_pitch (&self);
  learn_columns (&self);
  for (guint i = 1; i <= lines->lines->len && !bhd_markup_is_full (out); i++)
    if (i == lines->lines->len || parts (&self, line_at (&self, i - 1), line_at (&self, i)))
      {
        (line_at (&self, first)->row > 0 ? write_row : write_block) (&self, first, i);
        first = i;
      }
}
