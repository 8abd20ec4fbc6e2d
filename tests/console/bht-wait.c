/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-wait.h"

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
