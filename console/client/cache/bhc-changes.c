/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-changes.h"

int
bhc_place_compare (const BhcPlace *one, const BhcPlace *other)
{
  if (one->updated_us != other->updated_us)
    return one->updated_us > other->updated_us ? -1 : 1;
  if (one->row != other->row)
    return one->row > other->row ? -1 : 1;

  return 0;
}

static void
conversation_change_free (BhcConversationChange *change)
{
  g_clear_pointer (&change->record, bh_conversation_unref);
  g_free (change);
}

BhcChanges *
bhc_changes_new (void)
{
  BhcChanges *self = g_new0 (BhcChanges, 1);

  self->conversations = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                               (GDestroyNotify) conversation_change_free);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  self->erased = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_attachment_free);
  self->outgoing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
bhc_changes_free (BhcChanges *self)
{
  g_hash_table_unref (self->conversations);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->erased);
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->outgoing);
  g_hash_table_unref (self->drafts);
  g_free (self);
}

void
bhc_changes_add_conversation (BhcChanges *self,
                              const BhcPlace *before,
                              const BhcPlace *after,
                              const BhConversation *record)
{
  BhcConversationChange *change = g_hash_table_lookup (self->conversations, &after->row);

  if (change == NULL)
    {
      change = g_new0 (BhcConversationChange, 1);
      change->before = *before;
      change->after = *after;
      g_hash_table_insert (self->conversations, &change->after.row, change);
    }

  change->after = *after;
  g_clear_pointer (&change->record, bh_conversation_unref);
  if (record != NULL)
    change->record = bh_conversation_ref ((BhConversation *) record);
}

void
bhc_changes_drop_conversation (BhcChanges *self, const BhcPlace *before)
{
  const BhcPlace after = { .row = before->row };

  bhc_changes_add_conversation (self, before, &after, NULL);
}

void
bhc_changes_add_message (BhcChanges *self, const BhMessage *message)
{
  g_ptr_array_add (self->messages, bh_message_ref ((BhMessage *) message));
}

void
bhc_changes_add_outgoing (BhcChanges *self, const char *conversation)
{
  g_hash_table_add (self->outgoing, g_strdup (conversation));
}

void
bhc_changes_add_draft (BhcChanges *self, const char *conversation)
{
  g_hash_table_add (self->drafts, g_strdup (conversation));
}

gboolean
bhc_changes_is_empty (BhcChanges *self)
{
  return g_hash_table_size (self->conversations) == 0 && self->messages->len == 0 &&
         g_hash_table_size (self->outgoing) == 0 && g_hash_table_size (self->drafts) == 0 &&
         self->erased->len == 0 && !self->forgotten;
}
