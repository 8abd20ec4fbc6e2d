/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/pdf/bhd-pdf-edges.h"

#define EDGE_LINES 2 /* of each edge that are looked at */
#define PAGES_MIN 3  /* to say that something stands on every page */
#define EDGE_MAX 200 /* bytes of a line that can be one */
#define SHARE 3      /* on one of so many pages, as books have two kinds */

/* The line with its numbers made equal. */
static char *
shape_of (const BhdPdfLines *lines, const BhdPdfLine *line)
{
  g_autoptr (GString) shape = g_string_new (NULL);
  const char *text = lines->text->str + line->start;

  for (gsize i = 0; i < line->length; i++)
    if (!g_ascii_isdigit (text[i]))
      g_string_append_c (shape, text[i]);
    else if (shape->len == 0 || shape->str[shape->len - 1] != '#')
      g_string_append_c (shape, '#');
  return g_strstrip (g_string_free (g_steal_pointer (&shape), FALSE));
}

/* “12”, “- 12 -”, “iv”. */
static gboolean
is_page_number (const BhdPdfLines *lines, const BhdPdfLine *line)
{
  const char *text = lines->text->str + line->start;
  gboolean digits = FALSE;

  for (gsize i = 0; i < line->length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && text[i] != ' ' && text[i] != '-')
        return FALSE;
      digits |= g_ascii_isdigit (text[i]);
    }
  return digits && line->length <= 10;
}

typedef void (*Visit) (BhdPdfLines *lines, BhdPdfLine *line, GHashTable *shapes);

static void
visit_page (BhdPdfLines *lines, guint first, guint last, Visit visit, GHashTable *shapes)
{
  guint n = last - first;

  for (guint i = first; i < last; i++)
    {
      BhdPdfLine *line = &g_array_index (lines->lines, BhdPdfLine, i);

      if ((i < first + EDGE_LINES || i + EDGE_LINES >= last) && n > 1 && line->margin &&
          line->length <= EDGE_MAX)
        visit (lines, line, shapes);
    }
}

static void
visit_edges (BhdPdfLines *lines, Visit visit, GHashTable *shapes)
{
  guint first = 0;

  for (guint i = 1; i <= lines->lines->len; i++)
    if (i == lines->lines->len || g_array_index (lines->lines, BhdPdfLine, i).page !=
                                      g_array_index (lines->lines, BhdPdfLine, first).page)
      {
        visit_page (lines, first, i, visit, shapes);
        first = i;
      }
}

static void
count (BhdPdfLines *lines, BhdPdfLine *line, GHashTable *shapes)
{
  char *shape = shape_of (lines, line);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (shapes, shape));

  g_hash_table_replace (shapes, shape, GUINT_TO_POINTER (n + 1));
}

static void
mark (BhdPdfLines *lines, BhdPdfLine *line, GHashTable *shapes)
{
  g_autofree char *shape = shape_of (lines, line);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (shapes, shape));

  line->edge = (n >= PAGES_MIN && n * SHARE >= lines->n_pages) ||
               (lines->n_pages > 1 && is_page_number (lines, line));
}

void
bhd_pdf_edges_mark (BhdPdfLines *lines)
{
  g_autoptr (GHashTable) shapes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  visit_edges (lines, count, shapes);
  visit_edges (lines, mark, shapes);
}
