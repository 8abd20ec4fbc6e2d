/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/documents/document-maker.h"
#include "tests/documents/hostile-case.h"

#include <signal.h>
#include <string.h>

/* PDFs, web pages, tables and plain text that are made to do harm. */

static GBytes *
pdf_page_tree_loop (void)
{
  return make_pdf ("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                   "2 0 obj << /Type /Pages /Kids [3 0 R 2 0 R] /Count 500 >> endobj\n"
                   "3 0 obj << /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 3 >> endobj");
}

static GBytes *
pdf_many_pages (void)
{
  return make_pdf ("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                   "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 100000000 >> endobj\n"
                   "3 0 obj << /Type /Page /Parent 2 0 R >> endobj");
}

static GBytes *
pdf_gigabyte_of_spaces (void)
{
  g_autoptr (GBytes) packed = pack_repeated ("BT /F 12 Tf (a) Tj ", ' ', 1024, TRUE);

  return make_pdf_stream (packed);
}

static GBytes *
pdf_gigabyte_in_a_string (void)
{
  g_autoptr (GBytes) packed = pack_repeated ("BT /F 12 Tf (", 'a', 1024, TRUE);

  return make_pdf_stream (packed);
}

static GBytes *
pdf_endless_words (void)
{
  g_autoptr (GBytes) text = make_filled ("BT /F 12 Tf 0 5 Td ", "(word) Tj 3 0 Td ", 3000000, "ET");
  g_autoptr (GBytes) packed = pack (g_bytes_get_data (text, NULL), g_bytes_get_size (text), TRUE);

  return make_pdf_stream (packed);
}

static GBytes *
pdf_object_stream_bomb (void)
{
  g_autoptr (GBytes) packed = pack_repeated ("1 0 ", ' ', 1024, TRUE);
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *head =
      g_strdup_printf ("%%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                       "9 0 obj << /Type /ObjStm /N 1000000 /First 8000000 /Filter /FlateDecode "
                       "/Length %" G_GSIZE_FORMAT " >> stream\n",
                       g_bytes_get_size (packed));

  g_byte_array_append (bytes, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (bytes, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  head = (g_free (head), g_strdup ("\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"));
  g_byte_array_append (bytes, (const guint8 *) head, (guint) strlen (head));
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
pdf_deep_arrays (void)
{
  return make_filled ("%PDF-1.7\n1 0 obj ", "[", 500000, "\nendobj\ntrailer << /Root 1 0 R >>\n");
}

/* A form that draws itself. */
static GBytes *
pdf_form_loop (void)
{
  return make_pdf ("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                   "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
                   "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
                   "/Resources << /XObject << /X 5 0 R >> >> >> endobj\n"
                   "4 0 obj << /Length 5 >> stream\n/X Do\nendstream endobj\n"
                   "5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11 /Resources "
                   "<< /XObject << /X 5 0 R >> >> >> stream\n/X Do /X Do\nendstream endobj");
}

static GBytes *
pdf_without_text (void)
{
  return make_pdf_page ("0 0 100 100 re f");
}

static GBytes *
pdf_external_stream (void)
{
  return make_pdf ("1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI "
                   "(http://127.0.0.1:1/) >> >> endobj\n"
                   "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
                   "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >> "
                   "endobj\n4 0 obj << /Length 0 /F (/etc/passwd) >> stream\n\nendstream endobj");
}

/* A Japanese font that is not embedded: its tables would have to be read from the disk. */
static GBytes *
pdf_missing_font (void)
{
  return make_pdf ("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                   "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
                   "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents 4 0 R "
                   "/Resources << /Font << /F 5 0 R /G 7 0 R >> >> >> endobj\n"
                   "4 0 obj << /Length 80 >> stream\nBT /F 12 Tf 50 500 Td <65e5672c> Tj /G 12 Tf "
                   "0 -20 Td (Readable) Tj ET\nendstream endobj\n"
                   "5 0 obj << /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding "
                   "/UniJIS-UCS2-H /DescendantFonts [6 0 R] >> endobj\n"
                   "6 0 obj << /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light "
                   "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >> "
                   "endobj\n7 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Courier >> endobj");
}

static GBytes *
pdf_truncated (void)
{
  g_autoptr (GBytes) whole = make_pdf_page ("BT /F 12 Tf (Half) Tj ET");

  return g_bytes_new_from_bytes (whole, 0, 120);
}

static GBytes *
pdf_as_text (void)
{
  return make_pdf_page ("BT ET");
}

static GBytes *
text_as_pdf (void)
{
  return make_text ("I am no PDF");
}

static GBytes *
html_nested (void)
{
  return make_filled ("<p>a", "<div>", 100000, "b");
}

static GBytes *
html_nested_inline (void)
{
  return make_filled ("<p>a", "<b><i>", 100000, "b");
}

static GBytes *
html_stray_ends (void)
{
  g_autoptr (GBytes) ends = make_filled ("", "</i></p></td>", 500000, "b");
  g_autofree char *text = g_strndup (g_bytes_get_data (ends, NULL), g_bytes_get_size (ends));

  return make_filled ("a", "<b>", 4000, text);
}

static GBytes *
html_attributes (void)
{
  return make_filled ("<p ", "a b=c ", 500000, ">text");
}

static GBytes *
html_endless_tag (void)
{
  return make_filled ("text<p title=\"", "aaaaaaaaaaaaaaaa", 2000000, "");
}

static GBytes *
html_entities (void)
{
  return make_filled ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>own &a;", "&a;&lt;",
                      300000, "");
}

static GBytes *
html_large (void)
{
  return make_filled ("", "<p>cell <b>of</b> the page<br>", 1300000, "");
}

static GBytes *
csv_unclosed_quote (void)
{
  return make_filled ("a,b\n\"never closed,1\n", "x,y\n", 200000, "last,row\n");
}

static GBytes *
csv_million_columns (void)
{
  return make_filled ("", "a,", 1000000, "\nb,c\n");
}

static GBytes *
csv_wide_and_long (void)
{
  g_autoptr (GBytes) head = make_filled ("", "a long header,", 16000, "z\n");
  g_autoptr (GBytes) row = make_filled ("", "v,", 16000, "v\n");
  g_autofree char *before = g_strndup (g_bytes_get_data (head, NULL), g_bytes_get_size (head));
  g_autofree char *again = g_strndup (g_bytes_get_data (row, NULL), g_bytes_get_size (row));

  return make_filled (before, again, 1000, "");
}

static GBytes *
csv_zeros (void)
{
  return g_bytes_new_take (g_malloc0 (1000000), 1000000);
}

static GBytes *
text_largest (void)
{
  return make_filled ("", "0123456789abcdef", 40 * 1024 * 1024 / 16, "");
}

static GBytes *
text_larger (void)
{
  return make_filled ("", "0123456789abcdef", 40 * 1024 * 1024 / 16, "!");
}

static GBytes *
text_of_blank_lines (void)
{
  return make_filled ("begin", " \r\n\t\n", 8000000, "end");
}

static GBytes *
text_empty (void)
{
  return g_bytes_new_static ("", 0);
}

static GBytes *
text_picture (void)
{
  return g_bytes_new_static ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
}

const HostileCase hostile_pages[] = {
  { "pdf-page-tree-loop", "pdf", pdf_page_tree_loop, { MALFORMED, NO_TEXT } },
  { "pdf-many-pages", "pdf", pdf_many_pages, { BH_EXTRACTION_TOO_MANY_PAGES, NO_TEXT, MALFORMED } },
  { "pdf-gigabyte-of-spaces",
    "pdf",
    pdf_gigabyte_of_spaces,
    { DONE, NO_TEXT, -SIGXCPU },
    "a",
    TRUE },
  { "pdf-gigabyte-in-a-string",
    "pdf",
    pdf_gigabyte_in_a_string,
    { NO_TEXT, -SIGABRT, 1 },
    NULL,
    TRUE },
  { "pdf-endless-words", "pdf", pdf_endless_words, { DONE, -SIGABRT, 1 }, "word", TRUE },
  { "pdf-object-stream-bomb", "pdf", pdf_object_stream_bomb, { MALFORMED, NO_TEXT } },
  { "pdf-deep-arrays", "pdf", pdf_deep_arrays, { MALFORMED }, NULL, TRUE },
  { "pdf-form-loop", "pdf", pdf_form_loop, { NO_TEXT } },
  { "pdf-without-text", "pdf", pdf_without_text, { NO_TEXT } },
  { "pdf-external-stream", "pdf", pdf_external_stream, { NO_TEXT } },
  { "pdf-missing-font", "pdf", pdf_missing_font, { DONE }, "Readable" },
  { "pdf-truncated", "pdf", pdf_truncated, { MALFORMED, NO_TEXT } },
  { "pdf-that-is-text", "pdf", text_as_pdf, { OTHER_KIND } },
  { "text-that-is-a-pdf", "text", pdf_as_text, { OTHER_KIND } },
  { "text-that-is-a-picture", "markdown", text_picture, { OTHER_KIND } },
  { "text-empty", "text", text_empty, { NO_TEXT } },
  { "text-largest", "text", text_largest, { BH_EXTRACTION_TOO_MUCH_TEXT }, NULL, TRUE },
  { "text-larger", "text", text_larger, { BH_EXTRACTION_TOO_LARGE }, NULL, TRUE },
  { "text-of-blank-lines", "text", text_of_blank_lines, { DONE }, "begin\n\nend", TRUE },
  { "html-nested", "html", html_nested, { TOO_DEEP } },
  { "html-nested-inline", "html", html_nested_inline, { TOO_DEEP } },
  { "html-stray-ends", "html", html_stray_ends, { DONE, -SIGXCPU }, "b", TRUE },
  { "html-attributes", "html", html_attributes, { DONE, -SIGXCPU, NO_TEXT }, "text", TRUE },
  { "html-endless-tag", "html", html_endless_tag, { DONE }, "text", TRUE },
  { "html-entities", "html", html_entities, { DONE }, "own" },
  { "html-large", "html", html_large, { DONE, BH_EXTRACTION_TOO_MUCH_TEXT }, "cell", TRUE },
  { "csv-unclosed-quote", "csv", csv_unclosed_quote, { DONE }, "- a: last\n- b: row", TRUE },
  { "csv-million-columns", "csv", csv_million_columns, { BH_EXTRACTION_TOO_WIDE } },
  { "csv-wide-and-long", "csv", csv_wide_and_long, { BH_EXTRACTION_TOO_MUCH_TEXT }, NULL, TRUE },
  { "csv-zeros", "csv", csv_zeros, { OTHER_KIND } },
  { NULL },
};
