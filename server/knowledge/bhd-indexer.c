/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-indexer-private.h"

#include "server/store/bhd-bell.h"

#include <glib/gi18n.h>
#include <string.h>

#define THREADS 2

struct _BhdIndexer
{
  BhdIndex *index;
  BhdReadingTools tools;
  char *extract;
  BhdPhraseBook *book;
  BhdBell bell;
  GPtrArray *threads;
  GMutex finishing; /* held from indexing a document until it is stored, so that an older one cannot
                       come after a newer one; never taken by who commits */
  GMutex mutex;     /* guards what follows; never held while the store is asked: who commits takes
                       it */
  GPtrArray *readings; /* of BhdReading, those under way */
};

/* What was deleted between the commit and now stays gone. */
static void
put (BhdIndexer *self, const BhdReading *reading)
{
  const BhDocument *document = reading->document;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (reading->gone)
    return;
  bhd_index_put (self->index, reading->organization_id, document->id, reading->passages);
  if (reading->passages == NULL)
    return;
  bhd_index_put_category (self->index, reading->organization_id, document->id, document->category);
  bhd_phrase_book_apply (self->book, reading->organization_id, document->id);
}

/* It has changed meanwhile, or could not be stored: nothing is found that is not kept. */
static void
take_back (BhdIndexer *self, const BhdReading *reading)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  bhd_index_put (self->index, reading->organization_id, reading->document->id, NULL);
}

/* Indexes, then stores: whoever is told that it is ready finds it. */
static void
finish (BhdIndexer *self, BhdReading *reading)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->finishing);
  g_autoptr (GError) error = NULL;
  gboolean stored = FALSE;

  put (self, reading);
  if (!bhd_reading_finish (reading, self->tools.store, &stored, &error))
    g_warning ("could not finish document %s: %s", reading->document->id, error->message);
  if (!stored)
    take_back (self, reading);
}

static void
set_under_way (BhdIndexer *self, BhdReading *reading, gboolean under_way)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (under_way)
    g_ptr_array_add (self->readings, reading);
  else
    g_ptr_array_remove_fast (self->readings, reading);
}

static void
run (BhdIndexer *self, BhdReading *reading)
{
  g_autoptr (GError) error = NULL;

  if (!bhd_reading_run (reading, &self->tools, &error))
    {
      g_warning ("could not read document %s: %s", reading->document->id, error->message);
      reading->failure = g_strdup_printf (N_ ("it could not be stored: %s"), error->message);
    }
  /* Stopping ends what it waits for: that is no failure of the document, which waits again at the
   * next start. */
  if (!reading->changed && !(reading->failure != NULL && bhd_bell_has_ended (&self->bell)))
    finish (self, reading);
}

/* Returns: whether there was one. */
static gboolean
do_next (BhdIndexer *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdReading) reading = bhd_reading_take (self->tools.store, &error);

  if (error != NULL)
    g_warning ("could not take a document: %s", error->message);
  if (reading == NULL)
    return FALSE;
  set_under_way (self, reading, TRUE);
  run (self, reading);
  set_under_way (self, reading, FALSE);
  return TRUE;
}

static gpointer
indexer_thread (gpointer data)
{
  BhdIndexer *self = data;
  guint64 heard;

  do
    {
      heard = bhd_bell_count (&self->bell);
      while (!bhd_bell_has_ended (&self->bell) && do_next (self))
        ;
    }
  while (bhd_bell_wait (&self->bell, heard, BHD_BELL_NEVER));
  return NULL;
}

BhdIndexer *
bhd_indexer_new (const BhdIndexerPlan *plan, GError **error)
{
  g_autoptr (BhdIndexer) self = g_new0 (BhdIndexer, 1);
  guint threads = plan->threads > 0 ? plan->threads : THREADS;

  self->index = plan->index;
  self->extract = g_strdup (plan->extract);
  self->tools.store = plan->store;
  self->tools.blobs = plan->blobs;
  self->tools.extract = self->extract;
  self->tools.fetch = plan->fetch;
  self->tools.fetch_data = plan->fetch_data;
  self->tools.see = plan->see;
  self->tools.see_data = plan->see_data;
  self->tools.cancellable = g_cancellable_new ();
  self->book = bhd_phrase_book_new (plan->index);
  self->threads = g_ptr_array_new ();
  self->readings = g_ptr_array_new ();
  g_mutex_init (&self->finishing);
  g_mutex_init (&self->mutex);
  bhd_bell_init (&self->bell);
  if (!bhd_indexer_load (plan->store, plan->index, self->book, error))
    return NULL;
  for (guint i = 0; i < threads; i++)
    g_ptr_array_add (self->threads, g_thread_new ("indexer", indexer_thread, self));
  return g_steal_pointer (&self);
}

void
bhd_indexer_wake (BhdIndexer *self)
{
  bhd_bell_ring_all (&self->bell);
}

static void
forget (BhdIndexer *self, const char *organization_id, const char *document_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->readings->len; i++)
    {
      BhdReading *reading = g_ptr_array_index (self->readings, i);

      if (strcmp (reading->document->id, document_id) == 0)
        reading->gone = TRUE;
    }
  bhd_index_put (self->index, organization_id, document_id, NULL);
}

void
bhd_indexer_note (BhdIndexer *self, const BhdEvent *event)
{
  /* The subject of such an event is the document. */
  if (strcmp (event->type, "document.deleted") == 0)
    forget (self, event->organization_id, event->conversation_id);
  bhd_phrase_book_note (self->book, event);
}

void
bhd_indexer_free (BhdIndexer *self)
{
  bhd_bell_end (&self->bell);
  g_cancellable_cancel (self->tools.cancellable);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_ptr_array_unref (self->readings);
  bhd_phrase_book_free (self->book);
  g_object_unref (self->tools.cancellable);
  g_free (self->extract);
  g_mutex_clear (&self->finishing);
  g_mutex_clear (&self->mutex);
  bhd_bell_clear (&self->bell);
  g_free (self);
}
