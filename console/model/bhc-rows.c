/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-rows-private.h"

#include <string.h>

struct _BhcRows
{
  char *me;
  GPtrArray *rows;   /* BhcMessage */
  GHashTable *by_id; /* const char * of a row's first record → BhcMessage */
  GPtrArray *next;   /* BhcMessage: what should be there, while that is being told */
};

static GPtrArray *
new_array (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

BhcRows *
bhc_rows_new (const char *me)
{
  BhcRows *self = g_new0 (BhcRows, 1);

  self->me = g_strdup (me);
  self->rows = new_array ();
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
bhc_rows_free (BhcRows *self)
{
  g_free (self->me);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_free (self);
}

guint
bhc_rows_count (BhcRows *self)
{
  return self->rows->len;
}

BhcMessage *
bhc_rows_get (BhcRows *self, guint position)
{
  return position < self->rows->len ? g_ptr_array_index (self->rows, position) : NULL;
}

void
bhc_rows_begin (BhcRows *self)
{
  g_assert (self->next == NULL);

  self->next = new_array ();
}

void
bhc_rows_add (BhcRows *self, const BhMessage *record, const BhcMessageState *state)
{
  BhcMessage *row = g_hash_table_lookup (self->by_id, record->id);

  if (row == NULL)
    g_ptr_array_add (self->next, bhc_message_new (record, self->me, state));
  else
    {
      bhc_message_update (row, record, state);
      g_ptr_array_add (self->next, g_object_ref (row));
    }
}

static guint
count_same_head (GPtrArray *one, GPtrArray *other)
{
  guint n = 0;

  while (n < one->len && n < other->len && one->pdata[n] == other->pdata[n])
    n++;

  return n;
}

static guint
count_same_tail (GPtrArray *one, GPtrArray *other, guint limit)
{
  guint n = 0;

  while (n < limit && one->pdata[one->len - 1 - n] == other->pdata[other->len - 1 - n])
    n++;

  return n;
}

static void
index_rows (BhcRows *self)
{
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < self->rows->len; i++)
    {
      BhcMessage *row = g_ptr_array_index (self->rows, i);

      g_hash_table_insert (self->by_id, g_strdup (bhc_message_get_record (row)->id), row);
    }
}

void
bhc_rows_end (BhcRows *self, GListModel *model)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  guint head, tail, last;

  self->rows = g_steal_pointer (&self->next);
  head = count_same_head (old, self->rows);
  tail = count_same_tail (old, self->rows, MIN (old->len, self->rows->len) - head);
  if (old->len == self->rows->len && head == old->len)
    return;

  index_rows (self);
  last = MIN (self->rows->len, self->rows->len - tail + 1);
  for (guint i = head; i < last; i++)
    bhc_message_set_above (self->rows->pdata[i], i > 0 ? self->rows->pdata[i - 1] : NULL);
  g_list_model_items_changed (model, head, old->len - tail - head, self->rows->len - tail - head);
}
