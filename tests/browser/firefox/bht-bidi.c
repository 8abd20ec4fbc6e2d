/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/firefox/bht-bidi.h"

#include "tests/browser/bht-waiting.h"

#include <libsoup/soup.h>
#include <string.h>

struct _BhtBidi
{
  SoupSession *session;
  SoupWebsocketConnection *socket;
  GHashTable *answers; /* id → JsonObject of calls that wait, NULL until it is there */
  gint64 last_id;
  GError *failure; /* of connecting */
  BhtBidiEvent event;
  gpointer data;
};

static void
message_cb (SoupWebsocketConnection *socket, int type, GBytes *bytes, gpointer data)
{
  BhtBidi *self = data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *message;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  gint64 id;

  if (!json_parser_load_from_data (parser, text, (gssize) length, &error))
    g_error ("the browser speaks no JSON: %s", error->message);
  message = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (message, "id") || json_object_get_null_member (message, "id"))
    {
      if (json_object_has_member (message, "params"))
        self->event (json_object_get_string_member (message, "method"),
                     json_object_get_object_member (message, "params"), self->data);
      return;
    }
  id = json_object_get_int_member (message, "id");
  if (g_hash_table_contains (self->answers, &id))
    g_hash_table_insert (self->answers, g_memdup2 (&id, sizeof id), json_object_ref (message));
}

static void
connected_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  BhtBidi *self = data;

  self->socket =
      soup_session_websocket_connect_finish (SOUP_SESSION (session), result, &self->failure);
}

static void
answer_free (gpointer answer)
{
  if (answer != NULL)
    json_object_unref (answer);
}

BhtBidi *
bht_bidi_new (const char *address, BhtBidiEvent event, gpointer data, GError **error)
{
  g_autoptr (BhtBidi) self = g_new0 (BhtBidi, 1);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  self->session = soup_session_new ();
  self->answers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, answer_free);
  self->event = event;
  self->data = data;
  soup_session_websocket_connect_async (self->session, message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        NULL, connected_cb, self);
  while (self->socket == NULL && self->failure == NULL && bht_page_turn (deadline))
    ;
  if (self->socket == NULL)
    {
      if (self->failure != NULL)
        g_propagate_error (error, g_steal_pointer (&self->failure));
      return NULL;
    }
  soup_websocket_connection_set_max_incoming_payload_size (self->socket, 0);
  g_signal_connect (self->socket, "message", G_CALLBACK (message_cb), self);
  return g_steal_pointer (&self);
}

void
bht_bidi_free (BhtBidi *self)
{
  if (self->socket != NULL)
    g_signal_handlers_disconnect_by_data (self->socket, self);
  g_clear_object (&self->socket);
  g_clear_object (&self->session);
  g_clear_error (&self->failure);
  g_hash_table_unref (self->answers);
  g_free (self);
}

static gint64
send_message (BhtBidi *self, const char *method, const char *params)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"method\":\"%s\",\"params\":%s}",
                       ++self->last_id, method, params);

  if (soup_websocket_connection_get_state (self->socket) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (self->socket, text);
  return self->last_id;
}

void
bht_bidi_say (BhtBidi *self, const char *method, const char *params)
{
  send_message (self, method, params);
}

static JsonObject *
wait_for_answer (BhtBidi *self, gint64 id)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;
  JsonObject *answer;

  while ((answer = g_hash_table_lookup (self->answers, &id)) == NULL)
    if (soup_websocket_connection_get_state (self->socket) != SOUP_WEBSOCKET_STATE_OPEN ||
        !bht_page_turn (deadline))
      return NULL;
  return answer;
}

JsonObject *
bht_bidi_call (BhtBidi *self, GError **error, const char *method, const char *params, ...)
{
  g_autofree char *text = NULL;
  JsonObject *answer, *result = NULL;
  va_list arguments;
  gint64 id;

  va_start (arguments, params);
  text = g_strdup_vprintf (params, arguments);
  va_end (arguments);

  id = self->last_id + 1;
  g_hash_table_insert (self->answers, g_memdup2 (&id, sizeof id), NULL);
  send_message (self, method, text);
  answer = wait_for_answer (self, id);
  if (answer == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the browser did not answer %s", method);
  else if (json_object_has_member (answer, "error"))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", method,
                 json_object_get_string_member_with_default (answer, "message", "refused"));
  else
    result = json_object_ref (json_object_get_object_member (answer, "result"));

  g_hash_table_remove (self->answers, &id);
  return result;
}

static JsonNode *
array_to_json (JsonArray *values)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    json_array_add_element (array, bht_bidi_to_json (json_array_get_object_element (values, i)));
  json_node_take_array (node, array);
  return node;
}

/* An object comes as pairs; a name is a text, or a value itself. */
static JsonNode *
object_to_json (JsonArray *pairs)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++)
    {
      JsonArray *pair = json_array_get_array_element (pairs, i);
      JsonNode *name = json_array_get_element (pair, 0);

      if (JSON_NODE_HOLDS_VALUE (name))
        json_object_set_member (object, json_node_get_string (name),
                                bht_bidi_to_json (json_array_get_object_element (pair, 1)));
    }
  json_node_take_object (node, object);
  return node;
}

JsonNode *
bht_bidi_to_json (JsonObject *value)
{
  const char *type = json_object_get_string_member (value, "type");
  JsonNode *inner = json_object_get_member (value, "value");

  if (inner == NULL)
    return json_node_new (JSON_NODE_NULL);
  if (strcmp (type, "array") == 0)
    return array_to_json (json_node_get_array (inner));
  if (strcmp (type, "object") == 0)
    return object_to_json (json_node_get_array (inner));
  return JSON_NODE_HOLDS_VALUE (inner) ? json_node_copy (inner) : json_node_new (JSON_NODE_NULL);
}
