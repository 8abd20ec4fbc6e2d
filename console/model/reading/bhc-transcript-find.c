/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-transcript-private.h"

#include "console/client/cache/bhc-cache-find.h"
#include "console/client/cache/bhc-cache-read.h"

#include <glib/gi18n.h>

/* One search, from the question to its end. */
typedef struct
{
  char *words;
  gboolean partial;
} Search;

static void
search_free (Search *search)
{
  g_free (search->words);
  g_free (search);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GArray *seqs = bhc_cache_find_messages_finish (BHC_CACHE (source), result, &error);

  if (seqs != NULL)
    g_task_return_pointer (task, seqs, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
search (GTask *task)
{
  BhcTranscript *self = g_task_get_source_object (task);
  Search *find = g_task_get_task_data (task);

  if (self->session == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("it is closed"));
  else
    bhc_cache_find_messages_async (self->window->cache, self->conversation, find->words,
                                   searched_cb, g_object_ref (task));
}

static void fetch_rest (GTask *task);

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Search *find = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  find->partial = !bhc_session_fetch_page_finish (BHC_SESSION (source), result, &error);
  if (find->partial)
    search (task);
  else
    fetch_rest (task);
}

/* Page by page until all there is is here. */
static void
fetch_rest (GTask *task)
{
  BhcTranscript *self = g_task_get_source_object (task);
  Search *find = g_task_get_task_data (task);
  gint64 from = self->session != NULL
                    ? bhc_cache_read_complete_from (self->window->cache, self->conversation)
                    : 0;

  if (from == 0)
    search (task);
  else if (!bhc_session_is_connected (self->session))
    {
      find->partial = TRUE;
      search (task);
    }
  else
    bhc_session_fetch_page_async (self->session, self->conversation, MAX (from, 0),
                                  g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
}

void
bhc_transcript_find_async (BhcTranscript *self,
                           const char *words,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Search *find = NULL;

  g_return_if_fail (BHC_IS_TRANSCRIPT (self));

  task = g_task_new (self, cancellable, callback, data);
  find = g_new0 (Search, 1);
  find->words = g_strdup (words);
  g_task_set_task_data (task, find, (GDestroyNotify) search_free);
  fetch_rest (task);
}

GArray *
bhc_transcript_find_finish (BhcTranscript *self,
                            GAsyncResult *result,
                            gboolean *partial,
                            GError **error)
{
  GArray *seqs;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  seqs = g_task_propagate_pointer (G_TASK (result), error);
  if (seqs != NULL)
    *partial = ((Search *) g_task_get_task_data (G_TASK (result)))->partial;

  return seqs;
}

static guint
find_row (BhcTranscript *self, gint64 seq)
{
  for (guint i = 0; i < bhc_rows_count (self->rows); i++)
    if (bhc_message_get_record (bhc_rows_get (self->rows, i))->seq == seq)
      return i;
  return G_MAXUINT;
}

guint
bhc_transcript_go_to (BhcTranscript *self, gint64 seq)
{
  guint row;

  g_return_val_if_fail (BHC_IS_TRANSCRIPT (self), G_MAXUINT);

  row = find_row (self, seq);
  if (row != G_MAXUINT || self->stale)
    return row;

  bhc_excerpt_go_to (self->window, seq);
  bhc_transcript_show (self);
  return find_row (self, seq);
}

void
bhc_transcript_go_to_end (BhcTranscript *self)
{
  g_return_if_fail (BHC_IS_TRANSCRIPT (self));

  if (!self->has_newer || self->stale)
    return;

  bhc_excerpt_go_to_end (self->window);
  bhc_transcript_show (self);
}
