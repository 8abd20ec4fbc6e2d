/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/mock-desk-private.h"

#include <string.h>

/* What the page around the widget asks for, and what it tells. */

static void
answer (SoupServerMessage *message, guint status, const char *type, char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_append (headers, "Access-Control-Allow-Origin", "*");
  soup_message_headers_append (headers, "Access-Control-Allow-Headers", "X-Api-Key");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, text, strlen (text));
}

static char *
welcome (MockDesk *self)
{
  return g_strdup_printf ("{" MOCK_ORGANIZATION ",\"widget\":%s,\"presence\":%s}", self->widget,
                          self->presence);
}

static void
settings_cb (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer data)
{
  MockDesk *self = data;
  const char *organization = query != NULL ? g_hash_table_lookup (query, "organization") : NULL;
  g_autofree char *json = welcome (self);

  if (g_strcmp0 (organization, "demo") != 0 && g_strcmp0 (organization, "other") != 0)
    answer (message, 404, "application/json", g_strdup ("{\"code\":\"not_found\"}"));
  else
    answer (message, 200, "text/javascript", g_strconcat ("export default ", json, ";", NULL));
}

static void
key_cb (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer data)
{
  MockDesk *self = data;
  const char *key =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Api-Key");

  if (strcmp (soup_server_message_get_method (message), "OPTIONS") == 0)
    answer (message, 204, "text/plain", g_strdup (""));
  else if (g_strcmp0 (key, "wk_right") != 0)
    answer (message, 401, "application/json", g_strdup ("{\"code\":\"unauthorized\"}"));
  else
    answer (message, 200, "application/json", welcome (self));
  if (key != NULL)
    g_string_append_printf (self->noted, "key %s\n", key);
}

/* The visitor has moved, in the words of the request. */
static void
page_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  MockDesk *self = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  g_string_append_printf (self->noted, "page %.*s\n", (int) body->length, body->data);
  soup_server_message_set_status (message, 204, NULL);
}

void
mock_desk_note_member (MockDesk *self, JsonObject *body, const char *name)
{
  JsonNode *node = json_object_get_member (body, name);
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;

  if (text != NULL)
    g_string_append_printf (self->noted, "%s %s\n", name, text);
}

/* Before anybody looks at a request. */
static void
arrived_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  MockDesk *self = data;
  g_autofree char *address =
      g_strconcat (path, "?", g_uri_get_query (soup_server_message_get_uri (message)), NULL);

  if (self->delayed == NULL || !g_pattern_match_simple (self->delayed, address))
    return;
  soup_server_message_pause (message);
  g_ptr_array_add (self->late, g_object_ref (message));
}

void
mock_desk_delay (MockDesk *self, const char *addresses)
{
  g_autoptr (GPtrArray) late = g_steal_pointer (&self->late);

  g_free (self->delayed);
  self->delayed = g_strdup (addresses);
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < late->len; i++)
    soup_server_message_unpause (late->pdata[i]);
}

guint
mock_desk_late (MockDesk *self)
{
  return self->late->len;
}

void
mock_desk_add_loader (MockDesk *self)
{
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  soup_server_add_handler (self->server, "/widget/settings.js", settings_cb, self, NULL);
  soup_server_add_early_handler (self->server, "/widget/settings.js", arrived_cb, self, NULL);
  soup_server_add_early_handler (self->server, "/widget", arrived_cb, self, NULL);
  soup_server_add_handler (self->server, "/v1/widget/key", key_cb, self, NULL);
  soup_server_add_handler (self->server, "/v1/widget/session/page", page_cb, self, NULL);
}

void
mock_desk_set_widget (MockDesk *self, const char *widget, const char *presence)
{
  g_free (self->widget);
  g_free (self->presence);
  self->widget = g_strdup (widget);
  self->presence = g_strdup (presence);
}

const char *
mock_desk_noted (MockDesk *self)
{
  return self->noted->str;
}
