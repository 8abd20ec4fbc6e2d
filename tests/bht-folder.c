/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bht-folder.h"

#include <glib/gstdio.h>

static void
remove_contents (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      bht_folder_remove (inner);
    }
}

/* A file is a folder of nothing. */
void
bht_folder_remove (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    remove_contents (path);
  g_remove (path);
}

guint
bht_folder_count (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      count += g_file_test (inner, G_FILE_TEST_IS_DIR) ? bht_folder_count (inner) : 1;
    }
  return count;
}
