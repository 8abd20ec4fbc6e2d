/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-inbox-private.h"

#include <string.h>

/* The places of the whole view are kept (24 bytes each), so that any row's position is found by
 * halving; what stands in a row is read when it is looked at. */
struct _BhcInbox
{
  GObject parent_instance;

  BhcView view;
  BhcRoster *roster; /* (nullable) */
  GArray *places;    /* BhcPlace, newest first */
};

static GType
bhc_inbox_get_item_type (GListModel *model)
{
  return BHC_TYPE_CONVERSATION;
}

static guint
bhc_inbox_get_n_items (GListModel *model)
{
  return BHC_INBOX (model)->places->len;
}

static gpointer
bhc_inbox_get_item (GListModel *model, guint position)
{
  BhcInbox *self = BHC_INBOX (model);

  if (position >= self->places->len)
    return NULL;

  return bhc_roster_get (self->roster, g_array_index (self->places, BhcPlace, position).row);
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
  self->places = g_array_new (FALSE, FALSE, sizeof (BhcPlace));
}

BhcView
bhc_inbox_get_view (BhcInbox *self)
{
  g_return_val_if_fail (BHC_IS_INBOX (self), BHC_VIEW_ALL);

  return self->view;
}

BhcInbox *
bhc_inbox_new (BhcView view)
{
  BhcInbox *self = g_object_new (BHC_TYPE_INBOX, NULL);

  self->view = view;

  return self;
}

static guint
count_common (GArray *one, GArray *other)
{
  guint n = 0;

  while (n < one->len && n < other->len &&
         bhc_place_compare (&g_array_index (one, BhcPlace, n),
                            &g_array_index (other, BhcPlace, n)) == 0)
    n++;

  return n;
}

void
bhc_inbox_set_places (BhcInbox *self, BhcRoster *roster, GArray *places)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->places);
  guint same;

  self->places = g_array_new (FALSE, FALSE, sizeof (BhcPlace));
  for (guint i = 0; i < places->len; i++)
    {
      const BhcPlace *place = &g_array_index (places, BhcPlace, i);

      if (bhc_views_contain ((BhcViews) place->views, self->view))
        g_array_append_vals (self->places, place, 1);
    }

  same = self->roster == roster ? count_common (old, self->places) : 0;
  g_set_object (&self->roster, roster);
  if (old->len > same || self->places->len > same)
    g_list_model_items_changed (G_LIST_MODEL (self), same, old->len - same,
                                self->places->len - same);
}

/* The first position that does not stand above @place. */
static guint
find (BhcInbox *self, const BhcPlace *place)
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

static gboolean
has_at (BhcInbox *self, guint position, const BhcPlace *place)
{
  return position < self->places->len &&
         bhc_place_compare (&g_array_index (self->places, BhcPlace, position), place) == 0;
}

/* A row that nobody holds is taken out and put in.  One that somebody holds moves in one piece, so
 * that a selection follows it. */
static void
move (BhcInbox *self, const BhcPlace *before, const BhcPlace *after)
{
  gboolean held = bhc_roster_is_held (self->roster, after->row);
  guint from = find (self, before), to, first, last;

  g_return_if_fail (has_at (self, from, before));

  g_array_remove_index (self->places, from);
  to = find (self, after);
  if (!held && to != from)
    g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 0);

  g_array_insert_vals (self->places, to, after, 1);
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
  gboolean was = bhc_views_contain ((BhcViews) change->before.views, self->view);
  gboolean is = bhc_views_contain ((BhcViews) change->after.views, self->view);
  guint position;

  if (was && is)
    {
      move (self, &change->before, &change->after);
      return;
    }
  if (!was && !is)
    return;

  position = find (self, is ? &change->after : &change->before);
  g_return_if_fail (has_at (self, position, is ? &change->after : &change->before) == was);
  if (is)
    g_array_insert_vals (self->places, position, &change->after, 1);
  else
    g_array_remove_index (self->places, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, is ? 0 : 1, is ? 1 : 0);
}
