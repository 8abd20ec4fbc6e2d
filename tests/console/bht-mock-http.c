/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-mock.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"

#include <string.h>

#define FEED "/v1/feed"

typedef struct
{
  SoupServerMessage *message;
  gint64 after;
} BhtPoll;

void
bht_mock_answer (SoupServerMessage *message, guint status, const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json,
                                    strlen (json));
}

void
bht_mock_refuse (SoupServerMessage *message, BhErrorCode code, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (BH_ERROR, (int) code, text);
  g_autofree char *json = NULL;

  if (code == BH_ERROR_CLAIMED)
    bh_error_set_detail (error, "owner", "{\"id\":\"" BHT_COLLEAGUE "\",\"name\":\"Mia\"}");
  json = bh_error_to_json (error, "r1");
  bht_mock_answer (message, bh_error_status (error), json);
}

static gboolean
is_signed_in (BhtMock *self, SoupServerMessage *message)
{
  const char *credential = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  return !self->ends_sign_ins && g_strcmp0 (credential, "Bearer " BHT_TOKEN) == 0;
}

static char *
conversation_json (const BhConversation *conversation, const BhMessage *message)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  if (message != NULL)
    bh_message_write_json (message, &json, "message");
  bh_conversation_write_json (conversation, &json, "conversation");
  bh_json_end_object (&json);

  return bh_json_writer_steal (&json);
}

static char *
identity_json (BhtMock *self, gboolean token)
{
  return g_strdup_printf (
      "{%s\"operator\":{\"id\":\"%s\",\"organization_id\":\"o\",\"name\":\"Me\","
      "\"email\":\"me@example.org\",\"role\":\"%s\"},"
      "\"organization\":{\"id\":\"o\",\"slug\":\"acme\",\"name\":\"Acme\",\"greeting\":\"Hi\","
      "\"ai_enabled\":true,\"ai_name\":\"Bell\",\"allowed_origins\":[]}}",
      token ? "\"token\":\"" BHT_TOKEN "\",\"expires_us\":1," : "", BHT_ME, self->role);
}

static void
sign_in (BhtMock *self, SoupServerMessage *message, JsonObject *body)
{
  g_autofree char *json = identity_json (self, TRUE);

  if (strcmp (bh_json_get_string (body, "password", ""), "right") == 0)
    bht_mock_answer (message, 200, json);
  else
    bht_mock_refuse (message, BH_ERROR_UNAUTHORIZED, "e-mail or password is wrong");
}

static void
tell_directory (BhtMock *self, SoupServerMessage *message)
{
  self->n_directories++;
  bht_mock_answer (
      message, 200,
      self->directory != NULL
          ? self->directory
          : "{\"operators\":[],\"teams\":[],\"labels\":[],\"canned\":[],\"views\":[]}");
}

static int
newest_id_first (gconstpointer one, gconstpointer other)
{
  return -strcmp (one, other);
}

static void
list_conversations (BhtMock *self, SoupServerMessage *message, GHashTable *query)
{
  const char *after = query != NULL ? g_hash_table_lookup (query, "after") : NULL;
  g_autoptr (GList) ids =
      g_list_sort (g_hash_table_get_keys (self->conversations), newest_id_first);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  const char *last = NULL, *next = NULL;
  guint n = 0;

  self->n_lists++;
  bh_json_begin_object (&json, NULL);
  bh_json_begin_array (&json, "conversations");
  for (GList *l = ids; l != NULL; l = l->next)
    {
      if (after != NULL && strcmp (l->data, after) >= 0)
        continue;
      if (n++ == self->page)
        {
          next = last;
          break;
        }
      bh_conversation_write_json (bht_mock_get (self, l->data)->record, &json, NULL);
      last = l->data;
    }
  bh_json_end_array (&json);
  bh_json_string (&json, "next", next);
  bh_json_int (&json, "seq", bht_mock_seq (self));
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bht_mock_answer (message, 200, text);
}

static void
list_messages (BhtMock *self, SoupServerMessage *message, BhtTalk *talk, GHashTable *query)
{
  const char *before_text = query != NULL ? g_hash_table_lookup (query, "before") : NULL;
  const char *limit_text = query != NULL ? g_hash_table_lookup (query, "limit") : NULL;
  gint64 before = before_text != NULL ? g_ascii_strtoll (before_text, NULL, 10) : G_MAXINT64;
  guint limit = limit_text != NULL ? (guint) atoi (limit_text) : 50, end = talk->messages->len;
  guint start;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  self->n_pages++;
  while (end > 0 && ((BhMessage *) talk->messages->pdata[end - 1])->seq >= before)
    end--;
  start = end > limit ? end - limit : 0;

  bh_json_begin_object (&json, NULL);
  bh_conversation_write_json (talk->record, &json, "conversation");
  bh_json_begin_array (&json, "messages");
  for (guint i = start; i < end; i++)
    bh_message_write_json (talk->messages->pdata[i], &json, NULL);
  bh_json_end_array (&json);
  bh_json_bool (&json, "more", start > 0);
  bh_json_int (&json, "seq", bht_mock_seq (self));
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bht_mock_answer (message, 200, text);
}

static const BhMessage *
find_message (BhtTalk *talk, const char *id)
{
  for (guint i = 0; i < talk->messages->len; i++)
    if (strcmp (((BhMessage *) talk->messages->pdata[i])->id, id) == 0)
      return talk->messages->pdata[i];

  return NULL;
}

static gboolean
refuse_stale (SoupServerMessage *message, BhtTalk *talk, JsonObject *body)
{
  gint64 seen_seq = bh_json_get_int (body, "seen_seq", G_MAXINT64);
  const BhMessage *answer = bht_mock_find_answer (talk, seen_seq);
  g_autofree char *text =
      answer != NULL
          ? g_strdup_printf ("{\"error\":\"answered\",\"code\":\"stale\",\"author_name\":\"%s\"}",
                             answer->author_name)
          : NULL;

  if (text != NULL)
    bht_mock_answer (message, 409, text);
  return text != NULL;
}

/* What a note's message tells of whom it mentions. */
static char *
mentions_of (JsonObject *body)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  if (!json_object_has_member (body, "mentions"))
    return NULL;
  json_object_set_member (object, "mentions",
                          json_node_copy (json_object_get_member (body, "mentions")));
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static void
post_message (BhtMock *self, SoupServerMessage *message, BhtTalk *talk, JsonObject *body)
{
  const char *id = bh_json_get_string (body, "id", "");
  const BhMessage *stored = find_message (talk, id);
  g_autofree char *json = NULL;
  BhMessage fields = { 0 };
  guint status = stored != NULL ? 200 : 201;

  self->n_posts++;
  if (self->fail_posts > 0)
    {
      self->fail_posts--;
      bht_mock_refuse (message, BH_ERROR_UNAVAILABLE, "come back later");
      return;
    }
  if (self->refuse_posts == 409 || talk->record->status == BH_STATUS_RESOLVED)
    {
      bht_mock_refuse (message, BH_ERROR_CLOSED, "the conversation is resolved: reopen it first");
      return;
    }

  if (stored == NULL && refuse_stale (message, talk, body))
    return;

  if (stored == NULL)
    {
      fields.extra = mentions_of (body);
      fields.id = g_strdup (id);
      fields.conversation_id = g_strdup (talk->record->id);
      fields.author = BH_AUTHOR_OPERATOR;
      fields.author_id = g_strdup (BHT_ME);
      fields.author_name = g_strdup ("Me");
      bh_message_kind_from_string (bh_json_get_string (body, "kind", "text"), &fields.kind);
      fields.body = g_strdup (bh_json_get_string (body, "body", ""));
      stored = bht_mock_store (self, &fields);
    }
  if (self->swallows_answers)
    {
      g_socket_close (soup_server_message_get_socket (message), NULL);
      return;
    }
  json = conversation_json (talk->record, stored);
  bht_mock_answer (message, status, json);
}

static void
act (BhtMock *self, SoupServerMessage *message, BhtTalk *talk, const char *verb)
{
  const char *id = talk->record->id;
  g_autofree char *json = NULL;

  if (strcmp (verb, "claim") == 0 && talk->record->assignee_id != NULL &&
      strcmp (talk->record->assignee_id, BHT_ME) != 0)
    {
      bht_mock_refuse (message, BH_ERROR_CLAIMED, "claimed");
      return;
    }

  if (strcmp (verb, "claim") == 0)
    bht_mock_change (self, id, BH_STATUS_ESCALATED, BHT_ME);
  else if (strcmp (verb, "release") == 0)
    bht_mock_change (self, id, BH_STATUS_ESCALATED, NULL);
  else if (strcmp (verb, "resolve") == 0)
    bht_mock_change (self, id, BH_STATUS_RESOLVED, NULL);
  else if (strcmp (verb, "reopen") == 0 || strcmp (verb, "return") == 0)
    bht_mock_change (self, id, BH_STATUS_UNRESOLVED, NULL);
  json = conversation_json (talk->record, NULL);
  bht_mock_answer (message, 200, json);
}

static void
route_conversation (BhtMock *self,
                    SoupServerMessage *message,
                    char **path,
                    GHashTable *query,
                    JsonObject *body)
{
  BhtTalk *talk = bht_mock_get (self, path[4]);
  gboolean posts = strcmp (soup_server_message_get_method (message), "POST") == 0;

  if (talk == NULL)
    bht_mock_refuse (message, BH_ERROR_NOT_FOUND, "there is no such conversation");
  else if (path[5] != NULL && strcmp (path[5], "messages") == 0 && posts)
    post_message (self, message, talk, body);
  else if (path[5] != NULL && strcmp (path[5], "messages") == 0)
    list_messages (self, message, talk, query);
  else
    act (self, message, talk, path[5] != NULL ? path[5] : "");
}

static gboolean
ask_extra (BhtMock *self,
           SoupServerMessage *message,
           char **path,
           GHashTable *query,
           JsonObject *body,
           GBytes *bytes)
{
  const BhtRequest request = { message,  soup_server_message_get_method (message),
                               path + 3, query,
                               body,     bytes };

  return self->extra != NULL && self->extra (self, &request, self->extra_data);
}

static void
desk_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  BhtMock *self = data;
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (request);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) root =
      length > 0 && *text == '{' ? bh_json_parse_object (text, length, 1 << 20, NULL) : NULL;
  JsonObject *body = root != NULL ? json_node_get_object (root) : NULL;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autofree char *identity = identity_json (self, FALSE);

  if (strcmp (path, "/v1/desk/sign-in") == 0)
    sign_in (self, message, body);
  else if (!is_signed_in (self, message))
    bht_mock_refuse (message, BH_ERROR_UNAUTHORIZED, "your sign-in has ended: sign in again");
  else if (ask_extra (self, message, parts, query, body, bytes))
    return;
  else if (strcmp (path, "/v1/desk/me") == 0)
    bht_mock_answer (message, 200, identity);
  else if (strcmp (path, "/v1/desk/directory") == 0)
    tell_directory (self, message);
  else if (strcmp (path, "/v1/desk/conversations") == 0)
    list_conversations (self, message, query);
  else if (g_str_has_prefix (path, "/v1/desk/conversations/"))
    route_conversation (self, message, parts, query, body);
  else
    soup_server_message_set_status (message, 204, NULL);
}

static void
resume (BhtMock *self, SoupWebsocketConnection *socket, gint64 after)
{
  g_autofree char *reset =
      g_strdup_printf ("{\"op\":\"reset\",\"seq\":%" G_GINT64_FORMAT "}", bht_mock_seq (self));
  g_autofree char *live =
      g_strdup_printf ("{\"op\":\"live\",\"seq\":%" G_GINT64_FORMAT "}", bht_mock_seq (self));

  self->n_resumes++;
  if (after < MIN (self->floor, bht_mock_seq (self) - 1) || after > bht_mock_seq (self))
    {
      soup_websocket_connection_send_text (socket, reset);
      return;
    }

  for (gint64 i = after; i < bht_mock_seq (self); i++)
    soup_websocket_connection_send_text (socket, self->log->pdata[i]);
  if (!self->holds_live)
    soup_websocket_connection_send_text (socket, live);
}

static void
socket_message_cb (SoupWebsocketConnection *socket, int type, GBytes *bytes, BhtMock *self)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) root = bh_json_parse_object (text, length, 4096, NULL);

  g_assert_nonnull (root);
  g_object_set_data (G_OBJECT (socket), "resumed", self);
  resume (self, socket, bh_json_get_int (json_node_get_object (root), "after", 0));
}

static void
socket_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           SoupWebsocketConnection *socket,
           gpointer data)
{
  BhtMock *self = data;

  g_ptr_array_add (self->sockets, g_object_ref (socket));
  g_signal_connect (socket, "message", G_CALLBACK (socket_message_cb), self);
}

static void
feed_guard_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer data)
{
  BhtMock *self = data;
  const char *upgrade =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Upgrade");

  if (!is_signed_in (self, message))
    bht_mock_refuse (message, BH_ERROR_UNAUTHORIZED, "your sign-in has ended: sign in again");
  else if (self->blocks_sockets && upgrade != NULL)
    soup_server_message_set_status (message, 403, NULL);
}

static void
answer_poll (BhtMock *self, SoupServerMessage *message, gint64 after)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_array (&json, "frames");
  for (gint64 i = after; i < bht_mock_seq (self); i++)
    bh_json_raw (&json, NULL, self->log->pdata[i]);
  bh_json_end_array (&json);
  bh_json_int (&json, "seq", bht_mock_seq (self));
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bht_mock_answer (message, 200, text);
}

static void
poll_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  BhtMock *self = data;
  const char *wait = query != NULL ? g_hash_table_lookup (query, "wait") : NULL;
  gint64 after;
  BhtPoll *poll;

  if (wait == NULL) /* a socket: its own handler comes next */
    return;

  after = g_ascii_strtoll (g_hash_table_lookup (query, "after"), NULL, 10);
  if (strcmp (wait, "0") == 0 || after < bht_mock_seq (self))
    {
      answer_poll (self, message, after);
      return;
    }

  poll = g_new0 (BhtPoll, 1);
  poll->message = g_object_ref (message);
  poll->after = after;
  g_ptr_array_add (self->polls, poll);
  soup_server_message_pause (message);
}

static void
end_poll (BhtMock *self, BhtPoll *poll, gboolean answered)
{
  if (answered)
    answer_poll (self, poll->message, poll->after);
  soup_server_message_unpause (poll->message);
  g_object_unref (poll->message);
  g_free (poll);
}

void
bht_mock_wake_polls (BhtMock *self)
{
  while (self->polls->len > 0)
    end_poll (self, g_ptr_array_steal_index (self->polls, 0), TRUE);
}

void
bht_mock_drop_polls (BhtMock *self)
{
  while (self->polls->len > 0)
    end_poll (self, g_ptr_array_steal_index (self->polls, 0), FALSE);
}

void
bht_mock_serve (BhtMock *self)
{
  static char *protocols[] = { (char *) "bellhop.feed.1", NULL };

  soup_server_add_handler (self->server, "/v1/desk", desk_cb, self, NULL);
  soup_server_add_early_handler (self->server, FEED, feed_guard_cb, self, NULL);
  soup_server_add_handler (self->server, FEED, poll_cb, self, NULL);
  soup_server_add_websocket_handler (self->server, FEED, NULL, protocols, socket_cb, self, NULL);
}
