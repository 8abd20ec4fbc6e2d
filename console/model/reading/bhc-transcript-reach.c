/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/reading/bhc-transcript-reach.h"

#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/model/bhc-transcript-private.h"

#include <glib/gi18n.h>

static void reach (GTask *task);

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (bhc_session_fetch_page_finish (BHC_SESSION (source), result, &error))
    reach (task);
  else
    g_task_return_error (task, error);
}

/* It is here, or nowhere. */
static void
show (GTask *task, gint64 seq)
{
  BhcTranscript *self = g_task_get_source_object (task);
  guint row;

  self->stale = FALSE; /* what is newest has been fetched on the way */
  row = bhc_transcript_go_to (self, seq);
  if (row == G_MAXUINT)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_NOT_FOUND, _ ("it is gone"));
  else
    g_task_return_int (task, row);
}

static void
reach (GTask *task)
{
  BhcTranscript *self = g_task_get_source_object (task);
  gint64 seq = *(gint64 *) g_task_get_task_data (task);
  gint64 from;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->session == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("it is closed"));
      return;
    }

  from = bhc_cache_read_complete_from (self->window->cache, self->conversation);
  if (from >= 0 && from <= seq)
    show (task, seq);
  else
    bhc_session_fetch_page_async (self->session, self->conversation, MAX (from, 0),
                                  g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
}

void
bhc_transcript_reach_async (BhcTranscript *self,
                            gint64 seq,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_TRANSCRIPT (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bhc_transcript_reach_async);
  g_task_set_task_data (task, g_memdup2 (&seq, sizeof seq), g_free);
  reach (task);
}

guint
bhc_transcript_reach_finish (BhcTranscript *self, GAsyncResult *result, GError **error)
{
  gssize row;

  g_return_val_if_fail (g_task_is_valid (result, self), G_MAXUINT);

  row = g_task_propagate_int (G_TASK (result), error);
  return row >= 0 ? (guint) row : G_MAXUINT;
}
