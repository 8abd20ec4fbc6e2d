/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-kind.h"

#include "server/extract/bhd-text.h"

#include <string.h>

#define PDF_START 1024       /* bytes in which its mark stands */
#define SAMPLE (64 * 1024)   /* bytes that are looked at to know text */
#define STRANGE_MIN 8        /* control characters that can slip into any text */
#define OLE_SAMPLE (1 << 20) /* bytes in which the names inside an old container stand */

typedef struct
{
  const char *bytes;
  gsize length;
} Mark;

#define MARK(literal)                                                                              \
  {                                                                                                \
    literal, sizeof literal - 1                                                                    \
  }

/* What is surely no text. */
static const Mark binary_marks[] = {
  MARK ("%PDF-"),
  MARK ("PK\x03\x04"),
  MARK ("PK\x05\x06"),
  MARK ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
  MARK ("\x89PNG\r\n"),
  MARK ("\xff\xd8\xff"),
  MARK ("GIF8"),
  MARK ("RIFF"),
  MARK ("II*\0"),
  MARK ("MM\0*"),
  MARK ("\x1f\x8b"),
  MARK ("BZh"),
  MARK ("\xfd\x37zXZ"),
  MARK ("\x28\xb5\x2f\xfd"),
  MARK ("7z\xbc\xaf"),
  MARK ("Rar!"),
  MARK ("\x7f"
        "ELF"),
  MARK ("MZ\x90"),
  MARK ("{\\rtf"),
  MARK ("SQLite format 3"),
};

static const Mark ole_mark = MARK ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
static const Mark locked_name = MARK ("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0");

static gboolean
starts_with (const guint8 *bytes, gsize length, const Mark *mark)
{
  return length >= mark->length && memcmp (bytes, mark->bytes, mark->length) == 0;
}

static gboolean
holds (const guint8 *bytes, gsize length, const char *what, gsize what_length)
{
  return memmem (bytes, length, what, what_length) != NULL;
}

/* Text has hardly any control characters, and no zeros but those of UTF-16. */
static gboolean
is_text (const guint8 *bytes, gsize length)
{
  gsize sample = MIN (length, SAMPLE), strange = 0;

  for (guint i = 0; i < G_N_ELEMENTS (binary_marks); i++)
    if (starts_with (bytes, length, &binary_marks[i]))
      return FALSE;
  if (bhd_text_is_utf16 (bytes, length))
    return TRUE;
  for (gsize i = 0; i < sample; i++)
    strange += bytes[i] < 0x20 && strchr ("\t\n\r\f\x1b", bytes[i]) == NULL;
  for (gsize i = 0; i < sample; i++)
    strange += bytes[i] == 0; /* strchr() takes its end for a find */
  return strange <= STRANGE_MIN || strange * 20 <= sample;
}

/* An office document with a password is a container of the old kind around the real one. */
static BhExtraction
check_office (const guint8 *bytes, gsize length)
{
  if (!starts_with (bytes, length, &ole_mark))
    return BH_EXTRACTION_OTHER_KIND;
  return holds (bytes, MIN (length, OLE_SAMPLE), locked_name.bytes, locked_name.length) ||
                 holds (bytes + length - MIN (length, OLE_SAMPLE), MIN (length, OLE_SAMPLE),
                        locked_name.bytes, locked_name.length)
             ? BH_EXTRACTION_ENCRYPTED
             : BH_EXTRACTION_OTHER_KIND;
}

BhExtraction
bhd_kind_check (const BhFormat *format, const guint8 *bytes, gsize length)
{
  gboolean is_pdf = format->magic != NULL && format->magic[0] == '%';

  if (length == 0)
    return BH_EXTRACTION_NO_TEXT;
  if (format->magic == NULL)
    return is_text (bytes, length) ? BH_EXTRACTION_DONE : BH_EXTRACTION_OTHER_KIND;
  if (holds (bytes, MIN (length, is_pdf ? PDF_START : strlen (format->magic)), format->magic,
             strlen (format->magic)))
    return BH_EXTRACTION_DONE;
  return is_pdf ? BH_EXTRACTION_OTHER_KIND : check_office (bytes, length);
}
