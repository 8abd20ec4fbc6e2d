/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/documents/document-maker.h"
#include "tests/documents/hostile-case.h"

/* Word and OpenDocument files that are made to do harm. */

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define DOCX_HEAD                                                                                  \
  "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

static GBytes *
docx_of (const char *document)
{
  Zip *zip = start_docx ();

  zip_add (zip, "word/document.xml", document);
  return zip_end (zip);
}

static GBytes *
docx_packed (const char *before, guint megabytes)
{
  Zip *zip = start_docx ();
  g_autoptr (GBytes) packed = pack_repeated (before, ' ', megabytes, FALSE);

  zip_add_packed (zip, "word/document.xml", packed, megabytes << 20, FALSE);
  return zip_end (zip);
}

static GBytes *
docx_gigabyte_of_spaces (void)
{
  return docx_packed (DOCX_HEAD "<w:p><w:r><w:t>", 1024);
}

static GBytes *
docx_gigabyte_in_an_attribute (void)
{
  return docx_packed (DOCX_HEAD "<w:p w:rsid=\"", 1024);
}

static GBytes *
docx_gigabyte_of_comment (void)
{
  return docx_packed (DOCX_HEAD "<!-- ", 1024);
}

static GBytes *
docx_styles_bomb (void)
{
  Zip *zip = zip_new ();
  g_autoptr (GBytes) packed = pack_repeated ("<w:styles>", ' ', 1024, FALSE);

  zip_add (zip, "_rels/.rels", "<Relationships/>");
  zip_add_packed (zip, "word/styles.xml", packed, 1u << 30, FALSE);
  return zip_end (zip);
}

/* All entries are the same bytes. */
static GBytes *
docx_overlapping (void)
{
  Zip *zip = start_docx ();
  g_autoptr (GBytes) packed = pack_repeated (DOCX_HEAD, ' ', 512, FALSE);

  for (guint i = 0; i < 60000; i++)
    {
      g_autofree char *name = g_strdup_printf ("word/%u.xml", i);

      zip_add_packed (zip, i == 0 ? "word/document.xml" : name, packed, 512u << 20, i > 0);
    }
  return zip_end (zip);
}

/* A document in a document is another file: nobody opens it. */
static GBytes *
docx_nested (void)
{
  Zip *zip = start_docx ();
  g_autoptr (GBytes) inner = docx_gigabyte_of_spaces ();

  zip_add_packed (zip, "word/embeddings/inner.docx", inner, (guint32) g_bytes_get_size (inner),
                  FALSE);
  zip_add (zip, "word/document.xml", DOCX_HEAD P ("Outer") "</w:body></w:document>");
  return zip_end (zip);
}

static GBytes *
docx_path_traversal (void)
{
  Zip *zip = start_docx ();

  zip_add (zip, "../../../../etc/passwd", "root::0:0");
  zip_add (zip, "/etc/shadow", "root::0:0");
  zip_add (zip, "word/document.xml", DOCX_HEAD P ("Inside") "</w:body></w:document>");
  return zip_end (zip);
}

/* The parts name a file outside of the archive as the text. */
static GBytes *
docx_target_outside (void)
{
  Zip *zip = zip_new ();

  zip_add (zip, "_rels/.rels",
           "<Relationships><Relationship Target=\"../../../../../../etc/passwd\" "
           "Type=\"x/officeDocument\"/></Relationships>");
  return zip_end (zip);
}

static GBytes *
docx_billion_laughs (void)
{
  g_autoptr (GString) xml = g_string_new ("<!DOCTYPE x [<!ENTITY a0 \"ha\">");

  for (guint i = 1; i < 12; i++)
    g_string_append_printf (xml, "<!ENTITY a%u \"&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;\">", i,
                            i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_string_append (xml, "]>" DOCX_HEAD P ("&a11;") "</w:body></w:document>");
  return docx_of (xml->str);
}

static GBytes *
docx_quadratic_blowup (void)
{
  g_autofree char *long_text = g_strnfill (100000, 'a');
  g_autoptr (GString) xml = g_string_new ("<!DOCTYPE x [<!ENTITY a \"");

  g_string_append_printf (xml, "%s\">]>" DOCX_HEAD "<w:p><w:r><w:t>", long_text);
  for (guint i = 0; i < 100000; i++)
    g_string_append (xml, "&a;");
  g_string_append (xml, "</w:t></w:r></w:p></w:body></w:document>");
  return docx_of (xml->str);
}

static GBytes *
docx_external_entity (void)
{
  return docx_of ("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" DOCX_HEAD P (
      "&a;") "</w:body></w:document>");
}

static GBytes *
docx_external_document_type (void)
{
  return docx_of ("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">" DOCX_HEAD P (
      "a") "</w:body></w:document>");
}

static GBytes *
docx_include (void)
{
  return make_docx (P ("Own") "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" "
                              "href=\"file:///etc/passwd\" parse=\"text\"/>");
}

static GBytes *
docx_undeclared_entity (void)
{
  return make_docx (P ("a&nope;b"));
}

static GBytes *
docx_two_bytes (void)
{
  return make_filled ("PK", "", 0, "");
}

static GBytes *
docx_deep_elements (void)
{
  g_autoptr (GString) xml = g_string_new (DOCX_HEAD);

  for (guint i = 0; i < 200000; i++)
    g_string_append (xml, "<w:sdt>");
  return docx_of (xml->str);
}

static GBytes *
docx_truncated (void)
{
  g_autoptr (GBytes) whole = make_docx (P ("Whole"));

  return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * 2 / 3);
}

static GBytes *
docx_cut_xml (void)
{
  return docx_of (DOCX_HEAD P ("Half") "<w:p><w:r><w:t>of it");
}

static GBytes *
docx_encrypted (void)
{
  static const char bytes[] = OLE "xxxxxxxxE\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

  return g_bytes_new_static (bytes, sizeof bytes);
}

static GBytes *
docx_encrypted_entries (void)
{
  Zip *zip = zip_new ();

  zip_add_encrypted (zip, "_rels/.rels");
  return zip_end (zip);
}

static GBytes *
docx_old_word (void)
{
  static const char bytes[] = OLE "xxxxxxxxW\0o\0r\0d\0D\0o\0c\0";

  return g_bytes_new_static (bytes, sizeof bytes);
}

static GBytes *
docx_spreadsheet (void)
{
  Zip *zip = zip_new ();

  zip_add (zip, "_rels/.rels",
           "<Relationships><Relationship Target=\"xl/workbook.xml\" "
           "Type=\"x/officeDocument\"/></Relationships>");
  zip_add (zip, "xl/workbook.xml", "<workbook/>");
  return zip_end (zip);
}

static GBytes *
zip_of_something (void)
{
  Zip *zip = zip_new ();

  zip_add (zip, "holiday.txt", "sun");
  return zip_end (zip);
}

static GBytes *
odt_truncated (void)
{
  g_autoptr (GBytes) whole = make_odt ("<text:p>Whole</text:p>");

  return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
}

static GBytes *
odt_encrypted (void)
{
  Zip *zip = zip_new ();

  zip_add (zip, "mimetype", "application/vnd.oasis.opendocument.text");
  zip_add (zip, "META-INF/manifest.xml",
           "<manifest><file-entry><encryption-data/></file-entry></manifest>");
  zip_add (zip, "content.xml", "scrambled");
  return zip_end (zip);
}

static GBytes *
odt_external_entity (void)
{
  Zip *zip = zip_new ();

  zip_add (zip, "mimetype", "application/vnd.oasis.opendocument.text");
  zip_add (zip, "content.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM \"/etc/passwd\">]><x>&a;</x>");
  return zip_end (zip);
}

static GBytes *
odt_bomb (void)
{
  Zip *zip = zip_new ();
  g_autoptr (GBytes) packed = pack_repeated ("<a>", 'x', 1024, FALSE);

  zip_add (zip, "mimetype", "application/vnd.oasis.opendocument.text");
  zip_add_packed (zip, "content.xml", packed, 1u << 30, FALSE);
  return zip_end (zip);
}

const HostileCase hostile_office[] = {
  { "docx-gigabyte-of-spaces", "docx", docx_gigabyte_of_spaces, { BOMB }, NULL, TRUE },
  { "docx-gigabyte-in-an-attribute", "docx", docx_gigabyte_in_an_attribute, { MALFORMED, BOMB } },
  { "docx-gigabyte-of-comment", "docx", docx_gigabyte_of_comment, { MALFORMED, BOMB } },
  { "docx-styles-bomb", "docx", docx_styles_bomb, { BOMB } },
  { "docx-overlapping-bomb", "docx", docx_overlapping, { BOMB, MALFORMED }, NULL, TRUE },
  { "docx-nested-bomb", "docx", docx_nested, { DONE }, "Outer" },
  { "docx-path-traversal", "docx", docx_path_traversal, { DONE }, "Inside" },
  { "docx-target-outside", "docx", docx_target_outside, { OTHER_KIND } },
  { "docx-billion-laughs", "docx", docx_billion_laughs, { MALFORMED } },
  { "docx-quadratic-blowup", "docx", docx_quadratic_blowup, { MALFORMED } },
  { "docx-external-entity", "docx", docx_external_entity, { MALFORMED } },
  { "docx-external-document-type", "docx", docx_external_document_type, { MALFORMED } },
  { "docx-include", "docx", docx_include, { DONE }, "Own" },
  { "docx-undeclared-entity", "docx", docx_undeclared_entity, { MALFORMED } },
  { "docx-two-bytes", "docx", docx_two_bytes, { MALFORMED } },
  { "docx-deep-elements", "docx", docx_deep_elements, { TOO_DEEP } },
  { "docx-truncated", "docx", docx_truncated, { MALFORMED } },
  { "docx-cut-xml", "docx", docx_cut_xml, { MALFORMED } },
  { "docx-encrypted", "docx", docx_encrypted, { ENCRYPTED } },
  { "docx-encrypted-entries", "docx", docx_encrypted_entries, { ENCRYPTED } },
  { "docx-that-is-an-old-one", "docx", docx_old_word, { OTHER_KIND } },
  { "docx-that-is-a-spreadsheet", "docx", docx_spreadsheet, { OTHER_KIND } },
  { "docx-that-is-another-zip", "docx", zip_of_something, { OTHER_KIND } },
  { "odt-that-is-another-zip", "odt", zip_of_something, { OTHER_KIND } },
  { "odt-truncated", "odt", odt_truncated, { MALFORMED } },
  { "odt-encrypted", "odt", odt_encrypted, { ENCRYPTED } },
  { "odt-external-entity", "odt", odt_external_entity, { MALFORMED } },
  { "odt-bomb", "odt", odt_bomb, { BOMB } },
  { NULL },
};
