/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-records.h"

BhOperator *
bht_operator_new (const char *id)
{
  return bh_operator_new (id, "o", "Me", "me@example.org", BH_ROLE_AGENT);
}

char *
bht_id (guint number)
{
  return g_strdup_printf ("0190a0a0-0000-7000-9000-%012u", number);
}

BhConversation *
bht_conversation_new (guint number,
                      gint64 seq,
                      gint64 updated_us,
                      BhStatus status,
                      const char *assignee)
{
  BhConversation fields = { 0 };

  fields.id = bht_id (number);
  fields.status = status;
  fields.channel = g_strdup ("widget");
  fields.priority = g_strdup ("normal");
  fields.contact_id = bht_id (number);
  fields.contact_name = g_strdup_printf ("Visitor %u", number);
  fields.contact_email = g_strdup ("ada@example.org");
  fields.contact_metadata = g_strdup ("{\"language\":\"en-GB\",\"timezoneOffset\":-60}");
  fields.assignee_id = g_strdup (assignee);
  fields.assignee_name = g_strdup (assignee != NULL ? "Mia" : NULL);
  fields.last_body = g_strdup ("Where is my parcel?\nIt was to come on Monday.");
  fields.last_author_name = g_strdup ("Ada");
  fields.last_seq = seq;
  fields.last_created_us = updated_us;
  fields.created_us = updated_us;
  fields.updated_us = updated_us;
  fields.seq = seq;

  return bh_conversation_new_take (&fields);
}

BhMessage *
bht_message_new (guint conversation, gint64 seq, const char *body)
{
  BhMessage fields = { 0 };

  fields.id = g_strdup_printf ("0190a0a0-0000-7000-a000-%012u", (guint) seq);
  fields.conversation_id = bht_id (conversation);
  fields.seq = seq;
  fields.author_name = g_strdup ("Ada");
  fields.body = g_strdup (body);
  fields.created_us = seq * G_USEC_PER_SEC;

  return bh_message_new_take (&fields);
}
