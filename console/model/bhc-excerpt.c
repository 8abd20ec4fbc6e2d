/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-excerpt-private.h"

#include "console/client/cache/bhc-cache-read.h"

#include <string.h>

BhcExcerpt *
bhc_excerpt_new (BhcCache *cache, const char *conversation)
{
  BhcExcerpt *self = g_new0 (BhcExcerpt, 1);

  self->cache = g_object_ref (cache);
  self->conversation = g_strdup (conversation);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);

  return self;
}

void
bhc_excerpt_free (BhcExcerpt *self)
{
  g_clear_object (&self->cache);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self->conversation);
  g_free (self);
}

static gint64
seq_at (BhcExcerpt *self, guint position)
{
  const BhMessage *message = g_ptr_array_index (self->messages, position);

  return message->seq;
}

static gint64
first_seq (BhcExcerpt *self)
{
  return self->messages->len > 0 ? seq_at (self, 0) : G_MAXINT64;
}

static gint64
last_seq (BhcExcerpt *self)
{
  return self->messages->len > 0 ? seq_at (self, self->messages->len - 1) : 0;
}

/* @page: what the cache had before the window's first message. */
static void
look_for_older (BhcExcerpt *self, guint page)
{
  gint64 from = bhc_cache_read_complete_from (self->cache, self->conversation);

  self->has_older = from != 0 || page == BHC_EXCERPT_PAGE;
}

void
bhc_excerpt_go_to_end (BhcExcerpt *self)
{
  g_ptr_array_unref (self->messages);
  self->messages = bhc_cache_read_messages_before (self->cache, self->conversation, G_MAXINT64,
                                                   BHC_EXCERPT_PAGE);
  self->has_newer = FALSE;
  look_for_older (self, self->messages->len);
}

void
bhc_excerpt_go_to (BhcExcerpt *self, gint64 seq)
{
  guint before;

  g_ptr_array_unref (self->messages);
  self->messages =
      bhc_cache_read_messages_before (self->cache, self->conversation, seq + 1, BHC_EXCERPT_PAGE);
  before = self->messages->len;
  bhc_excerpt_grow_newer (self);
  look_for_older (self, before);
}

gboolean
bhc_excerpt_grow_older (BhcExcerpt *self)
{
  g_autoptr (GPtrArray) page = bhc_cache_read_messages_before (self->cache, self->conversation,
                                                               first_seq (self), BHC_EXCERPT_PAGE);
  guint n = page->len;

  look_for_older (self, n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_insert (self->messages, (int) i, bh_message_ref (g_ptr_array_index (page, i)));
  if (self->messages->len > BHC_EXCERPT_MAX)
    {
      g_ptr_array_set_size (self->messages, BHC_EXCERPT_MAX);
      self->has_newer = TRUE;
    }

  return n > 0;
}

gboolean
bhc_excerpt_grow_newer (BhcExcerpt *self)
{
  g_autoptr (GPtrArray) page = bhc_cache_read_messages_after (self->cache, self->conversation,
                                                              last_seq (self), BHC_EXCERPT_PAGE);
  guint n = page->len;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->messages, bh_message_ref (g_ptr_array_index (page, i)));
  self->has_newer = n == BHC_EXCERPT_PAGE;
  if (self->messages->len > BHC_EXCERPT_MAX)
    {
      g_ptr_array_remove_range (self->messages, 0, self->messages->len - BHC_EXCERPT_MAX);
      self->has_older = TRUE;
    }

  return n > 0;
}

/* What is offered below a message changes; nothing else does. */
static gboolean
replace (BhcExcerpt *self, guint position, BhMessage *message)
{
  gpointer *place = &g_ptr_array_index (self->messages, position);
  BhMessage *old = *place;

  if (g_strcmp0 (old->extra, message->extra) == 0)
    return FALSE;
  *place = bh_message_ref (message);
  bh_message_unref (old);
  return TRUE;
}

gboolean
bhc_excerpt_insert (BhcExcerpt *self, BhMessage *message)
{
  guint position = self->messages->len;

  if (message->seq > last_seq (self) ? self->has_newer : message->seq < first_seq (self))
    return FALSE;

  while (position > 0 && seq_at (self, position - 1) > message->seq)
    position--;
  if (position > 0 && seq_at (self, position - 1) == message->seq)
    return replace (self, position - 1, message);

  g_ptr_array_insert (self->messages, (int) position, bh_message_ref (message));
  return TRUE;
}

gboolean
bhc_excerpt_contains (BhcExcerpt *self, const char *id)
{
  for (guint i = self->messages->len; i > 0; i--)
    {
      const BhMessage *message = g_ptr_array_index (self->messages, i - 1);

      if (strcmp (message->id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

gint64
bhc_excerpt_missing_before (BhcExcerpt *self)
{
  gint64 from = bhc_cache_read_complete_from (self->cache, self->conversation);

  if (from < 0)
    return 0;

  return from > 0 && first_seq (self) <= from ? from : -1;
}
