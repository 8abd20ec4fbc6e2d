/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/documents/document-maker.h"
#include "tests/story/documents/document-case.h"

#include <string.h>

/* What is made to do harm, broken, or not what it seems. */

#define BYTES(text) .content = text, .length = sizeof text - 1
#define DOCX_HEAD                                                                                  \
  "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
#define DOCX_TAIL "</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

#define DAMAGED "damaged or cut off"
#define UNPACKED "too large when unpacked"
#define OTHER_KIND "not what its name says"
#define PASSWORD "protected by a password"
#define NO_TEXT "there is no text in it"
#define NESTED "nested in each other"
#define SLOW "took too long"

static GBytes *
make_docx_xml (const char *document)
{
  Zip *zip = start_docx ();

  zip_add (zip, "word/document.xml", document);
  return zip_end (zip);
}

static GBytes *
make_noise (const char *begin)
{
  GRand *random = g_rand_new_with_seed (4711);
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) begin, (guint) strlen (begin));
  while (bytes->len < 300000)
    g_byte_array_append (bytes, &(guint8){ (guint8) g_rand_int_range (random, 0, 256) }, 1);
  g_rand_free (random);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
make_unclosed_quote (const char *begin)
{
  return make_filled (begin, "x,y\n", 2000, "last,row\n");
}

static GBytes *
make_spaces (const char *end)
{
  return make_filled ("", "                                ", 20 * 1024 * 1024 / 32, end);
}

static GBytes *
make_too_large (const char *content)
{
  return make_filled ("", "0123456789abcdef", 40 * 1024 * 1024 / 16, "!");
}

const DocumentCase hostile_documents[] = {
  { "bomb-docx.docx", .hostile = "docx-gigabyte-of-spaces", .refusals = { UNPACKED } },
  { "overlapping.docx", .hostile = "docx-overlapping-bomb", .refusals = { UNPACKED, DAMAGED } },
  { "nested-bomb.docx", .hostile = "docx-nested-bomb", .word = "Outer" },
  { "styles-bomb.docx", .hostile = "docx-styles-bomb", .refusals = { UNPACKED } },
  { "laughs.docx", .hostile = "docx-billion-laughs", .refusals = { DAMAGED } },
  { "quadratic.docx", .hostile = "docx-quadratic-blowup", .refusals = { DAMAGED } },
  { "entity-docx.docx", .hostile = "docx-external-entity", .refusals = { DAMAGED } },
  { "calling-entity.docx", make_docx_xml, .refusals = { DAMAGED },
    .content =
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"@OUTSIDE@/entity\">]>" DOCX_HEAD P ("&a;") DOCX_TAIL },
  { "calling-type.docx", make_docx_xml, .refusals = { DAMAGED },
    .content = "<!DOCTYPE x SYSTEM \"@OUTSIDE@/x.dtd\">" DOCX_HEAD P ("a") DOCX_TAIL },
  { "include.docx", make_docx, .word = "taffrail",
    .content = P ("The taffrail is oak.") "<xi:include xmlns:xi=\"http://www.w3.org/2001/"
                                          "XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>"
                                          "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\""
                                          " href=\"@OUTSIDE@/include\" parse=\"text\"/>" },
  { "traversal.docx", .hostile = "docx-path-traversal", .word = "Inside" },
  { "outside.docx", .hostile = "docx-target-outside", .refusals = { OTHER_KIND } },
  { "deep-docx.docx", .hostile = "docx-deep-elements", .refusals = { NESTED } },
  { "encrypted-docx.docx", .hostile = "docx-encrypted", .refusals = { PASSWORD } },
  { "truncated-docx.docx", .hostile = "docx-truncated", .refusals = { DAMAGED } },
  { "noise-docx.docx", make_noise, .content = "PK\003\004", .refusals = { DAMAGED, OTHER_KIND } },
  { "bomb-odt.odt", .hostile = "odt-bomb", .refusals = { UNPACKED } },
  { "truncated-odt.odt", .hostile = "odt-truncated", .refusals = { DAMAGED } },
  { "encrypted-odt.odt", .hostile = "odt-encrypted", .refusals = { PASSWORD } },
  { "entity-odt.odt", .hostile = "odt-external-entity", .refusals = { DAMAGED } },
  { "locked.pdf", .document = "locked.pdf", .refusals = { PASSWORD } },
  { "loop.pdf", .hostile = "pdf-page-tree-loop", .refusals = { DAMAGED, NO_TEXT } },
  { "truncated-pdf.pdf", .hostile = "pdf-truncated", .refusals = { DAMAGED, NO_TEXT } },
  { "noise-pdf.pdf", make_noise, .content = "%PDF-1.7\n", .refusals = { DAMAGED, NO_TEXT } },
  { "deep-pdf.pdf", .hostile = "pdf-deep-arrays", .refusals = { DAMAGED } },
  { "forms.pdf", .hostile = "pdf-form-loop", .refusals = { NO_TEXT } },
  { "calling-pdf.pdf", make_pdf, .refusals = { NO_TEXT },
    .content = "1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (@OUTSIDE@/) >> "
               ">> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
               "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >> "
               "endobj\n4 0 obj << /Length 0 /FS /URL /F (@OUTSIDE@/stream) >> stream\n\n"
               "endstream endobj" },
  { "gigabyte.pdf", .hostile = "pdf-gigabyte-in-a-string",
    .refusals = { NO_TEXT, DAMAGED, "too complex" } },
  { "wrong.pdf", .hostile = "pdf-that-is-text", .refusals = { OTHER_KIND } },
  { "wrong.txt", .hostile = "text-that-is-a-pdf", .refusals = { OTHER_KIND } },
  { "nested.html", .hostile = "html-nested", .refusals = { NESTED } },
  { "calling-html.html", .word = "gunwale",
    .content =
        "<html><head><base href=\"@OUTSIDE@/base/\"><link rel=\"stylesheet\" "
        "href=\"@OUTSIDE@/a.css\"><meta http-equiv=\"refresh\" content=\"0; "
        "url=@OUTSIDE@/next\"><script src=\"@OUTSIDE@/a.js\"></script></head><body><p>The "
        "gunwale is painted.</p><img src=\"@OUTSIDE@/a.png\"><iframe src=\"@OUTSIDE@/frame\">"
        "</iframe><object data=\"file:///etc/passwd\"></object></body></html>" },
  { "entity-html.html", .word = "scupper",
    .content = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b SYSTEM "
               "'@OUTSIDE@/b'>]><p>The scupper is open &a; &b;</p>" },
  { "quote.csv", make_unclosed_quote, .word = "bowline",
    .content = "bowline,b\n\"never closed,1\n" },
  { "zeros.csv", .hostile = "csv-zeros", .refusals = { OTHER_KIND } },
  { "million-columns.csv", .hostile = "csv-million-columns", .refusals = { "16,384 columns" } },
  { "spaces.txt", make_spaces, .word = "forecastle", .content = "The forecastle is at the end." },
  { "nul.txt", .word = "bilgewater",
    BYTES ("The bilgewater is pumped out every morning before nine\0 o'clock.\n") },
  { "noise-txt.txt", make_noise, .content = "", .refusals = { OTHER_KIND } },
  { "blank.txt", .content = " \r\n \t\n", .refusals = { NO_TEXT } },
  { "picture.md", .hostile = "text-that-is-a-picture", .refusals = { OTHER_KIND } },
  { "empty.txt", .content = "", .refusals = { "the file is empty" } },
  { "program.exe", .content = "MZ", .refusals = { "cannot be read" } },
  { "large.txt", make_too_large, .content = "", .refusals = { "larger than 40 MB" } },
  { "../../../../tmp/lighter.txt", .word = "lighterman",
    .content = "The lighterman comes on Mondays.\n" },
  { NULL },
};
