/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/pdf/bhd-pdf-page.h"

#include "server/extract/pdf/bhd-pdf-rows.h"

#include <string.h>

#define MARGIN 0.12 /* of the page's height, where heads and page numbers stand */
#define TEAR 1.5    /* heights of a letter that part cells */

#define IS_MARK(c) ((c) >= 0x202a && (c) <= 0x202e)
#define MARK_END 0x202c

typedef struct
{
  double height;   /* of the page */
  GString *text;   /* without the marks of direction, which have no boxes */
  GArray *indices; /* guint, of each character: which box it has */
  PopplerRectangle *boxes;
  guint n_boxes;
  GList *styles; /* of PopplerTextAttributes, by character, in order */
  GList *style;  /* the one the last line began in */
} Layout;

static gboolean
is_bold (const char *font)
{
  static const char *const words[] = { "bold", "black", "heavy", "demi" };
  g_autofree char *name = font != NULL ? g_ascii_strdown (font, -1) : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The style of the character at @index, which never goes back. */
static PopplerTextAttributes *
find_style (Layout *self, guint index)
{
  while (self->style != NULL &&
         (guint) ((PopplerTextAttributes *) self->style->data)->end_index < index)
    self->style = self->style->next;
  return self->style != NULL ? self->style->data : NULL;
}

/* (nullable) of a character. */
static const PopplerRectangle *
box_of (const Layout *self, guint character)
{
  guint index = g_array_index (self->indices, guint, character);

  return index < self->n_boxes ? &self->boxes[index] : NULL;
}

static void
measure (Layout *self, guint first, BhdPdfLine *line)
{
  /* Behind the first letters, which may be a mark of a list in another font. */
  PopplerTextAttributes *style =
      find_style (self, g_array_index (self->indices, guint, first + line->characters / 2));

  line->left = line->top = G_MAXFLOAT;
  for (guint i = first; i < first + line->characters; i++)
    {
      const PopplerRectangle *box = box_of (self, i);

      if (box == NULL)
        break;
      line->left = MIN (line->left, (float) box->x1);
      line->right = MAX (line->right, (float) box->x2);
      line->top = MIN (line->top, (float) box->y1);
      line->bottom = MAX (line->bottom, (float) box->y2);
    }
  line->size = line->bottom > line->top ? line->bottom - line->top : 0;
  line->margin = line->bottom < MARGIN * self->height || line->top > (1 - MARGIN) * self->height;
  if (style == NULL)
    return;
  line->size = (float) style->font_size;
  line->bold = is_bold (style->font_name);
}

static void
add_line (Layout *self, const char *text, gsize length, guint first, guint page, BhdPdfLines *lines)
{
  BhdPdfLine line = { .start = lines->text->len, .length = length, .page = page };

  line.characters = (guint) g_utf8_strlen (text, (gssize) length);
  measure (self, first, &line);
  g_string_append_len (lines->text, text, (gssize) length);
  g_array_append_val (lines->lines, line);
}

/* Whether a line ends between two characters though no line end stands there: the next one is
 * lower, higher or far to the right. */
static gboolean
is_torn (const Layout *self, guint index)
{
  const PopplerRectangle *one, *other;
  double height, overlap;

  one = index > 0 ? box_of (self, index - 1) : NULL;
  other = box_of (self, index);
  if (one == NULL || other == NULL)
    return FALSE;
  height = MIN (one->y2 - one->y1, other->y2 - other->y1);
  overlap = MIN (one->y2, other->y2) - MAX (one->y1, other->y1);
  return height > 0 && (overlap < 0.2 * height || other->x1 > one->x2 + TEAR * height);
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (" \t\r\f", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
read_lines (Layout *self, guint page, BhdPdfLines *lines)
{
  const char *start = self->text->str, *at = start;
  guint index = 0, first = 0;

  for (;; at = g_utf8_next_char (at), index++)
    {
      gboolean ended = *at == '\0' || *at == '\n';

      if (!ended && (at == start || !is_torn (self, index)))
        continue;
      if (!is_blank (start, (gsize) (at - start)))
        add_line (self, start, (gsize) (at - start), first, page, lines);
      start = ended && *at != '\0' ? at + 1 : at;
      first = index + (ended ? 1 : 0);
      if (*at == '\0')
        break;
    }
}

/* Words from right to left come between marks of direction, and sometimes without a blank. */
static void
take_text (Layout *self, const char *text)
{
  gunichar before = 0;
  guint index = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!IS_MARK (c) || (before == MARK_END && c != MARK_END))
        {
          g_string_append_unichar (self->text, IS_MARK (c) ? ' ' : c);
          g_array_append_val (self->indices, index);
          index += !IS_MARK (c);
        }
      before = c;
    }
  g_array_append_val (self->indices, index);
}

/* A page that is read from right to left must be asked for so. */
static char *
get_text (PopplerPage *page, PopplerRectangle *area)
{
  char *text;
  double right;

  *area = (PopplerRectangle){ 0 };
  poppler_page_get_size (page, &area->x2, &area->y2);
  text = poppler_page_get_text_for_area (page, area);
  if (text != NULL && *text != '\0')
    return text;
  g_free (text);
  right = area->x2;
  area->x2 = area->x1;
  area->x1 = right;
  return poppler_page_get_text_for_area (page, area);
}

void
bhd_pdf_page_read (PopplerPage *page, guint number, BhdPdfLines *lines)
{
  PopplerRectangle area;
  g_autofree char *text = get_text (page, &area);
  Layout layout = { .height = area.y2 };
  guint first = lines->lines->len;

  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return;
  layout.text = g_string_sized_new (strlen (text) + 1);
  layout.indices = g_array_new (FALSE, FALSE, sizeof (guint));
  take_text (&layout, text);
  poppler_page_get_text_layout_for_area (page, &area, &layout.boxes, &layout.n_boxes);
  layout.styles = layout.style = poppler_page_get_text_attributes_for_area (page, &area);
  read_lines (&layout, number, lines);
  bhd_pdf_rows_join (lines, first);
  g_free (layout.boxes);
  poppler_page_free_text_attributes (layout.styles);
  g_array_unref (layout.indices);
  g_string_free (layout.text, TRUE);
}
