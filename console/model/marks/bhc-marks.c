/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/marks/bhc-marks-private.h"

#include "console/model/marks/bhc-rating.h"

#include <glib/gi18n.h>

void
bhc_marks_clear (BhcMarks *self)
{
  g_clear_pointer (&self->rating, bh_message_unref);
}

static BhMessage *
make_rating (const BhConversation *record)
{
  g_autofree char *words = bhc_rating_words (record);
  const char *name = record->contact_name != NULL ? record->contact_name : _ ("Visitor");
  BhMessage fields = { 0 };

  if (words == NULL)
    return NULL;
  fields.id = g_strconcat ("rating-", record->id, NULL);
  fields.conversation_id = g_strdup (record->id);
  fields.author = BH_AUTHOR_SYSTEM;
  fields.author_name = g_strdup (name);
  fields.kind = BH_MESSAGE_NOTICE;
  fields.notice = g_strdup ("rated");
  fields.body = g_strdup_printf (_ ("%s rated the conversation: %s"), name, words);
  fields.created_us = record->csat_us;
  return bh_message_new_take (&fields);
}

gboolean
bhc_marks_read (BhcMarks *self, const BhConversation *record)
{
  g_autoptr (BhMessage) rating = record != NULL ? make_rating (record) : NULL;
  gboolean same;

  if (record == NULL)
    return FALSE;
  same = self->read_seq == record->visitor_read_seq &&
         g_strcmp0 (rating != NULL ? rating->body : NULL,
                    self->rating != NULL ? self->rating->body : NULL) == 0;
  self->read_seq = record->visitor_read_seq;
  bhc_marks_clear (self);
  self->rating = g_steal_pointer (&rating);
  return !same;
}

const BhMessage *
bhc_marks_find_seen (const BhcMarks *self, GPtrArray *messages)
{
  for (guint i = messages->len; i > 0; i--)
    {
      const BhMessage *message = g_ptr_array_index (messages, i - 1);

      if (message->author == BH_AUTHOR_OPERATOR && message->kind == BH_MESSAGE_TEXT &&
          message->seq <= self->read_seq)
        return message;
    }
  return NULL;
}

int
bhc_marks_place_rating (const BhcMarks *self,
                        GPtrArray *messages,
                        gboolean has_older,
                        gboolean has_newer)
{
  int place = 0;

  if (self->rating == NULL)
    return -1;
  while (place < (int) messages->len &&
         ((const BhMessage *) messages->pdata[place])->created_us <= self->rating->created_us)
    place++;
  if ((place == 0 && has_older) || (place == (int) messages->len && has_newer))
    return -1;
  return place;
}
