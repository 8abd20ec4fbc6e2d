/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-runs.h"

#include "common/bh-error.h"
#include "console/model/knowledge/bhc-library-private.h"

#include <glib/gi18n.h>

#define HISTORY_MAX 20 /* lines of a trial's history that are asked with, the last ones */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  BhcAnswer *answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) bhc_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The run that @message came from; NULL: the newest that wrote one. */
static const BhRun *
find_run (GPtrArray *runs, const char *message)
{
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      const BhRun *run = g_ptr_array_index (runs, i);

      if (message != NULL ? g_strcmp0 (run->message_id, message) == 0 : run->outcome != NULL)
        return run;
    }

  return NULL;
}

static void
runs_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcLibrary *self = BHC_LIBRARY (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (self, result, &error);
  const BhRun *run = NULL;

  if (answer != NULL)
    run = find_run (answer->lists[BHC_KIND_RUN], g_task_get_task_data (task));

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (run == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_NOT_FOUND, "%s",
                             _ ("How this answer was made is not known: it was written before such "
                                "things were kept, or they have been forgotten since."));
  else
    bhc_library_ask_async (self, bhc_ask_new ("GET", "runs/%s", run->id), NULL, answered_cb,
                           g_steal_pointer (&task));
}

void
bhc_library_explain_async (BhcLibrary *self,
                           const char *conversation,
                           const char *message,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, bhc_library_explain_async);
  g_task_set_task_data (task, g_strdup (message), g_free);
  bhc_library_ask_async (self, bhc_ask_new ("GET", "conversations/%s/runs", conversation), NULL,
                         runs_cb, task);
}

void
bhc_library_judge_run_async (BhcLibrary *self,
                             const char *id,
                             int verdict,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  BhcAsk *ask = bhc_ask_new ("POST", "runs/%s/verdict", id);

  bhc_ask_set_int (ask, "verdict", verdict);
  bhc_library_ask_async (self, ask, NULL, callback, data);
}

BhcLine *
bhc_line_new (gboolean by_visitor, const char *body)
{
  BhcLine *self = g_new0 (BhcLine, 1);

  self->by_visitor = by_visitor;
  self->body = g_strdup (body);

  return self;
}

void
bhc_line_free (BhcLine *self)
{
  g_free (self->body);
  g_free (self);
}

static void
set_history (BhcAsk *ask, GPtrArray *history)
{
  guint first = history->len > HISTORY_MAX ? history->len - HISTORY_MAX : 0;

  bhc_ask_begin_array (ask, "history");
  for (guint i = first; i < history->len; i++)
    {
      const BhcLine *line = g_ptr_array_index (history, i);

      bhc_ask_begin_object (ask, NULL);
      bhc_ask_set_string (ask, "author", line->by_visitor ? "visitor" : "ai");
      bhc_ask_set_string (ask, "body", line->body);
      bhc_ask_end_object (ask);
    }
  bhc_ask_end_array (ask);
}

void
bhc_library_play_async (BhcLibrary *self,
                        const BhcTrial *trial,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  BhcAsk *ask = bhc_ask_new ("POST", "playground");

  bhc_ask_set_string (ask, "question", trial->question);
  if (trial->history != NULL && trial->history->len > 0)
    set_history (ask, trial->history);
  bhc_ask_begin_object (ask, "settings");
  bhc_ask_set_string (ask, "provider_id", trial->provider);
  bhc_ask_set_string (ask, "tone", trial->tone);
  bhc_ask_end_object (ask);
  bhc_library_ask_async (self, ask, cancellable, callback, data);
}

void
bhc_library_fetch_providers_async (BhcLibrary *self, GAsyncReadyCallback callback, gpointer data)
{
  bhc_library_ask_async (self, bhc_ask_new ("GET", "providers"), NULL, callback, data);
}
