/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/pdf/bhd-pdf.h"

#include "common/bh-formats.h"
#include "server/extract/pdf/bhd-pdf-edges.h"
#include "server/extract/pdf/bhd-pdf-flow.h"
#include "server/extract/pdf/bhd-pdf-page.h"

#include <string.h>

/* Titles that programs give when nobody does. */
static const char *const empty_titles[] = { "untitled", "document", "title", "pdf", "unknown" };
static const char *const prefixes[] = { "Microsoft Word - ", "Microsoft PowerPoint - " };

static void
set_title (PopplerDocument *document, BhdMarkup *out)
{
  g_autofree char *title = poppler_document_get_title (document);
  const char *rest = title;

  if (title == NULL || !g_utf8_validate (title, -1, NULL))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (rest, prefixes[i]))
      rest += strlen (prefixes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (empty_titles); i++)
    if (g_ascii_strcasecmp (rest, empty_titles[i]) == 0)
      return;
  /* The name of the file it was made from says less than the name it has now. */
  if (bh_format_for_name (rest) == NULL && !g_str_has_suffix (rest, ".doc"))
    bhd_markup_set_title (out, rest);
}

/* Lines that are no text go, so that what they part grows together again. */
static void
drop_edges (BhdPdfLines *lines)
{
  guint kept = 0;

  bhd_pdf_edges_mark (lines);
  for (guint i = 0; i < lines->lines->len; i++)
    if (!g_array_index (lines->lines, BhdPdfLine, i).edge)
      g_array_index (lines->lines, BhdPdfLine, kept++) =
          g_array_index (lines->lines, BhdPdfLine, i);
  g_array_set_size (lines->lines, kept);
}

/* Returns: how many pages could be read. */
static guint
read_pages (PopplerDocument *document, BhdPdfLines *lines, gsize room)
{
  guint read = 0;

  for (guint i = 0; i < lines->n_pages && lines->text->len <= room; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, (int) i);

      if (page == NULL)
        continue;
      bhd_pdf_page_read (page, i, lines);
      g_object_unref (page);
      read++;
    }
  return read;
}

static BhExtraction
write_pages (PopplerDocument *document, BhdPdfLines *lines, BhdMarkup *out)
{
  gsize room = bhd_markup_room (out);

  if (read_pages (document, lines, room) == 0)
    return BH_EXTRACTION_MALFORMED;
  if (lines->text->len > room)
    return BH_EXTRACTION_TOO_MUCH_TEXT;
  set_title (document, out);
  drop_edges (lines);
  bhd_pdf_flow_write (lines, out);
  return BH_EXTRACTION_DONE;
}

static BhExtraction
read_document (PopplerDocument *document, BhdMarkup *out)
{
  BhdPdfLines lines = { .n_pages = (guint) MAX (poppler_document_get_n_pages (document), 0) };
  BhExtraction status;

  if (lines.n_pages > BH_EXTRACTION_PAGES_MAX)
    return BH_EXTRACTION_TOO_MANY_PAGES;
  lines.text = g_string_new (NULL);
  lines.lines = g_array_new (FALSE, FALSE, sizeof (BhdPdfLine));
  status = write_pages (document, &lines, out);
  g_array_unref (lines.lines);
  g_string_free (lines.text, TRUE);
  return status;
}

BhExtraction
bhd_pdf_extract (const guint8 *bytes, gsize length, BhdMarkup *out)
{
  g_autoptr (GBytes) content = g_bytes_new_static (bytes, length);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (content, NULL, &error);
  BhExtraction status = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
                            ? BH_EXTRACTION_ENCRYPTED
                            : BH_EXTRACTION_MALFORMED;

  if (document == NULL)
    return status;
  status = read_document (document, out);
  g_object_unref (document);
  return status;
}
