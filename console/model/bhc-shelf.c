/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-shelf"

#include "console/model/bhc-shelf-private.h"

#include "console/client/cache/bhc-cache-read.h"

#include <string.h>

#define FIRST_PLACES 500 /* enough for the first screens; the rest follows */

struct _BhcShelf
{
  GObject parent_instance;

  BhcCache *cache;   /* (nullable) */
  BhcRoster *roster; /* (nullable) */
  BhcInbox *inboxes[BHC_N_VIEWS];
  guint counts[BHC_N_VIEWS];
  gboolean current;    /* the cache is as the daemon has it */
  gboolean announces;  /* it has been so once */
  GHashTable *waiting; /* gint64 rows: came to wait while catching up */
};

enum
{
  CHANGED,
  HANDOFF_WAITING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcShelf, bhc_shelf, G_TYPE_OBJECT)

static void
bhc_shelf_finalize (GObject *object)
{
  BhcShelf *self = BHC_SHELF (object);

  for (guint view = 0; view < BHC_N_VIEWS; view++)
    g_clear_object (&self->inboxes[view]);
  g_clear_object (&self->roster);
  g_clear_object (&self->cache);
  g_clear_pointer (&self->waiting, g_hash_table_unref);

  G_OBJECT_CLASS (bhc_shelf_parent_class)->finalize (object);
}

static void
bhc_shelf_class_init (BhcShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_shelf_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_SHELF, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[HANDOFF_WAITING] = g_signal_new ("handoff-waiting", BHC_TYPE_SHELF, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, BHC_TYPE_CONVERSATION);
}

static void
bhc_shelf_init (BhcShelf *self)
{
  self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint view = 0; view < BHC_N_VIEWS; view++)
    self->inboxes[view] = bhc_inbox_new (view);
}

BhcShelf *
bhc_shelf_new (void)
{
  return g_object_new (BHC_TYPE_SHELF, NULL);
}

static void
show_places (BhcShelf *self, GArray *places)
{
  for (guint view = 0; view < BHC_N_VIEWS; view++)
    bhc_inbox_set_places (self->inboxes[view], self->roster, places);
}

static void
announce (BhcShelf *self, gint64 row)
{
  g_autoptr (BhcConversation) conversation = bhc_roster_get (self->roster, row);

  if (bhc_conversation_is_waiting (conversation))
    g_signal_emit (self, signals[HANDOFF_WAITING], 0, conversation);
}

static void
note_handoff (BhcShelf *self, const BhcConversationChange *change)
{
  gboolean was = bhc_views_contain ((BhcViews) change->before.views, BHC_VIEW_WAITING);
  gboolean is = bhc_views_contain ((BhcViews) change->after.views, BHC_VIEW_WAITING);

  if (!self->announces || was || !is)
    return;

  if (self->current)
    announce (self, change->after.row);
  else
    g_hash_table_add (self->waiting, g_memdup2 (&change->after.row, sizeof (gint64)));
}

static void
count (BhcShelf *self, const BhcConversationChange *change)
{
  for (guint view = 0; view < BHC_N_VIEWS; view++)
    {
      self->counts[view] -= bhc_views_contain ((BhcViews) change->before.views, view) ? 1 : 0;
      self->counts[view] += bhc_views_contain ((BhcViews) change->after.views, view) ? 1 : 0;
    }
}

static void
cache_changed_cb (BhcCache *cache, BhcChanges *changes, BhcShelf *self)
{
  GHashTableIter iter;
  BhcConversationChange *change;

  bhc_roster_apply (self->roster, changes);

  g_hash_table_iter_init (&iter, changes->conversations);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    {
      count (self, change);
      for (guint view = 0; view < BHC_N_VIEWS; view++)
        bhc_inbox_apply (self->inboxes[view], change);
    }
  g_signal_emit (self, signals[CHANGED], 0);

  g_hash_table_iter_init (&iter, changes->conversations);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    note_handoff (self, change);
}

static void
all_places_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcShelf) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = bhc_cache_read_all_places_finish (BHC_CACHE (source), result, &error);

  if (self->cache != BHC_CACHE (source))
    return;
  if (places == NULL)
    g_warning ("the inbox stays short: %s", error->message);
  else
    show_places (self, places);
}

static void
forget_cache (BhcShelf *self)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (BhcPlace));

  if (self->cache == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->cache, cache_changed_cb, self);
  g_clear_object (&self->roster);
  g_clear_object (&self->cache);
  g_hash_table_remove_all (self->waiting);
  memset (self->counts, 0, sizeof self->counts);
  self->current = self->announces = FALSE;
  show_places (self, none);
}

void
bhc_shelf_set_cache (BhcShelf *self, BhcCache *cache)
{
  g_autoptr (GArray) places = NULL;

  g_return_if_fail (BHC_IS_SHELF (self));

  forget_cache (self);
  if (cache != NULL)
    {
      self->cache = g_object_ref (cache);
      self->roster = bhc_roster_new (cache);
      bhc_cache_read_counts (cache, self->counts);
      places = bhc_cache_read_places (cache, FIRST_PLACES);
      show_places (self, places);
      g_signal_connect_object (cache, "changed", G_CALLBACK (cache_changed_cb), self, 0);
      bhc_cache_read_all_places_async (cache, all_places_cb, g_object_ref (self));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bhc_shelf_set_current (BhcShelf *self, gboolean current)
{
  g_autoptr (GHashTable) waiting = NULL;
  GHashTableIter iter;
  const gint64 *row;

  g_return_if_fail (BHC_IS_SHELF (self));

  self->current = current;
  if (!current)
    return;

  self->announces = TRUE;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, waiting);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    announce (self, *row);
}

BhcInbox *
bhc_shelf_get_inbox (BhcShelf *self, BhcView view)
{
  g_return_val_if_fail (BHC_IS_SHELF (self), NULL);
  g_return_val_if_fail (view < BHC_N_VIEWS, NULL);

  return self->inboxes[view];
}

BhcRoster *
bhc_shelf_get_roster (BhcShelf *self)
{
  g_return_val_if_fail (BHC_IS_SHELF (self), NULL);

  return self->roster;
}

guint
bhc_shelf_get_count (BhcShelf *self, BhcView view)
{
  g_return_val_if_fail (BHC_IS_SHELF (self), 0);
  g_return_val_if_fail (view < BHC_N_VIEWS, 0);

  return self->counts[view];
}

guint
bhc_shelf_count_outgoing (BhcShelf *self)
{
  g_return_val_if_fail (BHC_IS_SHELF (self), 0);

  return self->roster != NULL ? bhc_roster_count_outgoing (self->roster) : 0;
}
