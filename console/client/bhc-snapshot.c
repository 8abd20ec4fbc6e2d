/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-snapshot.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "console/client/cache/bhc-cache-jobs.h"

#include <glib/gi18n.h>

#define PAGE 200

typedef struct
{
  BhcCache *cache;
  char *next; /* (nullable) the last id of the page before */
  gint64 seq; /* of the first page: -1 before it */
} Snapshot;

static void fetch_page (GTask *task);

static void
snapshot_free (Snapshot *snapshot)
{
  g_clear_object (&snapshot->cache);
  g_free (snapshot->next);
  g_free (snapshot);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Snapshot *snapshot = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (snapshot->next != NULL || snapshot->seq < 0)
    fetch_page (g_steal_pointer (&task));
  else
    bhc_cache_end_snapshot_async (snapshot->cache, snapshot->seq, ended_cb,
                                  g_steal_pointer (&task));
}

static GPtrArray *
read_conversations (JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) conversations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bh_conversation_unref);
  JsonArray *array = bh_json_get_array (object, "conversations");

  if (array == NULL || bh_json_get_int (object, "seq", -1) < 0)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED,
                           _ ("the server's list of conversations cannot be read"));
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      BhConversation *conversation =
          JSON_NODE_HOLDS_OBJECT (node)
              ? bh_conversation_from_json (json_node_get_object (node), error)
              : NULL;

      if (conversation == NULL)
        {
          g_prefix_error (error, _ ("a conversation cannot be read: "));
          return NULL;
        }
      g_ptr_array_add (conversations, conversation);
    }

  return g_steal_pointer (&conversations);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Snapshot *snapshot = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  g_autoptr (GPtrArray) page = object != NULL ? read_conversations (object, &error) : NULL;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_free (snapshot->next);
  snapshot->next = g_strdup (bh_json_get_string (object, "next", NULL));
  if (snapshot->seq < 0)
    snapshot->seq = bh_json_get_int (object, "seq", 0);
  bhc_cache_apply_conversations_async (snapshot->cache, g_steal_pointer (&page), stored_cb,
                                       g_steal_pointer (&task));
}

static void
fetch_page (GTask *task)
{
  Snapshot *snapshot = g_task_get_task_data (task);
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations?limit=%d%s%s", PAGE,
                                           snapshot->next != NULL ? "&after=" : "",
                                           snapshot->next != NULL ? snapshot->next : "");

  bhc_api_call_async (g_task_get_source_object (task), "GET", path, NULL,
                      g_task_get_cancellable (task), page_cb, task);
}

void
bhc_snapshot_async (BhcApi *api,
                    BhcCache *cache,
                    gboolean restored,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (api, cancellable, callback, data);
  Snapshot *snapshot = g_new0 (Snapshot, 1);

  snapshot->cache = g_object_ref (cache);
  snapshot->seq = -1;
  g_task_set_source_tag (task, bhc_snapshot_async);
  g_task_set_task_data (task, snapshot, (GDestroyNotify) snapshot_free);
  bhc_cache_begin_snapshot_async (cache, restored, stored_cb, g_steal_pointer (&task));
}

gboolean
bhc_snapshot_finish (BhcApi *api, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
