/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/media/bh-picture.h"

#include <string.h>

/* The bytes that are there; whoever reads beyond them gets zeros and is told at the end. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  gboolean short_of;
  gboolean turned; /* a quarter turn makes it upright */
} Reader;

typedef gboolean (*ReadFunc) (Reader *reader, guint *width, guint *height);

static guint
byte_at (Reader *self, gsize at)
{
  if (at < self->length)
    return self->bytes[at];
  self->short_of = TRUE;
  return 0;
}

static guint
big16 (Reader *self, gsize at)
{
  return byte_at (self, at) << 8 | byte_at (self, at + 1);
}

static guint
big32 (Reader *self, gsize at)
{
  return big16 (self, at) << 16 | big16 (self, at + 2);
}

static guint
little16 (Reader *self, gsize at)
{
  return byte_at (self, at) | byte_at (self, at + 1) << 8;
}

static guint
little24 (Reader *self, gsize at)
{
  return little16 (self, at) | byte_at (self, at + 2) << 16;
}

static gboolean
is_here (Reader *self, gsize at, const char *text)
{
  gsize length = strlen (text);

  return at + length <= self->length && memcmp (self->bytes + at, text, length) == 0;
}

static gboolean
read_png (Reader *self, guint *width, guint *height)
{
  *width = big32 (self, 16);
  *height = big32 (self, 20);
  return is_here (self, 12, "IHDR");
}

static gboolean
read_gif (Reader *self, guint *width, guint *height)
{
  *width = little16 (self, 6);
  *height = little16 (self, 8);
  return TRUE;
}

static gboolean
read_webp (Reader *self, guint *width, guint *height)
{
  guint bits;

  if (is_here (self, 12, "VP8X"))
    {
      *width = little24 (self, 24) + 1;
      *height = little24 (self, 27) + 1;
      return TRUE;
    }
  if (is_here (self, 12, "VP8L"))
    {
      bits = little16 (self, 21) | little16 (self, 23) << 16;
      *width = (bits & 0x3fff) + 1;
      *height = (bits >> 14 & 0x3fff) + 1;
      return byte_at (self, 20) == 0x2f;
    }
  *width = little16 (self, 26) & 0x3fff;
  *height = little16 (self, 28) & 0x3fff;
  return is_here (self, 12, "VP8 ") && little24 (self, 23) == 0x2a019d;
}

/* C0 to CF begin a frame, but for tables (C4), an extension (C8) and conditioning (CC). */
static gboolean
is_frame (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* ---- which way up: the Exif record of cameras, a TIFF directory in either byte order ---- */

#define EXIF_ENTRIES_MAX 256 /* of a directory: cameras write some twenty */
#define EXIF_ORIENTATION 0x0112
#define EXIF_SHORT 3

static guint
tiff16 (Reader *self, gboolean big, gsize at)
{
  return big ? big16 (self, at) : little16 (self, at);
}

static guint
tiff32 (Reader *self, gboolean big, gsize at)
{
  return big ? big32 (self, at) : little16 (self, at) | little16 (self, at + 2) << 16;
}

/* @self: the TIFF alone.  Orientations 5 to 8 lie on their side. */
static gboolean
read_turned (Reader *self)
{
  gboolean big = byte_at (self, 0) == 'M';
  gsize directory = tiff32 (self, big, 4);
  guint entries = MIN (tiff16 (self, big, directory), EXIF_ENTRIES_MAX);

  for (guint i = 0; i < entries && !self->short_of; i++)
    {
      gsize at = directory + 2 + 12 * (gsize) i;
      guint orientation = tiff16 (self, big, at + 8);

      if (tiff16 (self, big, at) == EXIF_ORIENTATION)
        return tiff16 (self, big, at + 2) == EXIF_SHORT && orientation >= 5 && orientation <= 8 &&
               !self->short_of;
    }
  return FALSE;
}

/* What lies in the segment at @at and nowhere else; the first record counts, a broken one does not
 * make the picture one that cannot be read. */
static void
look_for_exif (Reader *self, gsize at)
{
  static const char mark[] = "Exif\0";
  gsize size = big16 (self, at + 2);
  gsize start = at + 4 + sizeof mark;
  Reader tiff = { NULL };

  if (self->turned || start > at + 2 + size || at + 2 + size > self->length ||
      memcmp (self->bytes + at + 4, mark, sizeof mark) != 0)
    return;
  tiff.bytes = self->bytes + start;
  tiff.length = at + 2 + size - start;
  if (is_here (&tiff, 0, "II*") || is_here (&tiff, 0, "MM"))
    self->turned = read_turned (&tiff);
}

static void
set_size (Reader *self, guint across, guint down, guint *width, guint *height)
{
  *width = self->turned ? down : across;
  *height = self->turned ? across : down;
}

/* Each step goes on by two bytes at least, so that it ends with the bytes. */
static gboolean
read_jpeg (Reader *self, guint *width, guint *height)
{
  gsize at = 2;

  while (at + 9 < self->length && byte_at (self, at) == 0xff)
    {
      guint marker = byte_at (self, at + 1);

      if (is_frame (marker))
        {
          set_size (self, big16 (self, at + 7), big16 (self, at + 5), width, height);
          return TRUE;
        }
      if (marker == 0xe1)
        look_for_exif (self, at);
      if (marker == 0xff)
        at++;
      else
        at += 2 + MAX (big16 (self, at + 2), 2);
    }
  return FALSE;
}

static const struct
{
  const char *media_type;
  ReadFunc read;
} readers[] = {
  { "image/png", read_png },
  { "image/jpeg", read_jpeg },
  { "image/gif", read_gif },
  { "image/webp", read_webp },
};

static gboolean
read_size (const BhMedia *media, Reader *reader, guint *width, guint *height)
{
  *width = *height = 0;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (strcmp (readers[i].media_type, media->media_type) == 0)
      return readers[i].read (reader, width, height) && !reader->short_of && *width > 0 &&
             *height > 0;
  return FALSE;
}

gboolean
bh_picture_read_size (const BhMedia *media,
                      const guint8 *bytes,
                      gsize length,
                      guint *width,
                      guint *height)
{
  Reader reader = { bytes, length };

  return read_size (media, &reader, width, height);
}

gboolean
bh_picture_is_turned (const BhMedia *media, const guint8 *bytes, gsize length)
{
  Reader reader = { bytes, length };
  guint width, height;

  return read_size (media, &reader, &width, &height) && reader.turned;
}

gboolean
bh_picture_is_reasonable (guint width, guint height)
{
  return width > 0 && height > 0 && width <= BH_PICTURE_MAX_SIDE && height <= BH_PICTURE_MAX_SIDE &&
         (guint64) width * height <= BH_PICTURE_MAX_PIXELS;
}
