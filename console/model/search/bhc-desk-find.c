/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/search/bhc-desk-find.h"

#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/model/bhc-desk-private.h"

#include <glib/gi18n.h>

#define SEARCHES "searches" /* in the cache, a line each */
#define REMEMBERED 10

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  BhcFindPage *page = bhc_finder_find_finish (BHC_FINDER (source), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) bhc_find_page_free);
  else
    g_task_return_error (task, error);
}

void
bhc_desk_find_async (BhcDesk *self,
                     const char *text,
                     GTimeZone *zone,
                     gint64 below_seq,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_DESK (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bhc_desk_find_async);
  if (self->session == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE, _ ("nobody is signed in"));
  else
    bhc_finder_find_async (bhc_session_get_finder (self->session), text, zone, below_seq,
                           cancellable, found_cb, g_steal_pointer (&task));
}

BhcFindPage *
bhc_desk_find_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GStrv
read_searches (BhDb *db)
{
  g_autofree char *lines = bhc_cache_file_get_meta (db, SEARCHES, NULL);

  return lines != NULL && *lines != '\0' ? g_strsplit (lines, "\n", -1) : g_new0 (char *, 1);
}

GStrv
bhc_desk_read_searches (BhcDesk *self)
{
  BhDb *reader = NULL;

  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  if (self->session != NULL)
    reader = bhc_cache_get_reader (bhc_session_get_cache (self->session));

  return reader != NULL ? read_searches (reader) : g_new0 (char *, 1);
}

/* Reads and writes in one job, so that of two that come at once none is lost. */
static gboolean
remember_job (BhcWrite *write, gpointer data, GError **error)
{
  const char *text = data;
  g_auto (GStrv) before = read_searches (write->db);
  g_autofree char *lines = NULL;
  const char *searches[REMEMBERED + 1] = { text };
  guint n = 1;

  for (guint i = 0; before[i] != NULL && n < REMEMBERED; i++)
    if (!g_str_equal (before[i], text))
      searches[n++] = before[i];
  lines = g_strjoinv ("\n", (char **) searches);
  return bhc_cache_file_set_meta (write->db, SEARCHES, lines, error);
}

void
bhc_desk_remember_search (BhcDesk *self, const char *text)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session != NULL)
    bhc_cache_run_async (bhc_session_get_cache (self->session), remember_job, g_strdup (text),
                         g_free, NULL, NULL);
}
