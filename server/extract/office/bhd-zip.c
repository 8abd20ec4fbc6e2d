/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define ENTRIES_MAX 10000
#define PART_MAX (192 * 1024 * 1024) /* bytes of one part when unpacked */
#define FREE_MAX (32 * 1024 * 1024)  /* bytes up to which it does not matter how much it grew */
#define RATIO_MAX 100                /* beyond those: bytes out of each byte of the file */

static BhExtraction
read_entry (struct archive *archive, gsize packed, BhdZipSink sink, gpointer data)
{
  gsize total = 0;

  for (;;)
    {
      const void *block = NULL;
      size_t size = 0;
      la_int64_t offset = 0;
      int result = archive_read_data_block (archive, &block, &size, &offset);
      BhExtraction status;

      if (result == ARCHIVE_EOF)
        return BH_EXTRACTION_DONE;
      if (result < ARCHIVE_WARN)
        return BH_EXTRACTION_MALFORMED;
      total += size;
      if (total > PART_MAX || (total > FREE_MAX && total / RATIO_MAX > packed))
        return BH_EXTRACTION_BOMB;
      status = sink (data, block, size);
      if (status != BH_EXTRACTION_DONE)
        return status;
    }
}

static BhExtraction
find_entry (struct archive *archive, const char *name)
{
  struct archive_entry *entry = NULL;

  for (guint i = 0; i < ENTRIES_MAX; i++)
    {
      int result = archive_read_next_header (archive, &entry);
      const char *path;

      if (result == ARCHIVE_EOF)
        return BH_EXTRACTION_OTHER_KIND;
      if (result < ARCHIVE_WARN)
        return BH_EXTRACTION_MALFORMED;
      path = archive_entry_pathname (entry);
      if (path == NULL || g_ascii_strcasecmp (path, name) != 0)
        continue;
      return archive_entry_is_encrypted (entry) ? BH_EXTRACTION_ENCRYPTED : BH_EXTRACTION_DONE;
    }
  return BH_EXTRACTION_BOMB;
}

BhExtraction
bhd_zip_read (const guint8 *bytes, gsize length, const char *name, BhdZipSink sink, gpointer data)
{
  struct archive *archive = archive_read_new ();
  BhExtraction status = BH_EXTRACTION_MALFORMED;

  /* By its directory at the end: a file that was cut off has none. */
  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, bytes, length) == ARCHIVE_OK)
    status = find_entry (archive, name);
  if (status == BH_EXTRACTION_DONE)
    status = read_entry (archive, length, sink, data);
  archive_read_free (archive);
  return status;
}
