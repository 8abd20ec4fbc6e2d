/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-indexer.h"

#include "server/desk/bhd-organizations.h"
#include "server/desk/knowledge/bhd-intake.h"
#include "server/knowledge/bhd-extractor.h"
#include "server/knowledge/text/bhd-passages.h"

struct _BhdIndexer
{
  BhdStore *store;
  BhdIndex *index;
  char *extract;
  GThread *thread;
  GMutex mutex; /* guards what follows; never held while the store is asked: forgetting comes from
                   its writer thread */
  GCond cond;
  gboolean woken;
  gboolean stopping;
  const char *current; /* (nullable) id of the document that is being finished */
  gboolean gone;       /* it has been deleted meanwhile */
};

/* A document on its way through. */
typedef struct
{
  char *organization_id;
  BhDocument *document;
  GPtrArray *passages; /* (nullable) */
  char *failure;       /* (nullable) */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->organization_id);
  g_clear_pointer (&self->document, bh_document_unref);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_free (self->failure);
  g_free (self);
}

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->document = bhd_intake_take (turn, &work->organization_id, error);
  return work->document;
}

static gpointer
finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  gboolean stored = FALSE;

  if (!bhd_intake_finish (turn, work->organization_id, work->document, work->passages,
                          work->failure, &stored, error))
    return NULL;
  return GINT_TO_POINTER (stored);
}

static void
cut (BhdIndexer *self, Work *work)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  text =
      bhd_extractor_run_body (self->extract, work->document->format, work->document->body, &error);
  if (text != NULL)
    work->passages =
        bhd_passages_cut (work->document->id, work->document->title, work->document->format, text);
  if (text == NULL)
    work->failure = g_strdup (error->message);
  else if (work->passages->len == 0)
    work->failure = g_strdup ("there is no text in it");
  if (work->failure != NULL)
    g_clear_pointer (&work->passages, g_ptr_array_unref);
}

static void
set_current (BhdIndexer *self, const char *document_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->current = document_id;
  self->gone = FALSE;
}

/* What was deleted between the commit and now stays gone. */
static void
put_current (BhdIndexer *self, const Work *work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->gone)
    bhd_index_put (self->index, work->organization_id, work->document->id, work->passages);
}

/* Stores, then indexes: nothing is found that is not kept. */
static void
finish (BhdIndexer *self, Work *work)
{
  g_autoptr (GError) error = NULL;
  gpointer stored;

  set_current (self, work->document->id);
  stored = bhd_store_call (self->store, BHD_JOB_WRITE, finish_job, work, &error);
  if (error != NULL)
    g_warning ("could not finish document %s: %s", work->document->id, error->message);
  else if (GPOINTER_TO_INT (stored))
    put_current (self, work);
  set_current (self, NULL);
}

/* Returns: whether there was one. */
static gboolean
do_next (BhdIndexer *self)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr (GError) error = NULL;
  gboolean found;

  found = bhd_store_call (self->store, BHD_JOB_WRITE, take_job, work, &error) != NULL;
  if (error != NULL)
    g_warning ("could not take a document: %s", error->message);
  if (found)
    {
      cut (self, work);
      finish (self, work);
    }
  work_free (work);
  return found;
}

static gboolean
wait_for_work (BhdIndexer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->woken && !self->stopping)
    g_cond_wait (&self->cond, &self->mutex);
  self->woken = FALSE;
  return !self->stopping;
}

static gboolean
is_stopping (BhdIndexer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stopping;
}

static gpointer
indexer_thread (gpointer data)
{
  BhdIndexer *self = data;

  do
    while (!is_stopping (self) && do_next (self))
      ;
  while (wait_for_work (self));
  return NULL;
}

/* At start: what was being indexed waits again, and every passage there is goes into the index. */
static gpointer
recover_job (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_intake_recover (turn, error);
  return NULL;
}

static gpointer
list_organizations_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_organizations_list (turn, error);
}

static gpointer
list_passages_job (BhdTurn *turn, gpointer organization_id, GError **error)
{
  return bhd_documents_passages (turn, organization_id, NULL, error);
}

/* @passages come document by document. */
static void
put_all (BhdIndex *index, const char *organization_id, GPtrArray *passages)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint i = 0; i < passages->len; i++)
    {
      const BhdPassage *passage = g_ptr_array_index (passages, i);
      const BhdPassage *next = i + 1 < passages->len ? g_ptr_array_index (passages, i + 1) : NULL;

      g_ptr_array_add (group, (gpointer) passage);
      if (next != NULL && g_str_equal (next->document_id, passage->document_id))
        continue;
      bhd_index_put (index, organization_id, passage->document_id, group);
      g_ptr_array_set_size (group, 0);
    }
}

static gboolean
load (BhdIndexer *self, GError **error)
{
  g_autoptr (GPtrArray) organizations = NULL;
  GError *failure = NULL;

  bhd_store_call (self->store, BHD_JOB_WRITE, recover_job, NULL, &failure);
  if (failure == NULL)
    organizations = bhd_store_call_full (self->store, BHD_JOB_READ, list_organizations_job, NULL,
                                         (GDestroyNotify) g_ptr_array_unref, &failure);
  for (guint i = 0; failure == NULL && i < organizations->len; i++)
    {
      const BhOrganization *organization = g_ptr_array_index (organizations, i);
      g_autoptr (GPtrArray) passages =
          bhd_store_call_full (self->store, BHD_JOB_READ, list_passages_job, organization->id,
                               (GDestroyNotify) g_ptr_array_unref, &failure);

      if (passages != NULL)
        put_all (self->index, organization->id, passages);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

BhdIndexer *
bhd_indexer_new (BhdStore *store, BhdIndex *index, const char *extract, GError **error)
{
  g_autoptr (BhdIndexer) self = g_new0 (BhdIndexer, 1);

  self->store = store;
  self->index = index;
  self->extract = g_strdup (extract);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  if (!load (self, error))
    return NULL;
  self->thread = g_thread_new ("indexer", indexer_thread, self);
  return g_steal_pointer (&self);
}

void
bhd_indexer_wake (BhdIndexer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->woken = TRUE;
  g_cond_signal (&self->cond);
}

void
bhd_indexer_forget (BhdIndexer *self, const char *organization_id, const char *document_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_strcmp0 (self->current, document_id) == 0)
    self->gone = TRUE;
  bhd_index_put (self->index, organization_id, document_id, NULL);
}

void
bhd_indexer_free (BhdIndexer *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_free (self->extract);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
