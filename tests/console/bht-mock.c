/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-mock.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"

static void
talk_free (BhtTalk *talk)
{
  bh_conversation_unref (talk->record);
  g_ptr_array_unref (talk->messages);
  g_free (talk);
}

static void
listen (BhtMock *self)
{
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
}

BhtMock *
bht_mock_new (void)
{
  BhtMock *self = g_new0 (BhtMock, 1);

  self->server = soup_server_new (NULL, NULL);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->conversations =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) talk_free);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->polls = g_ptr_array_new ();
  self->page = 200;
  self->role = "agent";
  bht_mock_serve (self);
  listen (self);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);

  return self;
}

static void
close_sockets (BhtMock *self)
{
  g_autoptr (GPtrArray) sockets = g_steal_pointer (&self->sockets);

  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < sockets->len; i++)
    {
      SoupWebsocketConnection *socket = g_ptr_array_index (sockets, i);

      g_io_stream_close (soup_websocket_connection_get_io_stream (socket), NULL, NULL);
    }
}

void
bht_mock_free (BhtMock *self)
{
  bht_mock_go_away (self);
  g_object_unref (self->server);
  g_ptr_array_unref (self->log);
  g_ptr_array_unref (self->sockets);
  g_ptr_array_unref (self->polls);
  g_hash_table_unref (self->conversations);
  g_free (self->url);
  g_free (self);
}

void
bht_mock_go_away (BhtMock *self)
{
  bht_mock_drop_polls (self);
  close_sockets (self);
  soup_server_disconnect (self->server);
}

void
bht_mock_come_back (BhtMock *self)
{
  listen (self);
}

BhtTalk *
bht_mock_get (BhtMock *self, const char *conversation)
{
  return g_hash_table_lookup (self->conversations, conversation);
}

gint64
bht_mock_seq (BhtMock *self)
{
  return self->log->len;
}

void
bht_mock_tell (BhtMock *self, const char *frame)
{
  for (guint i = 0; i < self->sockets->len; i++)
    {
      SoupWebsocketConnection *socket = g_ptr_array_index (self->sockets, i);

      if (g_object_get_data (G_OBJECT (socket), "resumed") != NULL &&
          soup_websocket_connection_get_state (socket) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_send_text (socket, frame);
    }
}

/* Copies what a change keeps. */
static BhConversation
copy_fields (const BhConversation *old)
{
  BhConversation fields = *old;

  fields.id = g_strdup (old->id);
  fields.channel = g_strdup (old->channel);
  fields.priority = g_strdup (old->priority);
  fields.contact_id = g_strdup (old->contact_id);
  fields.contact_name = g_strdup (old->contact_name);
  fields.contact_email = g_strdup (old->contact_email);
  fields.contact_metadata = g_strdup (old->contact_metadata);
  fields.contact_attributes = g_strdup (old->contact_attributes);
  fields.contact_external_id = g_strdup (old->contact_external_id);
  fields.assignee_id = g_strdup (old->assignee_id);
  fields.assignee_name = g_strdup (old->assignee_name);
  fields.handoff_id = g_strdup (old->handoff_id);
  fields.handoff_status = g_strdup (old->handoff_status);
  fields.handoff_reason = g_strdup (old->handoff_reason);
  fields.handoff_summary = g_strdup (old->handoff_summary);
  fields.last_author_name = g_strdup (old->last_author_name);
  fields.last_body = g_strdup (old->last_body);
  fields.csat_comment = g_strdup (old->csat_comment);
  fields.seq = 0;

  return fields;
}

/* The conversation as it is now, in an event. */
static void
publish (BhtMock *self, BhtTalk *talk, BhConversation *fields, const char *type, BhMessage *message)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  char *frame;

  fields->seq = bht_mock_seq (self) + 1;
  g_clear_pointer (&talk->record, bh_conversation_unref);
  talk->record = bh_conversation_new_take (fields);

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "op", "event");
  bh_json_int (&json, "seq", talk->record->seq);
  bh_json_string (&json, "type", type);
  bh_json_string (&json, "conversation_id", talk->record->id);
  bh_json_begin_object (&json, "body");
  if (message != NULL)
    bh_message_write_json (message, &json, "message");
  bh_json_end_object (&json);
  bh_json_begin_object (&json, "desk");
  bh_conversation_write_json (talk->record, &json, "conversation");
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  frame = bh_json_writer_steal (&json);
  g_ptr_array_add (self->log, frame);
  bht_mock_tell (self, frame);
  bht_mock_wake_polls (self);
}

void
bht_mock_publish (BhtMock *self, const char *type, const char *body)
{
  char *frame = g_strdup_printf ("{\"op\":\"event\",\"seq\":%" G_GINT64_FORMAT
                                 ",\"type\":\"%s\",\"body\":%s,\"desk\":{}}",
                                 bht_mock_seq (self) + 1, type, body);

  g_ptr_array_add (self->log, frame);
  bht_mock_tell (self, frame);
  bht_mock_wake_polls (self);
}

const char *
bht_mock_open (BhtMock *self, const char *name)
{
  BhtTalk *talk = g_new0 (BhtTalk, 1);
  BhConversation fields = { 0 };
  char *id;

  talk->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  fields.id = bh_id_new ();
  fields.channel = g_strdup ("widget");
  fields.priority = g_strdup ("normal");
  fields.contact_id = bh_id_new ();
  fields.contact_name = g_strdup (name);
  fields.contact_email = g_strdup ("ada@example.org");
  fields.created_us = fields.updated_us = fields.contact_created_us = bh_clock_now_us ();
  id = g_strdup (fields.id);
  g_hash_table_insert (self->conversations, id, talk);
  publish (self, talk, &fields, "conversation.created", NULL);

  return id;
}

const BhMessage *
bht_mock_store (BhtMock *self, BhMessage *message_fields)
{
  BhtTalk *talk = bht_mock_get (self, message_fields->conversation_id);
  BhConversation fields = copy_fields (talk->record);
  BhMessage *message;

  message_fields->seq = bht_mock_seq (self) + 1;
  message_fields->created_us = bh_clock_now_us ();
  message = bh_message_new_take (message_fields);
  g_ptr_array_add (talk->messages, message);

  g_free (fields.last_author_name);
  g_free (fields.last_body);
  fields.last_author = message->author;
  fields.last_author_name = g_strdup (message->author_name);
  fields.last_kind = message->kind;
  fields.last_body = g_strdup (message->body);
  fields.last_created_us = fields.updated_us = message->created_us;
  fields.last_seq = message->seq;
  fields.message_count = talk->messages->len;
  fields.unread += message->author == BH_AUTHOR_VISITOR ? 1 : 0;
  publish (self, talk, &fields,
           message->kind == BH_MESSAGE_NOTE ? "note.created" : "message.created", message);

  return message;
}

const BhMessage *
bht_mock_say (BhtMock *self, const char *conversation, BhAuthor author, const char *body)
{
  BhMessage fields = { 0 };

  fields.id = bh_id_new ();
  fields.conversation_id = g_strdup (conversation);
  fields.author = author;
  fields.author_name = g_strdup (author == BH_AUTHOR_VISITOR ? "Ada" : "Bell");
  fields.body = g_strdup (body);

  return bht_mock_store (self, &fields);
}

void
bht_mock_change (BhtMock *self, const char *conversation, BhStatus status, const char *assignee)
{
  BhtTalk *talk = bht_mock_get (self, conversation);
  BhConversation fields = copy_fields (talk->record);

  g_free (fields.assignee_id);
  g_free (fields.assignee_name);
  fields.status = status;
  fields.assignee_id = g_strdup (assignee);
  fields.assignee_name = g_strdup (assignee != NULL ? "Mia" : NULL);
  fields.updated_us = bh_clock_now_us ();
  publish (self, talk, &fields, "conversation.updated", NULL);
}

void
bht_mock_mark (BhtMock *self, const char *conversation, gint64 read_seq, gint64 score)
{
  BhtTalk *talk = bht_mock_get (self, conversation);
  BhConversation fields = copy_fields (talk->record);

  g_free (fields.csat_comment);
  fields.visitor_read_seq = read_seq;
  fields.csat_score = score;
  fields.csat_comment = score > 0 ? g_strdup ("quick") : NULL;
  fields.csat_us = score > 0 ? bh_clock_now_us () : 0;
  publish (self, talk, &fields, "conversation.updated", NULL);
}

void
bht_mock_erase (BhtMock *self, const char *conversation)
{
  g_hash_table_remove (self->conversations, conversation);
}

const BhMessage *
bht_mock_find_answer (BhtTalk *talk, gint64 seen_seq)
{
  for (guint i = 0; i < talk->messages->len; i++)
    {
      const BhMessage *message = talk->messages->pdata[i];

      if (message->seq > seen_seq && message->author == BH_AUTHOR_OPERATOR &&
          message->kind == BH_MESSAGE_TEXT && g_strcmp0 (message->author_id, BHT_ME) != 0)
        return message;
    }

  return NULL;
}
