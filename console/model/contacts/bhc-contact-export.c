/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/contacts/bhc-contact-export.h"

#include "common/bh-error.h"
#include "common/bh-json-writer.h"
#include "console/model/bhc-desk-ask.h"
#include "console/model/directory/bhc-bag-private.h"

#include <string.h>

/* They go into the file as they have come. */
static const char *const members[] = { "exported_us", "contact", "notes", "conversations", NULL };

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static char *
write_document (GVariant *answer)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  for (gsize i = 0; members[i] != NULL; i++)
    bh_json_raw (&json, members[i], bhc_bag_get_text (answer, members[i]));
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GFile *file = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  text = write_document (answer);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, written_cb, g_steal_pointer (&task));
}

void
bhc_contact_export_async (BhcDesk *desk,
                          const char *contact,
                          GFile *file,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/contacts/%s/export", contact);
  GTask *task = g_task_new (desk, NULL, callback, data);

  g_task_set_source_tag (task, bhc_contact_export_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  bhc_desk_ask_async (desk, "GET", path, NULL, members, told_cb, task);
}

gboolean
bhc_contact_export_finish (BhcDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
