/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>

#include "server/ctl/bhd-call.h"

#define MAX_ANSWER (16 * 1024 * 1024)

static void
set_refusal (SoupMessage *message, const char *answer, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (answer, length, MAX_ANSWER, NULL);
  const char *sentence =
      root != NULL ? bh_json_get_string (json_node_get_object (root), "error", NULL) : NULL;
  const char *code =
      root != NULL ? bh_json_get_string (json_node_get_object (root), "code", "") : "";

  g_set_error (error, BH_ERROR, bh_error_code_from_wire_name (code), "%s",
               sentence != NULL ? sentence : soup_message_get_reason_phrase (message));
}

static GBytes *
send (const char *socket, SoupMessage *message, GError **error)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket);
  g_autoptr (SoupSession) session =
      soup_session_new_with_options ("remote-connectable", address, "timeout", 60, NULL);
  g_autoptr (GError) cause = NULL;
  GBytes *answer = soup_session_send_and_read (session, message, NULL, &cause);

  if (answer == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_OFFLINE,
                 "no bellhopd answers at %s (%s): start it, or name its socket with --socket",
                 socket, cause->message);
  return answer;
}

/* @body: (nullable), of @type */
static char *
call (const char *socket,
      const char *method,
      const char *path,
      const char *type,
      GBytes *body,
      GError **error)
{
  g_autofree char *url = g_strconcat ("http://localhost", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) answer = NULL;
  gsize length = 0;
  const char *text = NULL;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  answer = send (socket, message, error);
  if (answer == NULL)
    return NULL;

  text = g_bytes_get_data (answer, &length);
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    {
      set_refusal (message, text, length, error);
      return NULL;
    }
  return g_strndup (text != NULL ? text : "", length);
}

char *
bhd_call (const char *socket,
          const char *method,
          const char *path,
          const char *json,
          GError **error)
{
  g_autoptr (GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  return call (socket, method, path, "application/json", body, error);
}

char *
bhd_call_bytes (const char *socket,
                const char *method,
                const char *path,
                GBytes *bytes,
                GError **error)
{
  return call (socket, method, path, "application/octet-stream", bytes, error);
}
