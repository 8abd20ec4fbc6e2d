/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-transcript-private.h"

#include "common/bh-json-reader.h"
#include "console/client/cache/bhc-cache-read.h"

#include <string.h>

#define RECORD_MAX (1024 * 1024) /* bytes */
#define AT_ONCE 500              /* records in memory */

/* One search, from the question to its end. */
typedef struct
{
  char *conversation;
  char *words;  /* folded */
  GArray *seqs; /* of gint64 */
  gboolean partial;
} Search;

static void
search_free (Search *search)
{
  g_free (search->conversation);
  g_free (search->words);
  g_clear_pointer (&search->seqs, g_array_unref);
  g_free (search);
}

static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

/* Notices are said in other words than they are kept in. */
static gboolean
fits (const Search *search, const char *record)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (record, strlen (record), RECORD_MAX, NULL);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *body = object != NULL ? bh_json_get_string (object, "body", NULL) : NULL;
  const char *kind = object != NULL ? bh_json_get_string (object, "kind", "") : "";
  g_autofree char *folded = body != NULL ? fold (body) : NULL;

  return folded != NULL && strcmp (kind, "notice") != 0 && strstr (folded, search->words) != NULL;
}

static gboolean
look_through (Search *search, GVariant *rows, gint64 *after)
{
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      const char *record;

      g_variant_get_child (rows, i, "(x&s)", after, &record);
      if (fits (search, record))
        g_array_append_val (search->seqs, *after);
    }

  return g_variant_n_children (rows) == AT_ONCE;
}

static gboolean
search_job (BhcWrite *write, gpointer data, GError **error)
{
  static const char sql[] = "SELECT seq, record FROM message WHERE conversation_id = $1 "
                            "AND seq > $2 ORDER BY seq LIMIT $3";
  Search *search = data;
  gint64 after = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GVariant) rows = bh_db_query (
          write->db, "(xs)", sql,
          g_variant_new ("(sxx)", search->conversation, after, (gint64) AT_ONCE), error);

      if (rows == NULL)
        return FALSE;
      more = look_through (search, rows, &after);
    }

  return TRUE;
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
search (GTask *task)
{
  BhcTranscript *self = g_task_get_source_object (task);

  if (self->session == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "it is closed");
  else
    {
      bhc_cache_run_async (self->window->cache, search_job, g_task_get_task_data (task), NULL,
                           searched_cb, g_object_ref (task));
    }
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
  find->conversation = g_strdup (self->conversation);
  find->words = fold (words);
  find->seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_task_set_task_data (task, find, (GDestroyNotify) search_free);
  fetch_rest (task);
}

GArray *
bhc_transcript_find_finish (BhcTranscript *self,
                            GAsyncResult *result,
                            gboolean *partial,
                            GError **error)
{
  Search *find;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  find = g_task_get_task_data (G_TASK (result));
  *partial = find->partial;
  return g_array_ref (find->seqs);
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
