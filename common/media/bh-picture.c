/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/media/bh-picture.h"

#include <string.h>

/* The bytes that are there; whoever reads beyond them gets zeros and is told at the end. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  gboolean short_of;
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
          *height = big16 (self, at + 5);
          *width = big16 (self, at + 7);
          return TRUE;
        }
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

gboolean
bh_picture_read_size (const BhMedia *media,
                      const guint8 *bytes,
                      gsize length,
                      guint *width,
                      guint *height)
{
  Reader reader = { bytes, length, FALSE };

  *width = *height = 0;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (strcmp (readers[i].media_type, media->media_type) == 0)
      return readers[i].read (&reader, width, height) && !reader.short_of && *width > 0 &&
             *height > 0;
  return FALSE;
}

gboolean
bh_picture_is_reasonable (guint width, guint height)
{
  return width > 0 && height > 0 && width <= BH_PICTURE_MAX_SIDE && height <= BH_PICTURE_MAX_SIDE &&
         (guint64) width * height <= BH_PICTURE_MAX_PIXELS;
}
