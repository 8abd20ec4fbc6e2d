/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-extract.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* One extractor, named by FORMAT: whatever comes in, it ends with a status, and text that is handed
 * out is clean.  For office documents the input is the part with the text, unless it is an archive
 * itself. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
add_part (struct archive *zip, const char *name, const void *bytes, gsize size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
  archive_write_data (zip, bytes, size);
  archive_entry_free (entry);
}

static GBytes *
wrap (const guint8 *data, gsize size)
{
  static const char type[] = "application/vnd.oasis.opendocument.text";
  static const char roots[] = "<Relationships/>";
  gsize room = size + 4096, used = 0;
  guint8 *bytes = g_malloc (room);
  struct archive *zip = archive_write_new ();

  archive_write_set_format_zip (zip);
  archive_write_set_options (zip, "zip:compression=store");
  archive_write_open_memory (zip, bytes, room, &used);
  add_part (zip, "mimetype", type, sizeof type - 1);
  add_part (zip, "_rels/.rels", roots, sizeof roots - 1);
  add_part (zip, strcmp (FORMAT, "odt") == 0 ? "content.xml" : "word/document.xml", data, size);
  archive_write_close (zip);
  archive_write_free (zip);
  return g_bytes_new_take (bytes, used);
}

static gboolean
is_clean (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (*at != '\n' && g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static void
check (BhExtraction status, BhdMarkup *out)
{
  const char *title = bhd_markup_title (out);

  g_assert_cmpint (status, <, BH_EXTRACTION_N_STATUSES);
  g_assert_cmpint (status, !=, BH_EXTRACTION_USAGE);
  if (status != BH_EXTRACTION_DONE)
    return;
  g_assert_true (g_utf8_validate (bhd_markup_text (out)->str, -1, NULL));
  g_assert_cmpuint (strlen (bhd_markup_text (out)->str), ==, bhd_markup_text (out)->len);
  g_assert_true (is_clean (bhd_markup_text (out)->str));
  g_assert_true (title == NULL || (g_utf8_validate (title, -1, NULL) && !strchr (title, '\n')));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean is_office = strcmp (FORMAT, "docx") == 0 || strcmp (FORMAT, "odt") == 0;
  g_autoptr (BhdMarkup) out = bhd_markup_new (1024 * 1024);
  g_autoptr (GBytes) bytes = is_office && (size < 2 || memcmp (data, "PK", 2) != 0)
                                 ? wrap (data, size)
                                 : g_bytes_new_static (data, size);

  bhd_extract_prepare ();
  check (
      bhd_extract_document (FORMAT, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), out),
      out);
  return 0;
}
