/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/media/bh-file-name.h"
#include "common/media/bh-picture.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The bytes as a file, with a copy of them that ends where they end. */
static void
read_as_file (const guint8 *data, gsize size, const char *name)
{
  g_autofree guint8 *exact = g_memdup2 (data, MAX (size, 1));
  const BhMedia *media = bh_media_sniff (exact, size, name);
  guint width = 0, height = 0;

  g_assert_nonnull (media->media_type);
  if (bh_picture_read_size (media, exact, size, &width, &height))
    g_assert_true (media->picture && width > 0 && height > 0);
  else
    g_assert_false (bh_picture_is_turned (media, exact, size));
}

/* … and as its name: what is clean stays as it is. */
static void
read_as_name (const guint8 *data, gsize size)
{
  g_autofree char *name = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *clean = bh_file_name_clean (name);
  g_autofree char *again = bh_file_name_clean (clean);
  g_autofree char *header = bh_file_name_to_disposition (clean);

  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_cmpstr (clean, ==, again);
  g_assert_cmpint (g_utf8_strlen (clean, -1), <=, BH_FILE_NAME_MAX);
  g_assert_cmpint (g_utf8_strlen (clean, -1), >, 0);
  g_assert_null (strpbrk (clean, "/\\\r\n"));
  g_assert_null (strpbrk (header, "\r\n"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_as_file (data, size, "a.txt");
  read_as_name (data, size);
  return 0;
}
