/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/webkit/bht-webdriver.h"

#include "tests/browser/bht-waiting.h"

#include <libsoup/soup.h>
#include <string.h>

struct _BhtWebdriver
{
  SoupSession *http;
  char *address;
  char *session; /* (nullable) its address */
};

typedef struct
{
  GBytes *bytes;
  GError *error;
} Answer;

BhtWebdriver *
bht_webdriver_new (const char *address)
{
  BhtWebdriver *self = g_new0 (BhtWebdriver, 1);

  self->http = soup_session_new ();
  self->address = g_strdup (address);
  return self;
}

void
bht_webdriver_free (BhtWebdriver *self)
{
  bht_webdriver_end (self);
  g_object_unref (self->http);
  g_free (self->address);
  g_free (self);
}

static void
answered_cb (GObject *http, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->bytes = soup_session_send_and_read_finish (SOUP_SESSION (http), result, &answer->error);
}

/* Returns: (transfer full) (nullable): what came, whatever its status. */
static GBytes *
ask (BhtWebdriver *self, const char *method, const char *address, const char *body, GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  Answer answer = { NULL, NULL };

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  soup_session_send_and_read_async (self->http, message, G_PRIORITY_DEFAULT, NULL, answered_cb,
                                    &answer);
  while (answer.bytes == NULL && answer.error == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.bytes;
}

/* An error is a value with its name and its words. */
static JsonNode *
read_value (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  JsonNode *value;
  JsonObject *object;

  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;
  value = json_object_get_member (json_node_get_object (json_parser_get_root (parser)), "value");
  object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  if (object == NULL || !json_object_has_member (object, "error"))
    return json_node_copy (value);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s",
               json_object_get_string_member (object, "error"),
               json_object_get_string_member_with_default (object, "message", ""));
  return NULL;
}

/* Returns: (transfer full) (nullable) */
static GBytes *
ask_until_up (BhtWebdriver *self, const char *address, const char *body, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;
  GBytes *bytes;

  while ((bytes = ask (self, "POST", address, body, error)) == NULL)
    {
      if (!bht_page_turn (deadline))
        return NULL;
      g_clear_error (error);
      g_usleep (10000);
    }
  return bytes;
}

gboolean
bht_webdriver_begin (BhtWebdriver *self, const char *capabilities, GError **error)
{
  g_autofree char *address = g_strconcat (self->address, "/session", NULL);
  g_autoptr (GBytes) bytes = ask_until_up (self, address, capabilities, error);
  g_autoptr (JsonNode) value = bytes != NULL ? read_value (bytes, error) : NULL;

  if (value == NULL)
    return FALSE;
  self->session = g_strdup_printf (
      "%s/%s", address, json_object_get_string_member (json_node_get_object (value), "sessionId"));
  return TRUE;
}

void
bht_webdriver_end (BhtWebdriver *self)
{
  g_autoptr (GBytes) ended =
      self->session != NULL ? ask (self, "DELETE", self->session, NULL, NULL) : NULL;

  g_clear_pointer (&self->session, g_free);
}

JsonNode *
bht_webdriver_call (BhtWebdriver *self, const char *path, const char *body, GError **error)
{
  g_autofree char *address = g_strdup_printf ("%s/%s", self->session, path);
  g_autoptr (GBytes) bytes = ask (self, body != NULL ? "POST" : "GET", address, body, error);

  return bytes != NULL ? read_value (bytes, error) : NULL;
}
