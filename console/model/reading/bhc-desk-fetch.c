/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/reading/bhc-desk-fetch.h"

#include "common/bh-error.h"
#include "console/model/bhc-desk-private.h"

#include <glib/gi18n.h>

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcDesk *self = g_task_get_source_object (task);
  g_autoptr (BhcConversation) found = NULL;
  g_autoptr (GError) error = NULL;

  if (!bhc_session_fetch_page_finish (BHC_SESSION (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  found = bhc_desk_find_conversation (self, g_task_get_task_data (task));
  if (found != NULL)
    g_task_return_pointer (task, g_steal_pointer (&found), g_object_unref);
  else
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_NOT_FOUND, _ ("it is gone"));
}

void
bhc_desk_fetch_async (BhcDesk *self,
                      const char *conversation,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_DESK (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bhc_desk_fetch_async);
  g_task_set_task_data (task, g_strdup (conversation), g_free);
  if (self->session == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("nobody is signed in"));
  else
    bhc_session_fetch_page_async (self->session, conversation, 0, cancellable, fetched_cb,
                                  g_steal_pointer (&task));
}

BhcConversation *
bhc_desk_fetch_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
