/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/http/bhd-exchange-private.h"
#include "server/http/bhd-headers.h"

#include <string.h>

#define PROTOCOL "bellhop.feed.1"
#define BEARER "bellhop.bearer."

char *
bhd_exchange_feed_token (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *offered = soup_message_headers_get_list (headers, "Sec-WebSocket-Protocol");
  g_auto (GStrv) words = offered != NULL ? g_strsplit (offered, ",", 16) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (g_str_has_prefix (g_strstrip (words[i]), BEARER))
      return g_strdup (words[i] + strlen (BEARER));
  return NULL;
}

static BhdAudience
audience_of (const BhdExchange *self)
{
  const BhdCaller *caller = self->request->caller;

  return (BhdAudience){ .organization_id = caller->organization_id,
                        .contact_id = caller->who == BHD_VISITOR ? caller->contact_id : NULL,
                        .operator_id = caller->operator_id,
                        .status = caller->status,
                        .session = caller->token_hash,
                        .expires_us = caller->expires_us };
}

/* The 101 stands in the connection's outflow: taking the socket sends it. */
static void
upgraded_cb (SoupServerMessage *message, BhdExchange *self)
{
  BhdAudience audience = audience_of (self);
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  g_autoptr (GBytes) early = NULL;
  g_autoptr (GIOStream) stream = NULL;
  int fd = bhd_connection_take (self->connection, &early);

  stream = soup_server_message_steal_connection (message);
  if (fd >= 0)
    bhd_hub_adopt_websocket (self->request->hub, fd, early, &audience);
}

static void
upgrade (BhdExchange *self)
{
  char *protocols[] = { (char *) PROTOCOL, NULL };

  if (!soup_websocket_server_process_handshake (self->message, NULL, protocols, NULL, NULL))
    {
      soup_message_body_truncate (soup_server_message_get_response_body (self->message));
      bhd_exchange_refuse (self, g_error_new (BH_ERROR, BH_ERROR_MALFORMED,
                                              "could not open a WebSocket: offer version 13, a key "
                                              "and the sub-protocol “%s”",
                                              PROTOCOL));
      return;
    }

  g_signal_connect (self->message, "wrote-informational", G_CALLBACK (upgraded_cb), self);
  self->waiting = FALSE;
  soup_server_message_unpause (self->message);
}

static void
append_header (gpointer data, const char *name, const char *value)
{
  g_string_append_printf (data, "%s: %s\r\n", name, value);
}

static void
poll (BhdExchange *self)
{
  const BhdRequest *request = self->request;
  BhdAudience audience = audience_of (self);
  g_autofree char *common = bhd_headers_to_text (request->id);
  g_autoptr (GString) extra = g_string_new (common);
  g_autoptr (GBytes) early = NULL;
  g_autoptr (GIOStream) stream = NULL;
  int fd;

  bhd_exchange_each_cors_header (self, append_header, extra);
  fd = bhd_connection_take (self->connection, &early);
  stream = soup_server_message_steal_connection (self->message);
  if (fd >= 0)
    bhd_hub_adopt_poll (request->hub, fd, &audience, bhd_request_int (request, "after", 0),
                        (guint) bhd_request_int (request, "wait", 25), extra->str);
}

void
bhd_exchange_open_feed (BhdExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);

  if (soup_message_headers_header_contains (headers, "Upgrade", "websocket"))
    upgrade (self);
  else if (bhd_request_has (self->request, "after"))
    poll (self);
  else
    bhd_exchange_refuse (
        self, g_error_new (BH_ERROR, BH_ERROR_UPGRADE_REQUIRED,
                           "could not open the feed: upgrade to a WebSocket with “%s”, or poll "
                           "with ?after=SEQ&wait=25",
                           PROTOCOL));
}
