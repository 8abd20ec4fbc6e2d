/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/media/bh-media.h"

#include <string.h>

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define OOXML "application/vnd.openxmlformats-officedocument."

enum
{
  PNG,
  JPEG,
  GIF,
  WEBP,
  PDF,
  ZIP,
  DOCX,
  XLSX,
  ODT,
  MP3,
  OGG,
  MP4,
  WEBM,
  TEXT,
  CSV,
  END,
};

const BhMedia bh_media[] = {
  [PNG] = { "image/png", WORDS ("png"), TRUE },
  [JPEG] = { "image/jpeg", WORDS ("jpg", "jpeg"), TRUE },
  [GIF] = { "image/gif", WORDS ("gif"), TRUE },
  [WEBP] = { "image/webp", WORDS ("webp"), TRUE },
  [PDF] = { "application/pdf", WORDS ("pdf") },
  [ZIP] = { "application/zip", WORDS ("zip") },
  [DOCX] = { OOXML "wordprocessingml.document", WORDS ("docx") },
  [XLSX] = { OOXML "spreadsheetml.sheet", WORDS ("xlsx") },
  [ODT] = { "application/vnd.oasis.opendocument.text", WORDS ("odt") },
  [MP3] = { "audio/mpeg", WORDS ("mp3") },
  [OGG] = { "audio/ogg", WORDS ("ogg", "oga", "opus") },
  [MP4] = { "video/mp4", WORDS ("mp4", "m4v") },
  [WEBM] = { "video/webm", WORDS ("webm") },
  [TEXT] = { "text/plain", WORDS ("txt", "text", "log", "md") },
  [CSV] = { "text/csv", WORDS ("csv") },
  [END] = { NULL },
};

static const BhMedia unknown = { "application/octet-stream", (const char *const[]){ NULL }, FALSE };

/* What stands at the beginning: up to two pieces. */
static const struct
{
  guint kind;
  const char *first;
  gsize first_length;
  gsize second_at;
  const char *second; /* (nullable) */
  gsize at;           /* of the first */
} magic[] = {
  { PNG, "\x89PNG\r\n\x1a\n", 8 },
  { JPEG, "\xff\xd8\xff", 3 },
  { GIF, "GIF87a", 6 },
  { GIF, "GIF89a", 6 },
  { WEBP, "RIFF", 4, 8, "WEBP" },
  { PDF, "%PDF-", 5 },
  { ODT, "PK\3\4", 4, 30, "mimetypeapplication/vnd.oasis.opendocument.text" },
  { ZIP, "PK\3\4", 4 },
  { ZIP, "PK\5\6", 4 },
  { MP3, "ID3", 3 },
  { MP3, "\xff\xfb", 2 },
  { MP3, "\xff\xf3", 2 },
  { MP3, "\xff\xf2", 2 },
  { OGG, "OggS", 4 },
  { MP4, "ftyp", 4, 8, "iso", 4 },
  { MP4, "ftyp", 4, 8, "mp4", 4 },
  { MP4, "ftyp", 4, 8, "M4V", 4 },
  { MP4, "ftyp", 4, 8, "avc1", 4 },
  { MP4, "ftyp", 4, 8, "MSNV", 4 },
};

static gboolean
stands_at (const guint8 *bytes, gsize length, gsize at, const char *text, gsize text_length)
{
  return at + text_length <= length && memcmp (bytes + at, text, text_length) == 0;
}

static gboolean
holds (const guint8 *bytes, gsize length, const char *text)
{
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

/* Which Office document an archive is: its first entries tell, each header followed by the name. */
static const BhMedia *
look_into_zip (const guint8 *bytes, gsize length)
{
  static const struct
  {
    guint kind;
    const char *folder;
  } folders[] = { { DOCX, "word/" }, { XLSX, "xl/" } };
  const guint8 *at = bytes;

  if (!holds (bytes, length, "[Content_Types].xml"))
    return &bh_media[ZIP];
  while ((at = memmem (at, length - (gsize) (at - bytes), "PK\3\4", 4)) != NULL)
    {
      gsize name_at = (gsize) (at - bytes) + 30;

      for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
        if (stands_at (bytes, length, name_at, folders[i].folder, strlen (folders[i].folder)))
          return &bh_media[folders[i].kind];
      at += 4;
    }
  return &bh_media[ZIP];
}

/* In whatever encoding: no bytes that no text has. */
static gboolean
is_text (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] < 0x20 && strchr ("\t\n\r\f\x1b", bytes[i]) == NULL)
      return FALSE;
  return length > 0 && memchr (bytes, '\0', length) == NULL;
}

static gboolean
is_webm (const guint8 *bytes, gsize length)
{
  return stands_at (bytes, length, 0, "\x1a\x45\xdf\xa3", 4) &&
         holds (bytes, MIN (length, 64), "webm");
}

const char *
bh_media_extension (const char *file_name)
{
  const char *dot = file_name != NULL ? strrchr (file_name, '.') : NULL;

  return dot != NULL ? dot + 1 : "";
}

const BhMedia *
bh_media_for_name (const char *file_name)
{
  const char *extension = bh_media_extension (file_name);

  for (const BhMedia *media = bh_media; media->media_type != NULL; media++)
    for (const char *const *each = media->extensions; *each != NULL; each++)
      if (g_ascii_strcasecmp (*each, extension) == 0)
        return media;
  return NULL;
}

const BhMedia *
bh_media_for_type (const char *media_type)
{
  for (const BhMedia *media = bh_media; media->media_type != NULL; media++)
    if (g_strcmp0 (media->media_type, media_type) == 0)
      return media;
  return NULL;
}

static const BhMedia *
find_magic (const guint8 *bytes, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (magic); i++)
    if (stands_at (bytes, length, magic[i].at, magic[i].first, magic[i].first_length) &&
        (magic[i].second == NULL ||
         stands_at (bytes, length, magic[i].second_at, magic[i].second, strlen (magic[i].second))))
      return &bh_media[magic[i].kind];
  return is_webm (bytes, length) ? &bh_media[WEBM] : NULL;
}

const BhMedia *
bh_media_sniff (const guint8 *bytes, gsize length, const char *file_name)
{
  gsize head = MIN (length, BH_MEDIA_HEAD);
  const BhMedia *found = find_magic (bytes, head);
  const BhMedia *named = bh_media_for_name (file_name);

  if (found == &bh_media[ZIP])
    return look_into_zip (bytes, head);
  if (found != NULL)
    return found;
  if ((named == &bh_media[TEXT] || named == &bh_media[CSV]) && is_text (bytes, head))
    return named;
  return &unknown;
}
