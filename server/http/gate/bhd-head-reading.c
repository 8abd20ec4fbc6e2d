/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-exchange-private.h"
#include "server/http/bhd-origin.h"

#include <string.h>

#define TOKEN_MAX 128

static char *
read_token (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL)
    return bhd_exchange_feed_token (message);
  if (g_ascii_strncasecmp (value, "Bearer ", 7) != 0 || strlen (value + 7) > TOKEN_MAX)
    return NULL;
  return g_strstrip (g_strdup (value + 7));
}

static char *
read_origin (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Origin");
  char *origin = value != NULL ? bhd_origin_normalize (value) : NULL;

  return value != NULL && origin == NULL ? g_strdup ("null") : origin;
}

/* Who ends TLS in front of us tells that there was some. */
static const char *
read_scheme (BhdExchange *self, SoupMessageHeaders *headers)
{
  const char *peer = bhd_connection_peer (self->connection);
  const char *told = soup_message_headers_get_one (headers, "X-Forwarded-Proto");

  return peer != NULL && g_strcmp0 (told, "https") == 0 &&
                 bhd_proxies_trust (bhd_front_shared (self->front)->proxies, peer)
             ? "https"
             : "http";
}

void
bhd_exchange_read_head (BhdExchange *self)
{
  BhdRequest *request = self->request;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *peer = bhd_connection_peer (self->connection);

  request->method = g_strdup (soup_server_message_get_method (self->message));
  request->path = g_strdup (g_uri_get_path (soup_server_message_get_uri (self->message)));
  request->host = g_strdup (soup_message_headers_get_one (headers, "Host"));
  request->scheme = read_scheme (self, headers);
  request->origin = read_origin (headers);
  request->token = read_token (self->message);
  request->origins = bhd_front_shared (self->front)->origins;
  request->origins_ticket = bhd_origins_ticket (request->origins);
  request->welcome = bhd_front_shared (self->front)->welcome;
  request->welcome_ticket = bhd_welcome_ticket (request->welcome);
  request->local = peer == NULL;
  request->peer =
      request->local
          ? g_strdup ("local")
          : bhd_proxies_resolve (bhd_front_shared (self->front)->proxies, peer,
                                 soup_message_headers_get_list (headers, "X-Forwarded-For"));
}

void
bhd_exchange_read_key (BhdExchange *self)
{
  static const char *const headers[][2] = {
    [BHD_WIDGET_KEY] = { "X-Api-Key", "X-Widget-Api-Key" },
    [BHD_ADMIN_KEY] = { "X-Admin-Api-Key" },
  };
  SoupMessageHeaders *sent = soup_server_message_get_request_headers (self->message);
  const char *key = NULL;

  for (guint i = 0; i < 2 && key == NULL && headers[self->request->route->who][i] != NULL; i++)
    key = soup_message_headers_get_one (sent, headers[self->request->route->who][i]);
  if (key == NULL)
    return;
  g_free (self->request->token);
  self->request->token = strlen (key) <= TOKEN_MAX ? g_strdup (key) : NULL;
}
