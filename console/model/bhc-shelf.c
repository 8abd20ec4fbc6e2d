/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-shelf"

#include "console/model/bhc-shelf-private.h"

#include "common/bh-clock.h"
#include "console/client/cache/bhc-cache-looks.h"
#include "console/client/cache/bhc-cache-read.h"

#include <string.h>

#define AGE_SECONDS 60
#define FIRST_PLACES 500 /* enough for the first screens; the rest follows */

struct _BhcShelf
{
  GObject parent_instance;

  BhcCache *cache;                /* (nullable) */
  BhcRoster *roster;              /* (nullable) */
  GArray *places;                 /* BhcPlace of all conversations, newest first */
  BhcInbox *inboxes[BHC_N_VIEWS]; /* (nullable) that nobody has asked for */
  guint counts[BHC_N_VIEWS];
  BhcInbox *filtered;
  BhcFilter *filter; /* (nullable) of it */
  guint sieve;       /* which filter, counted: a sifting of another is of no use */
  gboolean sifting;
  guint age;           /* timeout; 0: nobody is signed in */
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
  g_clear_handle_id (&self->age, g_source_remove);
  g_clear_object (&self->filtered);
  g_clear_pointer (&self->filter, bhc_filter_free);
  g_clear_pointer (&self->places, g_array_unref);
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
  self->places = g_array_new (FALSE, FALSE, sizeof (BhcPlace));
  self->filtered = bhc_inbox_new (BHC_VIEWS_FILTERED);
}

BhcShelf *
bhc_shelf_new (void)
{
  return g_object_new (BHC_TYPE_SHELF, NULL);
}

/* @places: (transfer full) */
static void
show_places (BhcShelf *self, GArray *places)
{
  g_array_unref (self->places);
  self->places = places;
  for (guint view = 0; view < BHC_N_VIEWS; view++)
    if (self->inboxes[view] != NULL)
      bhc_inbox_set_places (self->inboxes[view], self->roster, self->places);
  bhc_inbox_set_places (self->filtered, self->roster, self->places);
}

/* The first that does not stand above @place. */
static guint
find_place (BhcShelf *self, const BhcPlace *place)
{
  guint low = 0, high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (bhc_place_compare (&g_array_index (self->places, BhcPlace, middle), place) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static BhcPlace *
get_place (BhcShelf *self, const BhcPlace *place)
{
  guint at = find_place (self, place);
  BhcPlace *found = at < self->places->len ? &g_array_index (self->places, BhcPlace, at) : NULL;

  return found != NULL && bhc_place_compare (found, place) == 0 ? found : NULL;
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

static gboolean
lets_through (BhcShelf *self, const BhcConversationChange *change, gboolean before)
{
  if (self->filter == NULL || change->after.views == 0)
    return FALSE;
  if (change->record == NULL) /* only its views have changed */
    return before;

  return bhc_filter_matches (self->filter, change->record, bhc_cache_get_operator (self->cache)->id,
                             bh_clock_now_us ());
}

/* Marks what the filter lets through, and puts the place where it belongs. */
static void
put_place (BhcShelf *self, BhcConversationChange *change)
{
  const BhcPlace *before = change->before.views != 0 ? get_place (self, &change->before) : NULL;
  gboolean was = before != NULL && (before->views & BHC_VIEWS_FILTERED) != 0;

  change->before.views |= was ? BHC_VIEWS_FILTERED : 0;
  change->after.views |= lets_through (self, change, was) ? BHC_VIEWS_FILTERED : 0;
  if (before != NULL)
    g_array_remove_index (self->places, find_place (self, &change->before));
  if (change->after.views != 0)
    g_array_insert_vals (self->places, find_place (self, &change->after), &change->after, 1);
}

static void
apply (BhcShelf *self, BhcConversationChange *change)
{
  count (self, change);
  put_place (self, change);
  for (guint view = 0; view < BHC_N_VIEWS; view++)
    if (self->inboxes[view] != NULL)
      bhc_inbox_apply (self->inboxes[view], change);
  bhc_inbox_apply (self->filtered, change);
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
      BhcConversationChange own = *change;

      apply (self, &own);
    }
  g_signal_emit (self, signals[CHANGED], 0);

  g_hash_table_iter_init (&iter, changes->conversations);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    note_handoff (self, change);
}

/* ---- what a filter lets through ---- */

typedef struct
{
  BhcShelf *shelf;
  guint sieve;
} Sifting;

static void sift (BhcShelf *self, const BhcPlace *below);

static void
mark_through (BhcShelf *self, GArray *through)
{
  for (guint i = 0; i < through->len; i++)
    {
      BhcPlace *place = get_place (self, &g_array_index (through, BhcPlace, i));

      if (place != NULL)
        place->views |= BHC_VIEWS_FILTERED;
    }
  bhc_inbox_set_places (self->filtered, self->roster, self->places);
}

static void
sifted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Sifting *sifting = data;
  g_autoptr (BhcShelf) self = sifting->shelf;
  g_autoptr (BhcSifted) sifted = bhc_cache_sift_finish (BHC_CACHE (source), result, NULL);

  if (self->sieve != sifting->sieve || self->cache != BHC_CACHE (source))
    return;

  self->sifting = sifted != NULL && !sifted->end;
  if (sifted != NULL)
    mark_through (self, sifted->through);
  if (self->sifting)
    sift (self, &sifted->below);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sift (BhcShelf *self, const BhcPlace *below)
{
  Sifting *sifting = g_new0 (Sifting, 1);

  sifting->shelf = g_object_ref (self);
  sifting->sieve = self->sieve;
  bhc_cache_sift_async (self->cache, self->filter, below, sifted_cb, sifting);
}

static void
begin_sifting (BhcShelf *self)
{
  self->sieve++;
  for (guint i = 0; i < self->places->len; i++)
    g_array_index (self->places, BhcPlace, i).views &= ~(gint64) BHC_VIEWS_FILTERED;
  self->sifting = self->cache != NULL && self->filter != NULL;
  if (self->sifting)
    sift (self, NULL);
}

static void
set_filter (BhcShelf *self, const BhcFilter *filter)
{
  g_clear_pointer (&self->filter, bhc_filter_free);
  self->filter = filter != NULL ? bhc_filter_copy (filter) : NULL;
  begin_sifting (self);
}

BhcInbox *
bhc_shelf_filter (BhcShelf *self, BhcView view, const BhcFilter *filter)
{
  g_return_val_if_fail (BHC_IS_SHELF (self), NULL);
  g_return_val_if_fail (view < BHC_N_VIEWS, NULL);

  set_filter (self, filter);
  bhc_inbox_set_mask (self->filtered, BHC_VIEWS_FILTERED | 1u << view);
  bhc_inbox_set_places (self->filtered, self->roster, self->places);

  return self->filtered;
}

gboolean
bhc_shelf_is_sifting (BhcShelf *self)
{
  g_return_val_if_fail (BHC_IS_SHELF (self), FALSE);

  return self->sifting;
}

guint
bhc_shelf_find_view (BhcShelf *self, const char *saved, gboolean *settled)
{
  const BhcLens *lens;
  guint view;

  g_return_val_if_fail (BHC_IS_SHELF (self), BHC_VIEW_NONE);

  *settled = FALSE;
  if (self->cache == NULL)
    return BHC_VIEW_NONE;

  lens = bhc_cache_get_lens (self->cache);
  view = bhc_lens_find (lens, saved);
  *settled = view != BHC_VIEW_NONE &&
             (!bhc_cache_is_looking (self->cache) || !bhc_views_contain (lens->fresh, view));

  return view;
}

/* ---- the cache ---- */

static void
lens_changed_cb (BhcShelf *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
age_cb (gpointer data)
{
  BhcShelf *self = data;

  bhc_cache_age (self->cache);

  return G_SOURCE_CONTINUE;
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
    {
      show_places (self, g_steal_pointer (&places));
      begin_sifting (self);
    }
}

static void
forget_cache (BhcShelf *self)
{
  if (self->cache == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->cache, self);
  g_clear_handle_id (&self->age, g_source_remove);
  set_filter (self, NULL);
  g_clear_object (&self->roster);
  g_clear_object (&self->cache);
  g_hash_table_remove_all (self->waiting);
  memset (self->counts, 0, sizeof self->counts);
  self->current = self->announces = FALSE;
  show_places (self, g_array_new (FALSE, FALSE, sizeof (BhcPlace)));
}

static void
follow_cache (BhcShelf *self)
{
  bhc_cache_read_counts (self->cache, self->counts);
  show_places (self, bhc_cache_read_places (self->cache, FIRST_PLACES));
  g_signal_connect_object (self->cache, "changed", G_CALLBACK (cache_changed_cb), self, 0);
  g_signal_connect_object (self->cache, "lens-changed", G_CALLBACK (lens_changed_cb), self,
                           G_CONNECT_SWAPPED);
  bhc_cache_read_all_places_async (self->cache, all_places_cb, g_object_ref (self));
  bhc_cache_age (self->cache);
  bhc_cache_look_on (self->cache);
  self->age = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
}

void
bhc_shelf_set_cache (BhcShelf *self, BhcCache *cache)
{
  g_return_if_fail (BHC_IS_SHELF (self));

  forget_cache (self);
  if (cache != NULL)
    {
      self->cache = g_object_ref (cache);
      self->roster = bhc_roster_new (cache);
      follow_cache (self);
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

  if (self->inboxes[view] == NULL)
    {
      self->inboxes[view] = bhc_inbox_new (1u << view);
      bhc_inbox_set_places (self->inboxes[view], self->roster, self->places);
    }

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

const char *
bhc_shelf_find_unsent (BhcShelf *self)
{
  g_return_val_if_fail (BHC_IS_SHELF (self), NULL);

  return self->roster != NULL ? bhc_roster_find_unsent (self->roster) : NULL;
}
