/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/documents/document-maker.h"

#include <gio/gio.h>
#include <string.h>

#define MEGABYTE (1024 * 1024)
#define DEFLATED 8

struct _Zip
{
  GByteArray *bytes;
  GByteArray *directory;
  guint16 n_entries;
  guint32 last; /* where the last entry begins */
};

static void
put (GByteArray *bytes, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++, value >>= 8)
    g_byte_array_append (bytes, &(guint8){ value & 0xff }, 1);
}

static void
put_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

static guint32
checksum (const guint8 *bytes, gsize length)
{
  guint32 sum = G_MAXUINT32;

  for (gsize i = 0; i < length; i++)
    {
      sum ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum >> 1 ^ (0xedb88320 & -(sum & 1));
    }
  return ~sum;
}

Zip *
zip_new (void)
{
  Zip *self = g_new0 (Zip, 1);

  self->bytes = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

typedef struct
{
  const char *name;
  guint16 flags;
  guint32 sum, packed, size;
} Entry;

/* What both headers of an entry have in common. */
static void
put_entry (GByteArray *bytes, const Entry *entry)
{
  put (bytes, 20, 2);
  put (bytes, entry->flags, 2);
  put (bytes, DEFLATED, 2);
  put (bytes, 0x21 << 16, 4); /* first of January 1980 */
  put (bytes, entry->sum, 4);
  put (bytes, entry->packed, 4);
  put (bytes, entry->size, 4);
  put (bytes, strlen (entry->name), 2);
  put (bytes, 0, 2);
}

static void
add (Zip *self, const Entry *entry, GBytes *packed, gboolean same_place)
{
  if (!same_place)
    {
      self->last = self->bytes->len;
      put (self->bytes, 0x04034b50, 4);
      put_entry (self->bytes, entry);
      put_text (self->bytes, entry->name);
      g_byte_array_append (self->bytes, g_bytes_get_data (packed, NULL),
                           (guint) g_bytes_get_size (packed));
    }
  put (self->directory, 0x02014b50, 4);
  put (self->directory, 20, 2);
  put_entry (self->directory, entry);
  put (self->directory, 0, 10);
  put (self->directory, self->last, 4);
  put_text (self->directory, entry->name);
  self->n_entries++;
}

void
zip_add_packed (Zip *self, const char *name, GBytes *packed, guint32 size, gboolean same_place)
{
  Entry entry = { name, 0, 0, (guint32) g_bytes_get_size (packed), size };

  add (self, &entry, packed, same_place);
}

void
zip_add (Zip *self, const char *name, const char *content)
{
  gsize length = strlen (content);
  g_autoptr (GBytes) packed = pack (content, length, FALSE);
  Entry entry = { name, 0, checksum ((const guint8 *) content, length),
                  (guint32) g_bytes_get_size (packed), (guint32) length };

  add (self, &entry, packed, FALSE);
}

void
zip_add_encrypted (Zip *self, const char *name)
{
  g_autoptr (GBytes) packed = g_bytes_new_static ("0123456789abcdef", 16);
  Entry entry = { name, 1, 0, 16, 100 };

  add (self, &entry, packed, FALSE);
}

GBytes *
zip_end (Zip *self)
{
  guint start = self->bytes->len;
  GBytes *bytes;

  g_byte_array_append (self->bytes, self->directory->data, self->directory->len);
  put (self->bytes, 0x06054b50, 4);
  put (self->bytes, 0, 4);
  put (self->bytes, self->n_entries, 2);
  put (self->bytes, self->n_entries, 2);
  put (self->bytes, self->directory->len, 4);
  put (self->bytes, start, 4);
  put (self->bytes, 0, 2);
  bytes = g_byte_array_free_to_bytes (self->bytes);
  g_byte_array_unref (self->directory);
  g_free (self);
  return bytes;
}

static void
convert (GConverter *converter,
         const char *in,
         gsize length,
         GConverterFlags flags,
         GByteArray *out)
{
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (length > 0 || result == G_CONVERTER_CONVERTED)
    {
      guint8 buffer[65536];
      gsize read = 0, written = 0;

      result = g_converter_convert (converter, in, length, buffer, sizeof buffer, flags, &read,
                                    &written, NULL);
      g_byte_array_append (out, buffer, (guint) written);
      in += read;
      length -= read;
      if (result == G_CONVERTER_FINISHED || result == G_CONVERTER_FLUSHED ||
          result == G_CONVERTER_ERROR)
        return;
    }
}

static GConverter *
compressor (gboolean with_head)
{
  return G_CONVERTER (g_zlib_compressor_new (
      with_head ? G_ZLIB_COMPRESSOR_FORMAT_ZLIB : G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
}

GBytes *
pack (const char *bytes, gsize length, gboolean with_head)
{
  g_autoptr (GConverter) converter = compressor (with_head);
  GByteArray *out = g_byte_array_new ();

  convert (converter, bytes, length, G_CONVERTER_INPUT_AT_END, out);
  return g_byte_array_free_to_bytes (out);
}

/* The second megabyte is packed as all that follow it are. */
GBytes *
pack_repeated (const char *before, char fill, guint megabytes, gboolean with_head)
{
  g_autoptr (GConverter) converter = compressor (with_head);
  g_autofree char *block = g_strnfill (MEGABYTE, fill);
  g_autoptr (GByteArray) again = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();

  convert (converter, before, strlen (before), G_CONVERTER_FLUSH, out);
  convert (converter, block, MEGABYTE, G_CONVERTER_FLUSH, out);
  convert (converter, block, MEGABYTE, G_CONVERTER_FLUSH, again);
  for (guint i = 1; i < megabytes; i++)
    g_byte_array_append (out, again->data, again->len);
  return g_byte_array_free_to_bytes (out);
}

#define WORD_SPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

char *
docx_document (const char *body)
{
  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<w:document xmlns:w=\"" WORD_SPACE "\" "
      "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
      "<w:body>%s</w:body></w:document>",
      body);
}

Zip *
start_docx (void)
{
  Zip *zip = zip_new ();

  zip_add (zip, "[Content_Types].xml", "<Types/>");
  zip_add (zip, "_rels/.rels",
           "<Relationships><Relationship Id=\"a\" Target=\"word/document.xml\" "
           "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
           "officeDocument\"/></Relationships>");
  zip_add (zip, "word/styles.xml",
           "<w:styles xmlns:w=\"" WORD_SPACE "\">"
           "<w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/>"
           "</w:style><w:style w:styleId=\"Mine\"><w:basedOn w:val=\"berschrift2\"/></w:style>"
           "<w:style w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>");
  zip_add (zip, "word/numbering.xml",
           "<w:numbering xmlns:w=\"" WORD_SPACE "\"><w:abstractNum w:abstractNumId=\"7\">"
           "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl>"
           "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>"
           "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>");
  zip_add (zip, "word/footnotes.xml",
           "<w:footnotes xmlns:w=\"" WORD_SPACE "\"><w:footnote w:id=\"2\"><w:p><w:r>"
           "<w:t>Except on Sundays.</w:t></w:r></w:p></w:footnote></w:footnotes>");
  return zip;
}

GBytes *
make_docx (const char *body)
{
  Zip *zip = start_docx ();
  g_autofree char *document = docx_document (body);

  zip_add (zip, "word/document.xml", document);
  return zip_end (zip);
}

GBytes *
make_odt (const char *body)
{
  Zip *zip = zip_new ();
  g_autofree char *document = g_strdup_printf (
      "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
      "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
      "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\">"
      "<office:body><office:text>%s</office:text></office:body></office:document-content>",
      body);

  zip_add (zip, "mimetype", "application/vnd.oasis.opendocument.text");
  zip_add (zip, "content.xml", document);
  return zip_end (zip);
}

GBytes *
make_pdf (const char *objects)
{
  g_autofree char *whole =
      g_strconcat ("%PDF-1.7\n", objects, "\ntrailer << /Root 1 0 R >>\n%%EOF\n", NULL);

  return make_text (whole);
}

#define ONE_PAGE                                                                                   \
  "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"                                             \
  "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"                                     \
  "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents 4 0 R "                  \
  "/Resources << /Font << /F 5 0 R >> >> >> endobj\n"                                              \
  "5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n"

GBytes *
make_pdf_page (const char *content)
{
  g_autofree char *objects =
      g_strdup_printf (ONE_PAGE "4 0 obj << /Length %" G_GSIZE_FORMAT " >> stream\n%s\nendstream "
                                "endobj\n",
                       strlen (content), content);

  return make_pdf (objects);
}

GBytes *
make_pdf_stream (GBytes *packed)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *head =
      g_strdup_printf ("%%PDF-1.7\n" ONE_PAGE
                       "4 0 obj << /Filter /FlateDecode /Length %" G_GSIZE_FORMAT " >> stream\n",
                       g_bytes_get_size (packed));

  put_text (bytes, head);
  g_byte_array_append (bytes, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  put_text (bytes, "\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
make_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

GBytes *
make_filled (const char *before, const char *again, guint times, const char *behind)
{
  GByteArray *bytes = g_byte_array_new ();

  put_text (bytes, before);
  for (guint i = 0; i < times; i++)
    put_text (bytes, again);
  put_text (bytes, behind);
  return g_byte_array_free_to_bytes (bytes);
}
