/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-profile.h"

#include "tests/browser/bht-waiting.h"

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

void
bht_profile_remove (const char *directory)
{
  g_autoptr (GFile) file = g_file_new_for_path (directory);

  remove_tree (file);
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  gboolean *ended = data;

  *ended = TRUE;
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
}

void
bht_profile_await_end (GSubprocess *process)
{
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  gboolean ended = FALSE;

  g_subprocess_wait_async (process, NULL, ended_cb, &ended);
  while (!ended && bht_page_turn (deadline))
    ;
  if (!ended)
    g_subprocess_force_exit (process);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}
