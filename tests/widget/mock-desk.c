/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-wire.h"
#include "tests/widget/mock-desk-private.h"
#include "tests/widget/mock-log.h"

#include <string.h>

static void
conversation_free (MockConversation *self)
{
  g_free (self->id);
  g_free (self->status);
  g_free (self->operator_name);
  g_free (self);
}

static void
message_free (MockMessage *self)
{
  g_free (self->id);
  g_free (self->conversation);
  g_free (self->author);
  g_free (self->body);
  g_free (self->json);
  g_free (self);
}

static char *
server_origin (SoupServer *server, const char *host)
{
  GSList *uris = soup_server_get_uris (server);
  char *origin = g_strdup_printf ("http://%s:%d", host, g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return origin;
}

MockDesk *
mock_desk_new (void)
{
  MockDesk *self = g_new0 (MockDesk, 1);
  g_autoptr (GError) error = NULL;

  mock_log_forgive ();
  self->server = soup_server_new (NULL, NULL);
  self->conversations = g_ptr_array_new_with_free_func ((GDestroyNotify) conversation_free);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) message_free);
  self->events = g_ptr_array_new_with_free_func (g_free);
  self->polls = g_ptr_array_new_with_free_func (g_object_unref);
  self->pressed = g_string_new (NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->noted = g_string_new (NULL);
  mock_desk_set_widget (self, "{}", "{\"open\":true}");
  mock_desk_add_routes (self);
  mock_desk_add_loader (self);
  mock_desk_add_feed (self);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  self->origin = server_origin (self->server, "127.0.0.1");
  return self;
}

void
mock_desk_free (MockDesk *self)
{
  mock_desk_hold (self, FALSE);
  mock_desk_delay (self, NULL);
  g_ptr_array_unref (self->late);
  g_ptr_array_unref (self->polls);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->sockets);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->conversations);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->events);
  g_free (self->origin);
  g_free (self->token);
  g_string_free (self->pressed, TRUE);
  g_string_free (self->noted, TRUE);
  g_free (self->widget);
  g_free (self->presence);
  g_free (self->metadata);
  g_free (self->answers);
  g_free (self->failing);
  g_free (self->fail_code);
  g_free (self);
}

const char *
mock_desk_origin (MockDesk *self)
{
  return self->origin;
}

MockConversation *
mock_desk_conversation (MockDesk *self, const char *id)
{
  for (guint i = self->conversations->len; i > 0; i--)
    {
      MockConversation *conversation = g_ptr_array_index (self->conversations, i - 1);

      if (id == NULL || strcmp (conversation->id, id) == 0)
        return conversation;
    }
  return NULL;
}

/* The last text of a conversation. */
static const MockMessage *
last_text (MockDesk *self, const MockConversation *conversation)
{
  for (guint i = self->messages->len; i > 0; i--)
    {
      const MockMessage *message = g_ptr_array_index (self->messages, i - 1);

      if (strcmp (message->conversation, conversation->id) == 0 &&
          strcmp (message->author, "system") != 0)
        return message;
    }
  return NULL;
}

char *
mock_desk_conversation_json (MockDesk *self, const MockConversation *conversation)
{
  const MockMessage *last = last_text (self, conversation);
  g_autofree char *last_body = bht_quote (last != NULL ? last->body : "");
  g_autofree char *name =
      conversation->operator_name != NULL ? bht_quote (conversation->operator_name) : NULL;
  g_autofree char *operator_json =
      name != NULL ? g_strdup_printf ("{\"name\":%s}", name) : g_strdup ("null");
  g_autofree char *csat =
      conversation->score > 0
          ? g_strdup_printf ("{\"score\":%d,\"comment\":\"\"}", conversation->score)
          : g_strdup ("null");

  return g_strdup_printf ("{\"id\":\"%s\",\"status\":\"%s\",\"operator\":%s,\"ai_name\":\"Bell\","
                          "\"unread\":%d,\"operator_read_seq\":%" G_GINT64_FORMAT ",\"csat\":%s,"
                          "\"seq\":%" G_GINT64_FORMAT ",\"updated_us\":%" G_GINT64_FORMAT
                          ",\"last_message\":{\"author\":\"%s\",\"body\":%s}}",
                          conversation->id, conversation->status, operator_json,
                          conversation->unread, conversation->operator_read_seq, csat,
                          conversation->seq, conversation->updated_us,
                          last != NULL ? last->author : "", last_body);
}

/* What is said makes a conversation the newest; that it was read does not. */
static void
log_event (MockDesk *self, MockConversation *conversation, const char *type, const char *message)
{
  g_autofree char *json = NULL;
  char *frame;

  conversation->seq = ++self->seq;
  if (message != NULL)
    conversation->updated_us = g_get_real_time ();
  json = mock_desk_conversation_json (self, conversation);
  frame = g_strdup_printf ("{\"op\":\"event\",\"seq\":%" G_GINT64_FORMAT
                           ",\"type\":\"%s\",\"conversation_id\":\"%s\",\"at_us\":0,"
                           "\"body\":{%s%s%s\"conversation\":%s}}",
                           self->seq, type, conversation->id, message != NULL ? "\"message\":" : "",
                           message != NULL ? message : "", message != NULL ? "," : "", json);
  g_ptr_array_add (self->events, frame);
  mock_desk_shout (self, frame);
  mock_desk_tell (self);
}

MockMessage *
mock_desk_find (MockDesk *self, const char *id)
{
  for (guint i = 0; i < self->messages->len; i++)
    {
      MockMessage *message = g_ptr_array_index (self->messages, i);

      if (strcmp (message->id, id) == 0)
        return message;
    }
  return NULL;
}

static char *
message_json (const MockMessage *message, const char *name, const char *notice, const char *sources)
{
  g_autofree char *quoted_name = bht_quote (name);
  g_autofree char *quoted_body = bht_quote (message->body);
  g_autofree char *quoted_notice = notice != NULL ? bht_quote (notice) : g_strdup ("null");

  return g_strdup_printf (
      "{\"id\":\"%s\",\"conversation_id\":\"%s\",\"seq\":%" G_GINT64_FORMAT
      ",\"author\":\"%s\",\"author_name\":%s,\"kind\":\"%s\",\"notice\":%s,\"body\":%s,"
      "\"created_us\":%" G_GINT64_FORMAT ",\"sources\":%s}",
      message->id, message->conversation, message->seq, message->author, quoted_name,
      notice != NULL ? "notice" : "text", quoted_notice, quoted_body, g_get_real_time (),
      sources != NULL ? sources : "[]");
}

MockMessage *
mock_desk_store (MockDesk *self,
                 const char *id,
                 const char *author,
                 const char *name,
                 const char *notice,
                 const char *body,
                 const char *sources)
{
  MockConversation *conversation = mock_desk_conversation (self, NULL);
  MockMessage *message = g_new0 (MockMessage, 1);

  message->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  message->seq = self->seq + 1;
  message->conversation = g_strdup (conversation->id);
  message->author = g_strdup (author);
  message->body = g_strdup (body);
  message->json = message_json (message, name, notice, sources);
  g_ptr_array_add (self->messages, message);
  conversation->unread = strcmp (author, "visitor") == 0 ? 0 : conversation->unread + 1;
  log_event (self, conversation, "message.created", message->json);
  return message;
}

MockConversation *
mock_desk_open (MockDesk *self, const char *id)
{
  MockConversation *conversation = g_new0 (MockConversation, 1);

  conversation->id = g_strdup (id);
  conversation->status = g_strdup ("unresolved");
  g_ptr_array_add (self->conversations, conversation);
  log_event (self, conversation, "conversation.created", NULL);
  mock_desk_store (self, NULL, "ai", "Bell", NULL, "Hello, how can I help?", NULL);
  return conversation;
}

void
mock_desk_read (MockDesk *self)
{
  MockConversation *conversation = mock_desk_conversation (self, NULL);

  conversation->operator_read_seq = self->seq;
  log_event (self, conversation, "conversation.updated", NULL);
}

void
mock_desk_mark (MockDesk *self, const char *id, int unread, int score)
{
  MockConversation *conversation = mock_desk_conversation (self, id);

  if (conversation == NULL)
    return;
  conversation->unread = unread;
  conversation->score = MAX (conversation->score, score);
  log_event (self, conversation, "conversation.updated", NULL);
}

void
mock_desk_say (MockDesk *self, const char *author, const char *name, const char *body)
{
  mock_desk_store (self, NULL, author, name, NULL, body, NULL);
}

void
mock_desk_answer (MockDesk *self, const char *id, const char *body, const char *sources)
{
  mock_desk_store (self, id, "ai", "Bell", NULL, body, sources);
}

void
mock_desk_offer (MockDesk *self, const char *id, const char *body, const char *extra)
{
  g_autofree char *members = g_strconcat ("[],\"extra\":", extra, NULL);

  mock_desk_store (self, id, "ai", "Bell", NULL, body, members);
}

void
mock_desk_amend (MockDesk *self, const char *id, const char *extra)
{
  g_autofree char *members = g_strconcat ("[],\"extra\":", extra, NULL);
  MockMessage *message = mock_desk_find (self, id);

  g_free (message->json);
  message->json = message_json (message, "Bell", NULL, members);
  log_event (self, mock_desk_conversation (self, NULL), "message.updated", message->json);
}

void
mock_desk_notice (MockDesk *self, const char *code, const char *name, const char *body)
{
  mock_desk_store (self, NULL, "system", name, code, body, NULL);
}

void
mock_desk_set_status (MockDesk *self, const char *status, const char *operator_name)
{
  MockConversation *conversation = mock_desk_conversation (self, NULL);

  g_free (conversation->status);
  g_free (conversation->operator_name);
  conversation->status = g_strdup (status);
  conversation->operator_name = g_strdup (operator_name);
  log_event (self, conversation, "conversation.updated", NULL);
}

void
mock_desk_whisper (MockDesk *self, const char *type, const char *body)
{
  MockConversation *conversation = mock_desk_conversation (self, NULL);
  g_autofree char *frame =
      g_strdup_printf ("{\"op\":\"ephemeral\",\"type\":\"%s\",\"conversation_id\":\"%s\","
                       "\"body\":%s}",
                       type, conversation->id, body);

  mock_desk_shout (self, frame);
}

void
mock_desk_repeat_last (MockDesk *self)
{
  mock_desk_shout (self, g_ptr_array_index (self->events, self->events->len - 1));
}

void
mock_desk_fail (MockDesk *self, const char *calls, guint status, const char *code, int times)
{
  g_free (self->failing);
  g_free (self->fail_code);
  self->failing = g_strdup (calls);
  self->fail_status = status;
  self->fail_code = g_strdup (code);
  self->fail_times = times;
}

void
mock_desk_cut_no_more (MockDesk *self)
{
  self->cuts = 0;
}

void
mock_desk_cut_answer (MockDesk *self)
{
  self->cuts++;
}

void
mock_desk_refuse_sockets (MockDesk *self, gboolean refuse)
{
  self->refuse_sockets = refuse;
}

void
mock_desk_forget_log (MockDesk *self)
{
  self->forgotten = self->seq;
}

void
mock_desk_end_sessions (MockDesk *self)
{
  g_clear_pointer (&self->token, g_free);
  mock_desk_drop_feeds (self);
}

guint
mock_desk_count (MockDesk *self, const char *author, const char *body)
{
  guint count = 0;

  for (guint i = 0; i < self->messages->len; i++)
    {
      MockMessage *message = g_ptr_array_index (self->messages, i);

      if (strcmp (message->author, author) == 0 && strcmp (message->body, body) == 0)
        count++;
    }
  return count;
}

const char *
mock_desk_pressed (MockDesk *self)
{
  return self->pressed->str;
}

const char *
mock_desk_order (MockDesk *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < self->messages->len; i++)
    {
      MockMessage *message = g_ptr_array_index (self->messages, i);

      if (strcmp (message->author, "visitor") == 0)
        g_ptr_array_add (texts, message->body);
    }
  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv ("|", (char **) texts->pdata);
  return g_intern_string (joined);
}

guint
mock_desk_polls (MockDesk *self)
{
  return self->poll_count;
}

guint
mock_desk_reads (MockDesk *self)
{
  return self->read_count;
}

guint
mock_desk_typings (MockDesk *self)
{
  return self->typing_count;
}

const char *
mock_desk_metadata (MockDesk *self)
{
  return self->metadata != NULL ? self->metadata : "";
}

const char *
mock_desk_answers (MockDesk *self)
{
  return self->answers != NULL ? self->answers : "";
}

void
mock_desk_begin (MockDesk *self, const char *id)
{
  mock_desk_open (self, id);
}
