/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-wait.h"

#include <glib/gstdio.h>

gboolean
bht_tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
bht_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **where = data;

  g_assert_null (*where);
  *where = g_object_ref (result);
}

char *
bht_directory_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("bellhop-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
bht_directory_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}
