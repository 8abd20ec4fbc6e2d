/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/documents/document-maker.h"
#include "tests/extract/extract-run.h"

#include <string.h>

/* What people upload: each is read whole, in order, and its structure survives. */

typedef struct
{
  const char *name;
  const char *format;
  GBytes *(*make) (const char *); /* (nullable): the bytes are @content */
  const char *content;
  gsize length; /* of it, where it is bytes */
  const char *text;
} Case;

#define BYTES(literal) NULL, literal, sizeof literal - 1
#define W(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(text) "<w:p>" W (text) "</w:p>"
#define STYLE(style) "<w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>"
#define LIST(level)                                                                                \
  "<w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>"

static const Case cases[] = {
  { "text-latin1", "text", BYTES ("Caf\xe9 f\xfcr 5 \x80"), "Café für 5 €" },
  { "text-utf16-with-mark", "text", BYTES ("\xff\xfeH\0i\0\x21\0"), "Hi!" },
  { "text-utf16-without-mark", "text", BYTES ("\0H\0e\0l\0l\0o"), "Hello" },
  { "text-right-to-left", "text", BYTES ("שלום עולם 5"), "שלום עולם 5" },
  { "text-with-zeros", "text", BYTES ("0123456789012345678901234567890123456789\0 abc"),
    "0123456789012345678901234567890123456789 abc" },
  { "markdown-stays-as-it-is", "markdown", BYTES ("# Prices\r\n\r\n* one\r\n"),
    "# Prices\n\n* one" },
  { "csv-rows-become-lists", "csv", BYTES ("Boat,Price\nRaft,95\n\"Canoe, double\",49\n"),
    "- Boat: Raft\n- Price: 95\n\n- Boat: Canoe, double\n- Price: 49" },
  { "csv-questions-become-headings", "csv",
    BYTES ("Category;Frage;Antwort\nBoats;Wie viel?;\"5 €\n\"\"bar\"\"\"\n"),
    "## Wie viel?\n\n5 €\n\"bar\"\n\n- Category: Boats" },
  { "csv-questions-without-a-head", "csv", BYTES ("How much?\t5\nWhen?\tnow\n"),
    "## How much?\n\n5\n\n## When?\n\nnow" },
  { "csv-windows-1252-with-semicolons", "csv",
    BYTES ("Gr\xf6\xdf"
           "e;Preis\nS;3,50\n"),
    "- Größe: S\n- Preis: 3,50" },
  { "csv-mark-and-utf8", "csv", BYTES ("\xef\xbb\xbfname,x\nä,b\n"), "- name: ä\n- x: b" },
  { "csv-utf16", "csv",
    BYTES ("\xff\xfe"
           "a\0,\0b\0\n\0"
           "1\0,\0"
           "2\0"),
    "- a: 1\n- b: 2" },
  { "csv-quote-in-a-word", "csv", BYTES ("size,price\n5\" wheel,9\n"),
    "- size: 5\" wheel\n- price: 9" },
  { "docx-headings-by-style", "docx", make_docx,
    "<w:p>" STYLE ("berschrift2") W ("Deposit") "</w:p>" P ("80 euros.") "<w:p>" STYLE ("Mine")
        W ("Own") "</w:p>",
    0, "## Deposit\n\n80 euros.\n\n## Own" },
  { "docx-lists-are-numbered", "docx", make_docx,
    "<w:p>" LIST ("0") W ("one") "</w:p><w:p>" LIST ("1") W ("in it") "</w:p><w:p>" LIST ("0")
        W ("two") "</w:p>",
    0, "1. one\n  - in it\n2. two" },
  { "docx-tables", "docx", make_docx,
    "<w:tbl><w:tr><w:tc>" P ("a") "</w:tc><w:tc>" P ("b") P ("c") "</w:tc></w:tr><w:tr><w:tc>" P (
        "1") "</w:tc><w:tc>" P ("2|3") "</w:tc></w:tr></w:tbl>" P ("end"),
    0, "| a | b c |\n| --- | --- |\n| 1 | 2/3 |\n\nend" },
  { "docx-without-what-was-deleted", "docx", make_docx,
    "<w:p>" W ("kept") "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
                       "<w:ins>" W (" new") "</w:ins><w:moveFrom>" W (
                           "moved") "</w:moveFrom>"
                                    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>",
    0, "kept new" },
  { "docx-footnote-behind-its-paragraph", "docx", make_docx,
    "<w:p>" W ("Open daily") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" W (
        " from nine.") "</w:p>" P ("More."),
    0, "Open daily\\[1] from nine.\n\n\\[1] Except on Sundays.\n\nMore." },
  { "docx-text-box-once", "docx", make_docx,
    "<w:p>" W ("Around") "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P ("Boxed") "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" P (
        "Boxed") "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" W (" it.") "</w:p>",
    0, "Around it.\n\nBoxed" },
  { "docx-breaks-and-tabs", "docx", make_docx,
    "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
    0, "a b\nc" },
  { "docx-without-its-contents", "docx", make_docx,
    "<w:p>" STYLE ("Verzeichnis1") W ("Deposit 3") "</w:p>" P ("Text"), 0, "Text" },
  { "docx-own-marks-are-no-markdown", "docx", make_docx, P ("# 5*3 &lt;b&gt; 1_a") P ("1. May"), 0,
    "\\# 5\\*3 \\<b> 1_a\n\n1\\. May" },
  { "odt-lists-tables-and-notes", "odt", make_odt,
    "<text:h text:outline-level=\"2\">Boats</text:h><text:list><text:list-item><text:p>one</text:p>"
    "</text:list-item></text:list><text:p>Open<text:note><text:note-citation>1"
    "</text:note-citation><text:note-body><text:p>Not on Sundays.</text:p></text:note-body>"
    "</text:note> daily.</text:p><table:table><table:table-row><table:table-cell><text:p>a"
    "</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
    "</table:table-row></table:table>",
    0,
    "## Boats\n\n- one\n\nOpen\\[1] daily.\n\n\\[1] Not on Sundays.\n\n| a | b |\n| --- | --- |" },
  { "odt-without-what-was-deleted", "odt", make_odt,
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes><text:p>kept"
    "<office:annotation><text:p>a remark</text:p></office:annotation><text:s text:c=\"3\"/>here"
    "</text:p><text:p><draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box>"
    "<svg:title>a picture</svg:title></draw:frame>around</text:p>",
    0, "kept here\n\naround\n\nBoxed" },
  { "pdf-base-font-without-a-file", "pdf", make_pdf_page,
    "BT /F 12 Tf 50 500 Td (Fonts are not needed.) Tj ET", 0, "Fonts are not needed." },
  { "pdf-hyphen-at-the-end-of-a-line", "pdf", make_pdf_page,
    "BT /F 12 Tf 14 TL 50 500 Td (We hire out ca-) Tj T* (noes and rafts) Tj T* (self-Hosted) Tj "
    "ET",
    0, "We hire out canoes and rafts self-Hosted" },
  { "pdf-lines-that-end-early", "pdf", make_pdf_page,
    "BT /F 12 Tf 14 TL 50 500 Td (The office is open on every day of the) Tj T* (week in summer:) Tj "
    "T* (Harbour Street 12) Tj T* (24103 Kiel) Tj ET",
    0,
    "The office is open on every day of the week in summer:\n\nHarbour Street 12\n\n24103 Kiel" },
  { "pdf-larger-letters-are-headings", "pdf", make_pdf_page,
    "BT /F 24 Tf 50 500 Td (Deposit) Tj ET BT /F 12 Tf 50 460 Td (It is eighty euros and is paid "
    "back) Tj ET",
    0, "# Deposit\n\nIt is eighty euros and is paid back" },
};

static GBytes *
make (const Case *each)
{
  return each->make != NULL ? each->make (each->content)
                            : g_bytes_new_static (each->content, each->length);
}

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (GBytes) document = make (each);
  g_autoptr (ExtractRun) run = extract_run (each->format, document);

  extract_run_assert_bounded (run);
  g_assert_cmpint (run->status, ==, BH_EXTRACTION_DONE);
  g_assert_cmpstr (run->text, ==, each->text);
}

/* One guide, as several programs save it. */
typedef struct
{
  const char *file;
  gboolean has_tables; /* that can be told from lines */
  gboolean has_list;
} Guide;

static const Guide guides[] = {
  { "pandoc.docx", TRUE, TRUE },      { "office.docx", TRUE, TRUE },
  { "pandoc.odt", TRUE, TRUE },       { "office.odt", TRUE, TRUE },
  { "office.pdf", TRUE, TRUE },       { "chromium.pdf", FALSE, FALSE },
  { "restricted.pdf", FALSE, FALSE }, { "linear.pdf", FALSE, FALSE },
};

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

static void
test_guide (gconstpointer data)
{
  const Guide *guide = data;
  g_autoptr (ExtractRun) run = extract_run_file (guide->file);

  extract_run_assert_bounded (run);
  g_assert_cmpint (run->status, ==, BH_EXTRACTION_DONE);
  assert_has (run->text, "# Canoe hire guide\n\n");
  assert_has (run->text, "## Deposit\n\nThe deposit is 80 euros for each canoe. It is paid back "
                         "when the canoe is back at the pier, dry and in one piece.");
  assert_has (run->text, "1. Up to two days before: nothing is charged.\n2. Later");
  assert_has (run->text, "who is sufficiently difficult to argue with.");
  if (guide->has_tables)
    assert_has (run->text, "| Double canoe | 32 euros | 49 euros |\n| Raft | 60 euros |");
  if (guide->has_list)
    assert_has (run->text, "- Bring your identity card.\n- Children");
}

static void
test_title_of_the_document (gconstpointer data)
{
  g_autoptr (ExtractRun) run = extract_run_file (data);

  g_assert_cmpstr (run->title, ==, "Canoe hire guide");
}

static void
test_web_page (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("DOCUMENTS"), "../guide.html", NULL);
  g_autoptr (ExtractRun) run = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  bytes = g_bytes_new_take (content, length);
  run = extract_run ("html", bytes);
  g_assert_cmpint (run->status, ==, BH_EXTRACTION_DONE);
  g_assert_cmpstr (run->title, ==, "Canoe hire guide");
  assert_has (run->text, "# Canoe hire guide\n\nWe hire out canoes at the northern pier");
  assert_has (run->text, "| Raft | 60 euros | 95 euros |\n\n## Cancelling\n\n1. Up to");
  g_assert_null (strstr (run->text, "font-family"));
}

static void
test_columns_are_read_one_by_one (void)
{
  g_autoptr (ExtractRun) run = extract_run_file ("columns.pdf");

  g_assert_cmpint (run->status, ==, BH_EXTRACTION_DONE);
  assert_has (run->text,
              "Second. The harbour office keeps a list of all moorings that are free for "
              "visitors, and it is brought up to date every morning before the first "
              "boats arrive at the northern pier. The harbour");
  g_assert_null (strstr (run->text, "|"));
}

static void
test_right_to_left_pages_are_read (void)
{
  g_autoptr (ExtractRun) run = extract_run_file ("hebrew.pdf");

  g_assert_cmpint (run->status, ==, BH_EXTRACTION_DONE);
  g_assert_cmpstr (run->text, ==, "# השכרת סירות\n\nהפיקדון הוא 80 אירו לכל סירה.");
}

/* What a page says of itself goes when it is said on all of them. */
static void
test_page_heads_and_numbers_go (void)
{
  g_autoptr (GString) objects = g_string_new (
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Count 4 /Kids "
      "[10 0 R 11 0 R 12 0 R 13 0 R] /MediaBox [0 0 400 600] /Resources << /Font << /F 5 0 R >> >> "
      ">> endobj\n5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n");
  g_autoptr (GBytes) document = NULL;
  g_autoptr (ExtractRun) run = NULL;

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (
        objects,
        "%u 0 obj << /Type /Page /Parent 2 0 R /Contents %u 0 R >> endobj\n"
        "%u 0 obj << /Length 170 >> stream\nBT /F 12 Tf 50 580 Td (Harbour news) "
        "Tj 0 -80 Td (Sentence number %u.) Tj 0 -470 Td (Page %u of 4) Tj ET"
        "\nendstream endobj\n",
        10 + i, 20 + i, 20 + i, i + 1, i + 1);
  document = make_pdf (objects->str);
  run = extract_run ("pdf", document);
  g_assert_cmpint (run->status, ==, BH_EXTRACTION_DONE);
  g_assert_cmpstr (run->text, ==,
                   "Sentence number 1.\n\nSentence number 2.\n\nSentence number 3.\n\nSentence "
                   "number 4.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/ordinary/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (guides); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/ordinary/guide-", guides[i].file, NULL);

      g_test_add_data_func (path, &guides[i], test_guide);
    }
  g_test_add_data_func ("/extract/ordinary/title-of-a-pdf", "chromium.pdf",
                        test_title_of_the_document);
  g_test_add_data_func ("/extract/ordinary/title-of-a-docx", "office.docx",
                        test_title_of_the_document);
  g_test_add_data_func ("/extract/ordinary/title-of-an-odt", "pandoc.odt",
                        test_title_of_the_document);
  g_test_add_func ("/extract/ordinary/web-page", test_web_page);
  g_test_add_func ("/extract/ordinary/columns-are-read-one-by-one",
                   test_columns_are_read_one_by_one);
  g_test_add_func ("/extract/ordinary/right-to-left-pages-are-read",
                   test_right_to_left_pages_are_read);
  g_test_add_func ("/extract/ordinary/page-heads-and-numbers-go", test_page_heads_and_numbers_go);
  return g_test_run ();
}
