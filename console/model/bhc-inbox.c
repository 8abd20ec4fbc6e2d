/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-inbox-private.h"

#include <string.h>

/* Where a row stands: the lower key above, the row number breaks ties. */
typedef struct
{
  gint64 key;
  gint64 row;
} Spot;

/* The spots of the whole view are kept (16 bytes each), so that any row's position is found by
 * halving; what stands in a row is read when it is looked at. */
struct _BhcInbox
{
  GObject parent_instance;

  BhcViews mask;
  BhcSort sort;
  BhcRoster *roster; /* (nullable) */
  GArray *places;    /* (nullable) BhcPlace of all views, the shelf's */
  GArray *spots;     /* Spot, in order */
};

static GType
bhc_inbox_get_item_type (GListModel *model)
{
  return BHC_TYPE_CONVERSATION;
}

static guint
bhc_inbox_get_n_items (GListModel *model)
{
  return BHC_INBOX (model)->spots->len;
}

static gpointer
bhc_inbox_get_item (GListModel *model, guint position)
{
  BhcInbox *self = BHC_INBOX (model);

  if (position >= self->spots->len)
    return NULL;

  return bhc_roster_get (self->roster, g_array_index (self->spots, Spot, position).row);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_inbox_get_item_type;
  iface->get_n_items = bhc_inbox_get_n_items;
  iface->get_item = bhc_inbox_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcInbox,
                               bhc_inbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_inbox_finalize (GObject *object)
{
  BhcInbox *self = BHC_INBOX (object);

  g_clear_object (&self->roster);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->spots, g_array_unref);

  G_OBJECT_CLASS (bhc_inbox_parent_class)->finalize (object);
}

static void
bhc_inbox_class_init (BhcInboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_inbox_finalize;
}

static void
bhc_inbox_init (BhcInbox *self)
{
  self->spots = g_array_new (FALSE, FALSE, sizeof (Spot));
}

BhcInbox *
bhc_inbox_new (BhcViews mask)
{
  BhcInbox *self = g_object_new (BHC_TYPE_INBOX, NULL);

  self->mask = mask;

  return self;
}

void
bhc_inbox_set_mask (BhcInbox *self, BhcViews mask)
{
  self->mask = mask;
}

/* Behind any time there is, so that those who wait stand above. */
#define NOT_WAITING (G_GINT64_CONSTANT (1) << 58)
#define RANK_SHIFT 60

static gint64
waiting_key (const BhcPlace *place)
{
  return place->waiting_us != 0 ? place->waiting_us : NOT_WAITING - place->updated_us;
}

static gint64
key_of (BhcInbox *self, const BhcPlace *place)
{
  if (self->sort == BHC_SORT_WAITING)
    return waiting_key (place);
  if (self->sort == BHC_SORT_PRIORITY)
    return ((3 - place->rank) << RANK_SHIFT) + waiting_key (place);

  return -place->updated_us;
}

static Spot
spot_of (BhcInbox *self, const BhcPlace *place)
{
  const Spot spot = { key_of (self, place), place->row };

  return spot;
}

static int
compare (gconstpointer one, gconstpointer other)
{
  const Spot *a = one, *b = other;

  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  if (a->row != b->row)
    return a->row > b->row ? -1 : 1;

  return 0;
}

static gboolean
is_in (BhcInbox *self, const BhcPlace *place)
{
  return ((BhcViews) place->views & self->mask) == self->mask;
}

static guint
count_common (GArray *one, GArray *other)
{
  guint n = 0;

  while (n < one->len && n < other->len &&
         compare (&g_array_index (one, Spot, n), &g_array_index (other, Spot, n)) == 0)
    n++;

  return n;
}

/* The places are newest first already. */
static void
find_spots (BhcInbox *self)
{
  self->spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  for (guint i = 0; i < self->places->len; i++)
    {
      const BhcPlace *place = &g_array_index (self->places, BhcPlace, i);
      Spot spot;

      if (!is_in (self, place))
        continue;
      spot = spot_of (self, place);
      g_array_append_val (self->spots, spot);
    }
  if (self->sort != BHC_SORT_ACTIVITY)
    g_array_sort (self->spots, compare);
}

void
bhc_inbox_set_places (BhcInbox *self, BhcRoster *roster, GArray *places)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->spots);
  g_autoptr (GArray) old_places = g_steal_pointer (&self->places);
  guint same;

  self->places = g_array_ref (places);
  find_spots (self);
  same = self->roster == roster ? count_common (old, self->spots) : 0;
  g_set_object (&self->roster, roster);
  if (old->len > same || self->spots->len > same)
    g_list_model_items_changed (G_LIST_MODEL (self), same, old->len - same,
                                self->spots->len - same);
}

BhcSort
bhc_inbox_get_sort (BhcInbox *self)
{
  g_return_val_if_fail (BHC_IS_INBOX (self), BHC_SORT_ACTIVITY);

  return self->sort;
}

void
bhc_inbox_set_sort (BhcInbox *self, BhcSort sort)
{
  g_return_if_fail (BHC_IS_INBOX (self));

  if (self->sort == sort)
    return;

  self->sort = sort;
  if (self->places != NULL)
    bhc_inbox_set_places (self, self->roster, self->places);
}

/* The first position that does not stand above @spot. */
static guint
find (BhcInbox *self, const Spot *spot)
{
  guint low = 0, high = self->spots->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (&g_array_index (self->spots, Spot, middle), spot) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
has_at (BhcInbox *self, guint position, const Spot *spot)
{
  return position < self->spots->len &&
         compare (&g_array_index (self->spots, Spot, position), spot) == 0;
}

/* A row that nobody holds is taken out and put in.  One that somebody holds moves in one piece, so
 * that a selection follows it. */
static void
move (BhcInbox *self, const Spot *before, const Spot *after)
{
  gboolean held = bhc_roster_is_held (self->roster, after->row);
  guint from = find (self, before), to, first, last;

  g_return_if_fail (has_at (self, from, before));

  g_array_remove_index (self->spots, from);
  to = find (self, after);
  if (!held && to != from)
    g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 0);

  g_array_insert_vals (self->spots, to, after, 1);
  first = MIN (from, to);
  last = MAX (from, to);
  if (to == from)
    return;
  if (held)
    g_list_model_items_changed (G_LIST_MODEL (self), first, last - first + 1, last - first + 1);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), to, 0, 1);
}

void
bhc_inbox_apply (BhcInbox *self, const BhcConversationChange *change)
{
  gboolean was = is_in (self, &change->before);
  gboolean is = is_in (self, &change->after);
  const Spot before = spot_of (self, &change->before), after = spot_of (self, &change->after);
  guint position;

  if (was && is)
    {
      move (self, &before, &after);
      return;
    }
  if (!was && !is)
    return;

  position = find (self, is ? &after : &before);
  g_return_if_fail (has_at (self, position, is ? &after : &before) == was);
  if (is)
    g_array_insert_vals (self->spots, position, &after, 1);
  else
    g_array_remove_index (self->spots, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, is ? 0 : 1, is ? 1 : 0);
}
