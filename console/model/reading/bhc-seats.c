/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/reading/bhc-seats.h"

#include "console/model/reading/bhc-seat.h"

#define FIRST 16 /* fill a window */
#define SLICE 4  /* as many rows can be made within a frame */

struct _BhcSeats
{
  GObject parent_instance;

  GListModel *messages; /* (nullable) */
  GPtrArray *seats;
  guint waiting; /* messages above the first that has a seat */
  guint filling; /* idle source */
};

static GType
bhc_seats_get_item_type (GListModel *model)
{
  return BHC_TYPE_SEAT;
}

static guint
bhc_seats_get_n_items (GListModel *model)
{
  return BHC_SEATS (model)->seats->len;
}

static gpointer
bhc_seats_get_item (GListModel *model, guint position)
{
  GPtrArray *seats = BHC_SEATS (model)->seats;

  return position < seats->len ? g_object_ref (seats->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_seats_get_item_type;
  iface->get_n_items = bhc_seats_get_n_items;
  iface->get_item = bhc_seats_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcSeats,
                               bhc_seats,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
forget_messages (BhcSeats *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  self->waiting = 0;
  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);
  g_clear_object (&self->messages);
}

static void
bhc_seats_dispose (GObject *object)
{
  forget_messages (BHC_SEATS (object));

  G_OBJECT_CLASS (bhc_seats_parent_class)->dispose (object);
}

static void
bhc_seats_finalize (GObject *object)
{
  g_ptr_array_unref (BHC_SEATS (object)->seats);

  G_OBJECT_CLASS (bhc_seats_parent_class)->finalize (object);
}

static void
bhc_seats_class_init (BhcSeatsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_seats_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_seats_finalize;
}

static void
bhc_seats_init (BhcSeats *self)
{
  self->seats = g_ptr_array_new_with_free_func (g_object_unref);
}

BhcSeats *
bhc_seats_new (void)
{
  return g_object_new (BHC_TYPE_SEATS, NULL);
}

/* A message that is told to have left and come keeps its seat: a list finds its row by it. */
static void
change_seats (BhcSeats *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) left =
      g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_object_unref);

  for (guint i = 0; i < removed; i++)
    {
      BhcSeat *seat = self->seats->pdata[position + i];

      g_hash_table_insert (left, bhc_seat_get_message (seat), g_object_ref (seat));
    }
  if (removed > 0)
    g_ptr_array_remove_range (self->seats, position, removed);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (BhcMessage) message =
          g_list_model_get_item (self->messages, self->waiting + position + i);
      BhcSeat *seat = g_hash_table_lookup (left, message);

      g_ptr_array_insert (self->seats, (int) (position + i),
                          seat != NULL ? g_object_ref (seat) : bhc_seat_new (message));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
items_changed_cb (BhcSeats *self, guint position, guint removed, guint added)
{
  guint unseated = position < self->waiting ? MIN (removed, self->waiting - position) : 0;

  if (position >= self->waiting)
    change_seats (self, position - self->waiting, removed, added);
  else if (position + removed <= self->waiting)
    self->waiting += added - removed;
  else
    {
      self->waiting = position;
      change_seats (self, 0, removed - unseated, added);
    }
}

static void
seat_more (BhcSeats *self, guint n)
{
  n = MIN (n, self->waiting);
  self->waiting -= n;
  if (n > 0)
    change_seats (self, 0, 0, n);
}

static gboolean
fill_cb (gpointer data)
{
  BhcSeats *self = data;

  seat_more (self, SLICE);
  if (self->waiting > 0)
    return G_SOURCE_CONTINUE;

  self->filling = 0;
  return G_SOURCE_REMOVE;
}

/* The last messages take the seats there are. */
static void
reseat (BhcSeats *self)
{
  for (guint i = 0; i < self->seats->len; i++)
    {
      g_autoptr (BhcMessage) message = g_list_model_get_item (self->messages, self->waiting + i);

      bhc_seat_set_message (self->seats->pdata[i], message);
    }
}

void
bhc_seats_set_messages (BhcSeats *self, GListModel *messages)
{
  guint n = messages != NULL ? g_list_model_get_n_items (messages) : 0, seated = MIN (n, FIRST);

  g_return_if_fail (BHC_IS_SEATS (self));

  if (self->messages == messages)
    return;

  forget_messages (self);
  if (self->seats->len > seated)
    change_seats (self, 0, self->seats->len - seated, 0);
  if (messages == NULL)
    return;

  self->messages = g_object_ref (messages);
  g_signal_connect_swapped (messages, "items-changed", G_CALLBACK (items_changed_cb), self);
  self->waiting = n - self->seats->len;
  reseat (self);
  seat_more (self, seated - self->seats->len);
  if (self->waiting > 0)
    self->filling = g_idle_add (fill_cb, self);
}

gboolean
bhc_seats_are_filled (BhcSeats *self)
{
  g_return_val_if_fail (BHC_IS_SEATS (self), TRUE);

  return self->waiting == 0;
}

static guint
position_of (BhcSeats *self, BhcMessage *message)
{
  guint at = 0;

  while (at < self->seats->len && bhc_seat_get_message (self->seats->pdata[at]) != message)
    at++;

  return at < self->seats->len ? at : G_MAXUINT;
}

guint
bhc_seats_find (BhcSeats *self, BhcMessage *message)
{
  g_return_val_if_fail (BHC_IS_SEATS (self), G_MAXUINT);

  if (position_of (self, message) == G_MAXUINT)
    seat_more (self, self->waiting);

  return position_of (self, message);
}
