/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"

#include <libsoup/soup.h>

#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"

#define MAX_ANSWER (64 * 1024 * 1024)

struct _BhtApi
{
  SoupSession *session;
  char *url;
  char *token;
};

BhtApi *
bht_api_new (const char *url, const char *token)
{
  BhtApi *self = g_new0 (BhtApi, 1);

  self->session = soup_session_new_with_options ("timeout", BHT_PATIENCE_S, NULL);
  self->url = g_strdup (url);
  self->token = g_strdup (token);
  return self;
}

void
bht_api_free (BhtApi *self)
{
  g_object_unref (self->session);
  g_free (self->url);
  g_free (self->token);
  g_free (self);
}

static SoupMessage *
make_message (BhtApi *self, const char *method, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (self->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  if (self->token != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                 bearer);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

static guint
send_message (BhtApi *self, SoupMessage *message, JsonNode **answer)
{
  g_autoptr (GBytes) bytes = soup_session_send_and_read (self->session, message, NULL, NULL);

  if (answer != NULL)
    *answer = NULL;
  if (bytes == NULL)
    return 0;
  if (answer != NULL && g_bytes_get_size (bytes) > 0)
    *answer = bh_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                    MAX_ANSWER, NULL);
  return soup_message_get_status (message);
}

guint
bht_api_call (BhtApi *self,
              const char *method,
              const char *path,
              const char *body,
              JsonNode **answer)
{
  g_autoptr (SoupMessage) message = make_message (self, method, path, body);

  return send_message (self, message, answer);
}

guint
bht_api_send_bytes (BhtApi *self,
                    const char *method,
                    const char *path,
                    GBytes *bytes,
                    JsonNode **answer)
{
  g_autoptr (SoupMessage) message = make_message (self, method, path, NULL);

  soup_message_set_request_body_from_bytes (message, "application/octet-stream", bytes);
  return send_message (self, message, answer);
}

JsonNode *
bht_api_expect (BhtApi *self, const char *method, const char *path, const char *body, guint status)
{
  JsonNode *answer = NULL;
  guint got = bht_api_call (self, method, path, body, &answer);

  if (got != status)
    g_test_message ("%s %s: %u %s", method, path, got,
                    answer != NULL ? json_to_string (answer, FALSE) : "");
  g_assert_cmpuint (got, ==, status);
  return answer;
}

BhtApi *
bht_api_new_visitor (const char *url, const char *name)
{
  g_autoptr (BhtApi) nobody = bht_api_new (url, NULL);
  g_autofree char *body = g_strdup_printf (
      "{\"organization\":\"demo\",\"name\":\"%s\",\"email\":\"visitor@example.org\"}", name);
  g_autoptr (JsonNode) answer = bht_api_expect (nobody, "POST", "/v1/widget/sessions", body, 201);

  return bht_api_new (url, bht_json_string (answer, "token"));
}

char *
bht_api_open_conversation (BhtApi *visitor)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"}", id);
  g_autoptr (JsonNode) answer =
      bht_api_expect (visitor, "POST", "/v1/widget/conversations", body, 201);

  return g_steal_pointer (&id);
}

guint
bht_api_say (BhtApi *self,
             const char *side,
             const char *conversation,
             const char *id,
             const char *text)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *path = g_strdup_printf ("/v1/%s/conversations/%s/messages", side, conversation);
  g_autofree char *body = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", id != NULL ? id : fresh);
  bh_json_string (&json, "body", text);
  bh_json_string (&json, "kind", "text");
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  return bht_api_call (self, "POST", path, body, NULL);
}

static JsonNode *
find_node (JsonNode *node, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (char **name = names; *name != NULL; name++)
    {
      g_assert_nonnull (node);
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      node = json_object_get_member (json_node_get_object (node), *name);
    }
  g_assert_nonnull (node);
  return node;
}

const char *
bht_json_string (JsonNode *node, const char *path)
{
  return json_node_get_string (find_node (node, path));
}

gint64
bht_json_int (JsonNode *node, const char *path)
{
  return json_node_get_int (find_node (node, path));
}
