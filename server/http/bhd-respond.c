/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhop-http"

#include "common/bh-error.h"
#include "server/http/bhd-admission.h"
#include "server/http/bhd-exchange-private.h"
#include "server/http/bhd-headers.h"

#include <string.h>

/* The star stands for what else clients of others' making send; it does not cover the credential.
 */
#define ALLOWED_HEADERS                                                                            \
  "Authorization, Content-Type, X-Api-Key, X-Widget-Api-Key, X-Admin-Api-Key, *"

static void
set_header (gpointer data, const char *name, const char *value)
{
  soup_message_headers_append (data, name, value);
}

void
bhd_exchange_each_cors_header (BhdExchange *self, BhdHeaderFunc set, gpointer data)
{
  const char *origin = bhd_admission_foreign_origin (self->request);

  if (bhd_admission_is_public (self->request->path))
    set (data, "Vary", "Origin");
  if (origin == NULL || g_error_matches (self->error, BH_ERROR, BH_ERROR_ORIGIN_REFUSED))
    return;

  set (data, "Access-Control-Allow-Origin", origin);
  if (!self->preflight)
    {
      set (data, "Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
      return;
    }
  set (data, "Access-Control-Allow-Methods", bhd_place_methods (self->place));
  set (data, "Access-Control-Allow-Headers", ALLOWED_HEADERS);
  set (data, "Access-Control-Max-Age", "600");
}

static void
set_policy (BhdExchange *self, SoupMessageHeaders *headers)
{
  const BhdReply *reply = &self->reply;
  gboolean page = self->error == NULL && reply->csp != NULL;
  gboolean cached = self->error == NULL && reply->cache_control != NULL;

  for (const BhdHeader *header = bhd_headers_security; header->name != NULL; header++)
    set_header (headers, header->name, header->value);
  if (!page)
    set_header (headers, "X-Frame-Options", "DENY");
  set_header (headers, "Content-Security-Policy", page ? reply->csp : BHD_HEADERS_CSP);
  set_header (headers, "Cache-Control", cached ? reply->cache_control : "no-store");
  if (self->error == NULL && reply->disposition != NULL)
    set_header (headers, "Content-Disposition", reply->disposition);
  if (self->error == NULL && reply->embeddable)
    set_header (headers, "Cross-Origin-Resource-Policy", "cross-origin");
  set_header (headers, "X-Request-Id", self->request->id);
  if (strcmp (self->request->scheme, "https") == 0)
    set_header (headers, "Strict-Transport-Security", BHD_HEADERS_TLS);
  bhd_exchange_each_cors_header (self, set_header, headers);
}

static void
set_error_headers (BhdExchange *self, SoupMessageHeaders *headers)
{
  guint retry_after_s = self->retry_after_s;

  if (self->error == NULL)
    return;
  if (retry_after_s == 0 && g_error_matches (self->error, BH_ERROR, BH_ERROR_UNAVAILABLE))
    retry_after_s = 5;
  if (retry_after_s > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", retry_after_s);

      set_header (headers, "Retry-After", seconds);
    }
  if (g_error_matches (self->error, BH_ERROR, BH_ERROR_UNAUTHORIZED))
    set_header (headers, "WWW-Authenticate", "Bearer");
  if (g_error_matches (self->error, BH_ERROR, BH_ERROR_UPGRADE_REQUIRED))
    set_header (headers, "Upgrade", "websocket");
}

/* When it writes a 204 libsoup 3.2 forgets how the body is bounded, takes the end of the connection
 * for it, and closes without having told the client, whose next request is lost. */
static void
wrote_headers_cb (SoupServerMessage *message, gpointer unused)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_NONE);
}

static void
set_body (BhdExchange *self)
{
  BhdReply *reply = &self->reply;
  char *text = NULL;

  if (self->error != NULL)
    text = bhd_error_form_write (self->request->route != NULL ? self->request->route->errors : NULL,
                                 self->error, self->request->id);
  else if (reply->bytes == NULL && reply->json.text != NULL)
    text = bh_json_writer_steal (&reply->json);

  if (text != NULL)
    soup_server_message_set_response (self->message, "application/json; charset=utf-8",
                                      SOUP_MEMORY_TAKE, text, strlen (text));
  else if (reply->bytes != NULL)
    {
      SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

      soup_message_headers_set_content_type (headers, reply->content_type, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (self->message),
                                      reply->bytes);
    }
  else if (reply->status == 202)
    soup_message_headers_set_content_length (
        soup_server_message_get_response_headers (self->message), 0);
  else
    {
      g_signal_connect (self->message, "wrote-headers", G_CALLBACK (wrote_headers_cb), NULL);
      reply->status = 204;
    }
}

/* One line for each request that did not get what it wanted.  The path alone: what a person typed
 * may stand behind it. */
static void
log_error (const BhdExchange *self)
{
  const BhdRequest *request = self->request;
  guint status = bh_error_status (self->error);
  gboolean asked_for = request->caller == NULL && request->route != NULL &&
                       bhd_admission_takes_key (request->route); /* strangers fill no log */
  GLogLevelFlags level = status >= 500 && !asked_for ? G_LOG_LEVEL_WARNING : G_LOG_LEVEL_INFO;

  g_log (G_LOG_DOMAIN, level, "request %s from %s: %s %s: %u %s: %s", request->id, request->peer,
         request->method, request->path, status, bh_error_wire_name (self->error),
         self->error->message);
}

void
bhd_exchange_answer (BhdExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  set_body (self);
  set_policy (self, headers);
  set_error_headers (self, headers);
  if (self->place != NULL &&
      (strcmp (self->request->method, "OPTIONS") == 0 || self->request->route == NULL))
    set_header (headers, "Allow", bhd_place_methods (self->place));
  if (bhd_front_is_stopping (self->front))
    set_header (headers, "Connection", "close");
  if (self->error != NULL)
    log_error (self);

  soup_server_message_set_status (
      self->message, self->error != NULL ? bh_error_status (self->error) : self->reply.status,
      NULL);
  if (self->waiting)
    soup_server_message_unpause (self->message);
  self->waiting = FALSE;
}

void
bhd_exchange_refuse (BhdExchange *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  bhd_exchange_answer (self);
}
