/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-desk-ask.h"

#include "common/bh-error.h"
#include "console/client/bhc-values.h"
#include "console/model/bhc-desk-private.h"

#include <glib/gi18n.h>

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GVariant *answer = bhc_session_ask_finish (BHC_SESSION (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bhc_desk_ask_async (BhcDesk *self,
                    const char *method,
                    const char *path,
                    GVariant *values,
                    const char *const *raw,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GVariant) held = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_DESK (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_desk_ask_async);
  if (self->session == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("nobody is signed in"));
  else
    bhc_session_ask_async (self->session, method, path, held, raw, asked_cb,
                           g_steal_pointer (&task));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);

  if (root != NULL)
    g_task_return_pointer (task, bhc_values_from_json (json_node_get_object (root), NULL),
                           (GDestroyNotify) g_variant_unref);
  else
    {
      if (self->session != NULL && bhc_session_get_api (self->session) == BHC_API (source))
        bhc_session_note_error (self->session, error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

void
bhc_desk_send_async (BhcDesk *self,
                     const char *method,
                     const char *path,
                     const char *type,
                     GBytes *bytes,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_DESK (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_desk_send_async);
  if (self->session == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("nobody is signed in"));
  else
    bhc_api_send_async (bhc_session_get_api (self->session), method, path, type, bytes, NULL,
                        sent_cb, g_steal_pointer (&task));
}

GVariant *
bhc_desk_ask_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
