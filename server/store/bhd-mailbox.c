/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-mailbox-private.h"

struct _BhdMailbox
{
  GSource source;
  GMutex mutex;
  BhdTaskChain posted;
  GMainContext *context; /* held while answers are out, else NULL */
  guint out;             /* answers expected and not yet posted */
  gboolean closed;       /* the store has gone */
  int orphan;            /* atomic: the context has gone */
};

struct _BhdMailboxes
{
  GMutex mutex;
  GHashTable
      *by_context; /* of BhdMailbox; a key may have been freed where its source is destroyed */
};

static void
deliver (BhdTask *task)
{
  if (task->job.done != NULL)
    task->job.done (g_steal_pointer (&task->result), task->error, task->job.data);
  bhd_task_free (task);
}

static gboolean
mailbox_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  BhdMailbox *self = (BhdMailbox *) source;
  BhdTaskChain chain = { NULL, NULL };
  gboolean closed;
  BhdTask *task;

  g_source_set_ready_time (source, -1); /* before the queue is looked at, so no post is missed */
  g_mutex_lock (&self->mutex);
  bhd_task_chain_join (&chain, &self->posted);
  closed = self->closed && self->out == 0;
  g_mutex_unlock (&self->mutex);

  while ((task = bhd_task_chain_pop (&chain)) != NULL)
    deliver (task);
  return closed ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
mailbox_finalize (GSource *source)
{
  BhdMailbox *self = (BhdMailbox *) source;
  BhdTask *task;

  while ((task = bhd_task_chain_pop (&self->posted)) != NULL)
    bhd_task_free (task);
  g_mutex_clear (&self->mutex);
}

/* Called when the source is destroyed, on whatever thread lets go of the context last.  Asking
 * g_source_is_destroyed() from another thread would be a race. */
static void
orphaned_cb (gpointer data)
{
  BhdMailbox *self = data;

  g_atomic_int_set (&self->orphan, TRUE);
}

static GSourceFuncs mailbox_funcs = {
  .dispatch = mailbox_dispatch,
  .finalize = mailbox_finalize,
};

static BhdMailbox *
mailbox_new (GMainContext *context)
{
  GSource *source = g_source_new (&mailbox_funcs, sizeof (BhdMailbox));
  BhdMailbox *self = (BhdMailbox *) source;

  g_mutex_init (&self->mutex);
  g_source_set_static_name (source, "store answers");
  g_source_set_callback (source, NULL, self, orphaned_cb);
  g_source_set_can_recurse (source, TRUE); /* a nested loop still hears its answers */
  g_source_attach (source, context);
  return self;
}

void
bhd_mailbox_post (BhdMailbox *self, BhdTaskChain *chain)
{
  g_autoptr (GMainContext) context = NULL;
  gboolean asleep;
  guint count = 0;

  for (BhdTask *task = chain->head; task != NULL; task = task->next)
    count++;

  g_source_ref (&self->source);
  g_mutex_lock (&self->mutex);
  asleep = self->posted.head == NULL;
  bhd_task_chain_join (&self->posted, chain);
  self->out -= count;
  context = self->out == 0 ? g_steal_pointer (&self->context) : g_main_context_ref (self->context);
  g_mutex_unlock (&self->mutex);

  if (asleep)
    g_source_set_ready_time (&self->source, 0);
  g_source_unref (&self->source); /* before the context, which it locks */
}

static void
mailbox_close (gpointer data)
{
  BhdMailbox *self = data;

  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_mutex_unlock (&self->mutex);
  if (!g_atomic_int_get (&self->orphan))
    g_source_set_ready_time (&self->source, 0);
  g_source_unref (&self->source);
}

BhdMailboxes *
bhd_mailboxes_new (void)
{
  BhdMailboxes *self = g_new0 (BhdMailboxes, 1);

  g_mutex_init (&self->mutex);
  self->by_context = g_hash_table_new_full (NULL, NULL, NULL, mailbox_close);
  return self;
}

static gboolean
is_orphan (gpointer context, gpointer mailbox, gpointer data)
{
  return g_atomic_int_get (&((BhdMailbox *) mailbox)->orphan);
}

/* Called with the lock held.  Where a context was freed, another may have come to lie at its
 * address: an orphan tells. */
static BhdMailbox *
find_or_add (BhdMailboxes *self, GMainContext *context)
{
  BhdMailbox *mailbox = g_hash_table_lookup (self->by_context, context);

  if (mailbox != NULL && !g_atomic_int_get (&mailbox->orphan))
    return mailbox;

  g_hash_table_foreach_remove (self->by_context, is_orphan, NULL);
  mailbox = mailbox_new (context);
  g_hash_table_insert (self->by_context, context, mailbox);
  return mailbox;
}

BhdMailbox *
bhd_mailboxes_expect (BhdMailboxes *self)
{
  GMainContext *context = g_main_context_get_thread_default ();
  BhdMailbox *mailbox;

  if (context == NULL)
    context = g_main_context_default ();

  g_mutex_lock (&self->mutex);
  mailbox = find_or_add (self, context);
  g_mutex_unlock (&self->mutex);

  g_mutex_lock (&mailbox->mutex);
  if (mailbox->out++ == 0)
    mailbox->context = g_main_context_ref (context);
  g_mutex_unlock (&mailbox->mutex);
  return mailbox;
}

void
bhd_mailboxes_free (BhdMailboxes *self)
{
  g_hash_table_unref (self->by_context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
