/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-cache-directory.h"

#include "console/client/bhc-values.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/cache/bhc-cache-looks.h"

GVariant *
bhc_cache_read_directory (BhcCache *self)
{
  BhDb *reader = bhc_cache_get_reader (self);

  return reader != NULL ? bhc_cache_file_read_directory (reader) : NULL;
}

static gboolean
keep_job (BhcWrite *write, gpointer data, GError **error)
{
  g_autofree char *text = bhc_values_to_json (data, NULL, error);
  g_autoptr (BhcLens) lens = bhc_lens_follow (write->lens, data);
  g_autofree char *slots = bhc_lens_describe (lens);

  if (text == NULL || !bhc_cache_file_set_meta (write->db, "directory", text, error) ||
      !bhc_cache_file_set_meta (write->db, "slots", slots, error))
    return FALSE;
  if (lens->fresh != 0 && !bhc_write_look_anew (write, error))
    return FALSE;

  write->next_lens = g_steal_pointer (&lens);
  return TRUE;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (!bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  bhc_cache_look_on (BHC_CACHE (source));
  g_task_return_boolean (task, TRUE);
}

void
bhc_cache_keep_directory_async (BhcCache *self,
                                GVariant *directory,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, bhc_cache_keep_directory_async);
  bhc_cache_run_async (self, keep_job, g_variant_ref_sink (directory),
                       (GDestroyNotify) g_variant_unref, kept_cb, g_steal_pointer (&task));
}

gboolean
bhc_cache_keep_directory_finish (BhcCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
