/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-words.h"

#include "common/bh-conversation.h"

static const BhWords statuses = BH_WORDS ("unresolved", "escalated", "resolved");

const char *
bh_status_to_string (BhStatus status)
{
  return bh_words_get (&statuses, status);
}

gboolean
bh_status_from_string (const char *word, BhStatus *status)
{
  guint value = 0;
  gboolean found = bh_words_find (&statuses, word, &value);

  *status = (BhStatus) value;
  return found;
}

BhConversation *
bh_conversation_new_take (BhConversation *fields)
{
  BhConversation *self = g_atomic_rc_box_new (BhConversation);

  *self = *fields;
  return self;
}

BhConversation *
bh_conversation_ref (BhConversation *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
conversation_clear (gpointer data)
{
  BhConversation *self = data;
  char *const strings[] = {
    self->id,
    self->channel,
    self->priority,
    self->contact_id,
    self->contact_name,
    self->contact_email,
    self->contact_metadata,
    self->contact_attributes,
    self->contact_external_id,
    self->contact_pages,
    self->assignee_id,
    self->assignee_name,
    self->assignee_avatar,
    self->labels,
    self->team_id,
    self->team_name,
    self->mentions,
    self->handoff_id,
    self->handoff_status,
    self->handoff_reason,
    self->handoff_summary,
    self->last_author_name,
    self->last_body,
    self->csat_comment,
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
}

void
bh_conversation_unref (BhConversation *self)
{
  g_atomic_rc_box_release_full (self, conversation_clear);
}

/* 0 stands for “never”. */
static void
write_time (BhJsonWriter *json, const char *name, gint64 time_us)
{
  if (time_us != 0)
    bh_json_int (json, name, time_us);
  else
    bh_json_null (json, name);
}

static void
write_last_message (const BhConversation *self, BhJsonWriter *json)
{
  if (self->last_seq == 0)
    {
      bh_json_null (json, "last_message");
      return;
    }
  bh_json_begin_object (json, "last_message");
  bh_json_string (json, "author", bh_author_to_string (self->last_author));
  bh_json_string (json, "author_name", self->last_author_name);
  bh_json_string (json, "kind", bh_message_kind_to_string (self->last_kind));
  bh_json_string (json, "body", self->last_body);
  bh_json_int (json, "created_us", self->last_created_us);
  bh_json_int (json, "seq", self->last_seq);
  bh_json_end_object (json);
}

static void
write_contact (const BhConversation *self, BhJsonWriter *json)
{
  bh_json_begin_object (json, "contact");
  bh_json_string (json, "id", self->contact_id);
  bh_json_string (json, "name", self->contact_name);
  bh_json_string (json, "email", self->contact_email);
  bh_json_int (json, "created_us", self->contact_created_us);
  bh_json_raw (json, "metadata", self->contact_metadata);
  if (self->contact_attributes != NULL)
    bh_json_raw (json, "attributes", self->contact_attributes);
  if (self->contact_external_id != NULL)
    bh_json_string (json, "external_id", self->contact_external_id);
  bh_json_bool (json, "verified", self->contact_verified);
  bh_json_bool (json, "blocked", self->contact_blocked);
  if (self->contact_pages != NULL)
    bh_json_raw (json, "pages", self->contact_pages);
  bh_json_end_object (json);
}

static void
write_assignee (const BhConversation *self, BhJsonWriter *json)
{
  if (self->assignee_id == NULL)
    {
      bh_json_null (json, "assignee");
      return;
    }
  bh_json_begin_object (json, "assignee");
  bh_json_string (json, "id", self->assignee_id);
  bh_json_string (json, "name", self->assignee_name);
  if (self->assignee_avatar != NULL)
    bh_json_string (json, "avatar", self->assignee_avatar);
  bh_json_end_object (json);
}

static void
write_list (BhJsonWriter *json, const char *name, const char *list)
{
  bh_json_raw (json, name, list != NULL ? list : "[]");
}

/* How the desk has sorted it. */
static void
write_sorting (const BhConversation *self, BhJsonWriter *json)
{
  write_list (json, "labels", self->labels);
  if (self->team_id != NULL)
    {
      bh_json_begin_object (json, "team");
      bh_json_string (json, "id", self->team_id);
      bh_json_string (json, "name", self->team_name);
      bh_json_end_object (json);
    }
  else
    bh_json_null (json, "team");
  write_list (json, "mentions", self->mentions);
  write_time (json, "snoozed_until_us", self->snoozed_until_us);
}

static void
write_handoff (const BhConversation *self, BhJsonWriter *json)
{
  if (self->handoff_id == NULL)
    {
      bh_json_null (json, "handoff");
      return;
    }
  bh_json_begin_object (json, "handoff");
  bh_json_string (json, "id", self->handoff_id);
  bh_json_string (json, "status", self->handoff_status);
  bh_json_string (json, "reason", self->handoff_reason);
  bh_json_string (json, "summary", self->handoff_summary);
  bh_json_int (json, "created_us", self->handoff_created_us);
  write_time (json, "claimed_us", self->handoff_claimed_us);
  bh_json_end_object (json);
}

/* @when: the visitor knows. */
static void
write_csat (const BhConversation *self, BhJsonWriter *json, gboolean when)
{
  if (self->csat_score == 0)
    {
      bh_json_null (json, "csat");
      return;
    }
  bh_json_begin_object (json, "csat");
  bh_json_int (json, "score", self->csat_score);
  bh_json_string (json, "comment", self->csat_comment);
  if (when)
    bh_json_int (json, "created_us", self->csat_us);
  bh_json_end_object (json);
}

void
bh_conversation_write_json (const BhConversation *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "status", bh_status_to_string (self->status));
  bh_json_string (json, "channel", self->channel);
  bh_json_string (json, "priority", self->priority);
  write_contact (self, json);
  write_assignee (self, json);
  write_sorting (self, json);
  write_handoff (self, json);
  write_time (json, "waiting_since_us", self->waiting_since_us);
  bh_json_int (json, "unread", self->unread);
  bh_json_int (json, "visitor_read_seq", self->visitor_read_seq);
  write_csat (self, json, TRUE);
  write_time (json, "first_reply_us", self->first_reply_us);
  write_time (json, "resolved_us", self->resolved_us);
  bh_json_int (json, "message_count", self->message_count);
  write_last_message (self, json);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_int (json, "updated_us", self->updated_us);
  bh_json_int (json, "seq", self->seq);
  bh_json_end_object (json);
}

void
bh_conversation_write_visitor_json (const BhConversation *self,
                                    const char *ai_name,
                                    BhJsonWriter *json,
                                    const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "status", bh_status_to_string (self->status));
  if (self->assignee_id != NULL)
    {
      bh_json_begin_object (json, "operator");
      bh_json_string (json, "name", self->assignee_name);
      if (self->assignee_avatar != NULL)
        bh_json_string (json, "avatar", self->assignee_avatar);
      bh_json_end_object (json);
    }
  else
    bh_json_null (json, "operator");
  bh_json_string (json, "ai_name", ai_name);
  /* A note may be the latest line; the visitor must not learn of it. */
  if (self->last_seq != 0 && self->last_kind == BH_MESSAGE_NOTE)
    bh_json_null (json, "last_message");
  else
    write_last_message (self, json);
  if (self->queue_position > 0)
    bh_json_int (json, "queue_position", self->queue_position);
  bh_json_int (json, "unread", self->visitor_unread);
  bh_json_int (json, "operator_read_seq", self->operator_read_seq);
  write_csat (self, json, FALSE);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_int (json, "updated_us", self->updated_us);
  bh_json_int (json, "seq", self->seq);
  bh_json_end_object (json);
}

static char *
dup_member (JsonObject *object, const char *name)
{
  return object != NULL ? g_strdup (bh_json_get_string (object, name, NULL)) : NULL;
}

static char *
dup_json (JsonObject *object, const char *name)
{
  return json_to_string (json_object_get_member (object, name), FALSE);
}

static void
read_contact (BhConversation *fields, JsonObject *contact)
{
  fields->contact_id = dup_member (contact, "id");
  fields->contact_name = dup_member (contact, "name");
  fields->contact_email = dup_member (contact, "email");
  fields->contact_created_us = bh_json_get_int (contact, "created_us", 0);
  fields->contact_external_id = dup_member (contact, "external_id");
  fields->contact_verified = bh_json_get_bool (contact, "verified", FALSE);
  fields->contact_blocked = bh_json_get_bool (contact, "blocked", FALSE);
  if (bh_json_get_object (contact, "metadata") != NULL)
    fields->contact_metadata = dup_json (contact, "metadata");
  if (bh_json_get_object (contact, "attributes") != NULL)
    fields->contact_attributes = dup_json (contact, "attributes");
  if (bh_json_get_array (contact, "pages") != NULL)
    fields->contact_pages = dup_json (contact, "pages");
}

static void
read_handoff (BhConversation *fields, JsonObject *handoff)
{
  fields->handoff_id = dup_member (handoff, "id");
  fields->handoff_status = dup_member (handoff, "status");
  fields->handoff_reason = dup_member (handoff, "reason");
  fields->handoff_summary = dup_member (handoff, "summary");
  fields->handoff_created_us = bh_json_get_int (handoff, "created_us", 0);
  fields->handoff_claimed_us = bh_json_get_int (handoff, "claimed_us", 0);
}

static void
read_last_message (BhConversation *fields, JsonObject *message)
{
  if (!bh_author_from_string (bh_json_get_string (message, "author", NULL), &fields->last_author) ||
      !bh_message_kind_from_string (bh_json_get_string (message, "kind", NULL), &fields->last_kind))
    return;
  fields->last_author_name = dup_member (message, "author_name");
  fields->last_body = dup_member (message, "body");
  fields->last_created_us = bh_json_get_int (message, "created_us", 0);
  fields->last_seq = bh_json_get_int (message, "seq", 0);
}

static void
read_csat (BhConversation *fields, JsonObject *csat)
{
  if (csat == NULL)
    return;
  fields->csat_score = bh_json_get_int (csat, "score", 0);
  fields->csat_comment = dup_member (csat, "comment");
  fields->csat_us = bh_json_get_int (csat, "created_us", 0);
}

static char *
dup_list (JsonObject *object, const char *name)
{
  JsonArray *list = bh_json_get_array (object, name);

  return list != NULL && json_array_get_length (list) > 0 ? dup_json (object, name) : NULL;
}

static void
read_sorting (BhConversation *fields, JsonObject *object)
{
  JsonObject *team = bh_json_get_object (object, "team");

  fields->labels = dup_list (object, "labels");
  fields->team_id = dup_member (team, "id");
  fields->team_name = dup_member (team, "name");
  fields->mentions = dup_list (object, "mentions");
  fields->snoozed_until_us = bh_json_get_int (object, "snoozed_until_us", 0);
}

static void
read_rest (BhConversation *fields, JsonObject *object)
{
  JsonObject *assignee = bh_json_get_object (object, "assignee");

  fields->id = dup_member (object, "id");
  fields->channel = g_strdup (bh_json_get_string (object, "channel", "widget"));
  fields->priority = g_strdup (bh_json_get_string (object, "priority", "normal"));
  fields->assignee_id = dup_member (assignee, "id");
  fields->assignee_name = dup_member (assignee, "name");
  fields->assignee_avatar = dup_member (assignee, "avatar");
  fields->waiting_since_us = bh_json_get_int (object, "waiting_since_us", 0);
  fields->unread = bh_json_get_int (object, "unread", 0);
  fields->visitor_read_seq = bh_json_get_int (object, "visitor_read_seq", 0);
  read_sorting (fields, object);
  fields->first_reply_us = bh_json_get_int (object, "first_reply_us", 0);
  fields->resolved_us = bh_json_get_int (object, "resolved_us", 0);
  read_csat (fields, bh_json_get_object (object, "csat"));
  fields->message_count = bh_json_get_int (object, "message_count", 0);
  fields->created_us = bh_json_get_int (object, "created_us", 0);
  fields->updated_us = bh_json_get_int (object, "updated_us", 0);
  fields->seq = bh_json_get_int (object, "seq", 0);
}

BhConversation *
bh_conversation_from_json (JsonObject *object, GError **error)
{
  JsonObject *contact = bh_json_get_object (object, "contact");
  JsonObject *handoff = bh_json_get_object (object, "handoff");
  JsonObject *last = bh_json_get_object (object, "last_message");
  BhConversation fields = { 0 };

  if (bh_json_get_string (object, "id", NULL) == NULL || contact == NULL ||
      bh_json_get_string (contact, "id", NULL) == NULL ||
      !bh_status_from_string (bh_json_get_string (object, "status", NULL), &fields.status))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED,
                           "a conversation without id, contact or status");
      return NULL;
    }

  read_rest (&fields, object);
  read_contact (&fields, contact);
  if (handoff != NULL)
    read_handoff (&fields, handoff);
  if (last != NULL)
    read_last_message (&fields, last);
  return bh_conversation_new_take (&fields);
}
