/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/media/bh-file-name.h"
#include "common/media/bh-picture.h"

#include <string.h>

#define ZIP(name) "PK\3\4AAAAAAAAAAAAAAAAAAAAAAAAAA" name
#define BYTES(text) text, sizeof (text) - 1

typedef struct
{
  const char *bytes;
  gsize length;
  const char *name;
  const char *media_type;
} Sniffed;

static const Sniffed sniffed[] = {
  { BYTES ("\x89PNG\r\n\x1a\n"), "a.png", "image/png" },
  { BYTES ("\x89PNG\r\n\x1a\n"), "a.exe", "image/png" },
  { BYTES ("\xff\xd8\xff\xe0"), "a.jpg", "image/jpeg" },
  { BYTES ("GIF89a"), "a.gif", "image/gif" },
  { BYTES ("RIFF\1\2\3\4WEBPVP8 "), "a.webp", "image/webp" },
  { BYTES ("%PDF-1.7"), "a.pdf", "application/pdf" },
  { BYTES (ZIP ("x")), "a.zip", "application/zip" },
  { BYTES (ZIP ("[Content_Types].xml") ZIP ("word/document.xml")), "a.docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { BYTES (ZIP ("[Content_Types].xml") ZIP ("xl/workbook.xml")), "a.docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { BYTES (ZIP ("mimetypeapplication/vnd.oasis.opendocument.text")), "a.odt",
    "application/vnd.oasis.opendocument.text" },
  { BYTES ("ID3\4"), "a.mp3", "audio/mpeg" },
  { BYTES ("OggS"), "a.ogg", "audio/ogg" },
  { BYTES ("AAAAftypisom"), "a.mp4", "video/mp4" },
  { BYTES ("AAAAftypheic"), "a.mp4", "application/octet-stream" },
  { BYTES ("\x1a\x45\xdf\xa3\x42\x82\x84webm"), "a.webm", "video/webm" },
  { BYTES ("Hello"), "a.txt", "text/plain" },
  { BYTES ("a,b\n1,2\n"), "a.csv", "text/csv" },
  { BYTES ("a\0b"), "a.txt", "application/octet-stream" },
  { BYTES ("<html><script>"), "a.html", "application/octet-stream" },
  { BYTES ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "a.svg", "application/octet-stream" },
  { BYTES ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "a.png", "application/octet-stream" },
  { BYTES ("MZ\x90"), "a.png", "application/octet-stream" },
  { BYTES (""), "a.txt", "application/octet-stream" },
};

static void
test_bytes_tell (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sniffed); i++)
    {
      const Sniffed *at = &sniffed[i];

      g_test_message ("%s of %zu bytes", at->name, at->length);
      g_assert_cmpstr (
          bh_media_sniff ((const guint8 *) at->bytes, at->length, at->name)->media_type, ==,
          at->media_type);
    }
}

typedef struct
{
  const char *bytes;
  gsize length;
  guint width, height; /* 0: cannot be told */
} Sized;

#define PNG(size) "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" size
#define JPEG_FRAME "\xff\xc2\0\x11\x08\x01\x02\x03\x04\x03"

/* A camera's record of how the picture lies, after as many bytes as @length says. */
#define EXIF(length, tiff) "\xff\xd8\xff\xe1\0" length "Exif\0\0" tiff
#define BIG(type, orientation)                                                                     \
  "MM\0*\0\0\0\x08\0\1\x01\x12\0" type "\0\0\0\1\0" orientation "\0\0\0\0\0\0"
#define LITTLE(orientation) "II*\0\x08\0\0\0\1\0\x12\x01\3\0\1\0\0\0" orientation "\0\0\0\0\0\0\0"

static const Sized sized[] = {
  { BYTES (PNG ("\0\0\1\2\0\0\3\4")), 258, 772 },
  { BYTES (PNG ("\0\0\1\2\0\0\3")), 0, 0 },
  { BYTES (PNG ("\0\0\0\0\0\0\3\4")), 0, 0 },
  { BYTES ("GIF89a\2\1\4\3"), 258, 772 },
  { BYTES ("\xff\xd8\xff\xe0\0\4ab" JPEG_FRAME), 772, 258 },
  { BYTES ("\xff\xd8\xff\xe0\0\4ab\xff" JPEG_FRAME), 772, 258 },
  { BYTES ("\xff\xd8\xff\xe0\xff\xff" JPEG_FRAME), 0, 0 },
  { BYTES ("\xff\xd8\xff\xe0\0\0ab"), 0, 0 },
  { BYTES (EXIF ("\x22", BIG ("\3", "\1")) JPEG_FRAME), 772, 258 },
  { BYTES (EXIF ("\x22", BIG ("\3", "\4")) JPEG_FRAME), 772, 258 },
  { BYTES (EXIF ("\x22", BIG ("\3", "\5")) JPEG_FRAME), 258, 772 },
  { BYTES (EXIF ("\x22", BIG ("\3", "\x08")) JPEG_FRAME), 258, 772 },
  { BYTES (EXIF ("\x22", BIG ("\3", "\x09")) JPEG_FRAME), 772, 258 },
  { BYTES (EXIF ("\x22", BIG ("\4", "\6")) JPEG_FRAME), 772, 258 }, /* not of the type it has */
  { BYTES (EXIF ("\x22", LITTLE ("\6")) JPEG_FRAME), 258, 772 },
  { BYTES (EXIF ("\x0c", "MM\0*") JPEG_FRAME), 772, 258 }, /* cut off */
  { BYTES (EXIF ("\x10", "MM\0*\xff\xff\xff\xf0") JPEG_FRAME), 772, 258 },
  { BYTES (EXIF ("\x07", "") JPEG_FRAME), 0, 0 }, /* says less than its own mark takes */
  { BYTES ("RIFF____WEBPVP8X____\0\0\0\0\2\0\0\4\0\0"), 3, 5 },
  { BYTES ("RIFF____WEBPVP8L____\x2f\2\0\1\0\0"), 3, 5 },
  { BYTES ("RIFF____WEBPVP8 ____\0\0\0\x9d\1\x2a\3\0\5\0"), 3, 5 },
  { BYTES ("RIFF____WEBPVP9 ____\0\0\0\x9d\1\x2a\3\0\5\0"), 0, 0 },
};

static void
test_pictures_tell_their_size (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sized); i++)
    {
      const guint8 *bytes = (const guint8 *) sized[i].bytes;
      const BhMedia *media = bh_media_sniff (bytes, sized[i].length, "a");
      guint width = 0, height = 0;
      gboolean told = bh_picture_read_size (media, bytes, sized[i].length, &width, &height);

      g_test_message ("picture %u, %s", i, media->media_type);
      g_assert_cmpint (told, ==, sized[i].width > 0);
      if (told)
        g_assert_true (width == sized[i].width && height == sized[i].height);
    }
}

static void
test_bombs_are_unreasonable (void)
{
  g_assert_true (bh_picture_is_reasonable (8000, 6000));
  g_assert_false (bh_picture_is_reasonable (60000, 2));
  g_assert_false (bh_picture_is_reasonable (20000, 20000));
  g_assert_false (bh_picture_is_reasonable (G_MAXUINT, G_MAXUINT));
  g_assert_false (bh_picture_is_reasonable (0, 1));
}

static const char *const names[][2] = {
  { "receipt.png", "receipt.png" },
  { "../../etc/passwd", "passwd" },
  { "C:\\Users\\ada\\photo.jpg", "photo.jpg" },
  { "photo\xe2\x80\xaegnp.exe", "photognp.exe" },
  { "a\xe2\x80\x8b\xe2\x81\xa6.pdf", "a.pdf" },
  { "<script>alert(1)</script>.png", "script_.png" },
  { "<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png" },
  { "line\nbreak\t.txt", "linebreak.txt" },
  { "  spaced .txt  ", "spaced .txt" },
  { "trailing...", "trailing" },
  { "..", "file" },
  { "/", "file" },
  { "", "file" },
  { "\xff\xfe.txt", "\xef\xbf\xbd\xef\xbf\xbd.txt" },
  { "Übergröße 写真.jpeg", "Übergröße 写真.jpeg" },
};

static void
test_names_are_cleaned (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *clean = bh_file_name_clean (names[i][0]);

      g_assert_cmpstr (clean, ==, names[i][1]);
    }
}

static void
test_long_names_keep_their_extension (void)
{
  g_autofree char *stem = g_strnfill (5000, 'x');
  g_autofree char *name = g_strconcat (stem, ".jpeg", NULL);
  g_autofree char *clean = bh_file_name_clean (name);

  g_assert_cmpint (g_utf8_strlen (clean, -1), ==, BH_FILE_NAME_MAX);
  g_assert_true (g_str_has_suffix (clean, "x.jpeg"));
}

/* Where it is cut may be a blank. */
static void
test_what_is_clean_stays_as_it_is (void)
{
  g_autofree char *stem = g_strnfill (BH_FILE_NAME_MAX - 1, 'x');
  g_autofree char *name = g_strconcat (stem, " and so on", NULL);
  g_autofree char *clean = bh_file_name_clean (name);
  g_autofree char *again = bh_file_name_clean (clean);

  g_assert_cmpstr (clean, ==, stem);
  g_assert_cmpstr (again, ==, clean);
}

static void
test_header_has_no_bare_characters (void)
{
  g_autofree char *header = bh_file_name_to_disposition ("Größe \"1\"; x='2'.txt");

  g_assert_cmpstr (header, ==,
                   "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22%3B%20x%3D%272%27.txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/media/bytes-tell", test_bytes_tell);
  g_test_add_func ("/common/media/pictures-tell-their-size", test_pictures_tell_their_size);
  g_test_add_func ("/common/media/bombs-are-unreasonable", test_bombs_are_unreasonable);
  g_test_add_func ("/common/media/names-are-cleaned", test_names_are_cleaned);
  g_test_add_func ("/common/media/clean-stays-as-it-is", test_what_is_clean_stays_as_it_is);
  g_test_add_func ("/common/media/long-names-keep-their-extension",
                   test_long_names_keep_their_extension);
  g_test_add_func ("/common/media/header-has-no-bare-characters",
                   test_header_has_no_bare_characters);
  return g_test_run ();
}
