/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/headless/bhd-talk-entry.h"

#include "common/bh-error.h"
#include "server/http/bhd-headers.h"
#include "server/http/headless/bhd-consulting.h"

#include <string.h>

static void
append_header (gpointer data, const char *name, const char *value)
{
  g_string_append_printf (data, "%s: %s\r\n", name, value);
}

/* What of the connection the answer must know. */
static void
describe_connection (BhdExchange *exchange, BhdTalk *talk)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  gboolean modern = soup_server_message_get_http_version (exchange->message) != SOUP_HTTP_1_0;
  g_autofree char *common = bhd_headers_to_text (exchange->request->id);
  GString *head = g_string_new (common);

  bhd_exchange_each_cors_header (exchange, append_header, head);
  if (strcmp (exchange->request->scheme, "https") == 0)
    append_header (head, "Strict-Transport-Security", BHD_HEADERS_TLS);
  talk->head = g_string_free (head, FALSE);
  talk->request_id = g_strdup (exchange->request->id);
  talk->front = exchange->front;
  talk->chunked = modern;
  if (modern && !bhd_front_is_stopping (exchange->front) &&
      !soup_message_headers_header_contains (headers, "Connection", "close"))
    talk->returns = bhd_returns_ref (bhd_front_shared (exchange->front)->returns);
}

void
bhd_talk_entry_park (BhdExchange *exchange)
{
  const BhdShared *shared = bhd_front_shared (exchange->front);
  BhdTalk *talk = g_steal_pointer (&exchange->talk);
  const BhdAudience audience = { .organization_id = talk->place.organization_id,
                                 .contact_id = talk->place.contact_id,
                                 .expires_us = G_MAXINT64 };
  BhdConsulting *consulting = NULL;
  g_autoptr (GBytes) early = NULL;
  g_autoptr (GIOStream) stream = NULL;
  guint place;
  int fd;

  describe_connection (exchange, talk);
  fd = bhd_connection_take (exchange->connection, &early);
  stream = soup_server_message_steal_connection (exchange->message);
  if (early != NULL)
    g_clear_pointer (&talk->returns, bhd_returns_unref); /* what came with it cannot be put back */
  if (fd < 0)
    {
      bhd_talk_free (talk);
      return;
    }
  if (!bhd_talk_is_stored (talk))
    consulting = bhd_consulting_new (shared, talk);
  place = bhd_hub_adopt_waiter (shared->hub, fd, &audience, bhd_talk_kind (talk), talk,
                                shared->answer_wait_s);
  if (consulting != NULL)
    bhd_consulting_begin (consulting, place);
}

/* Of what the agent has to do besides its runs, only so much waits. */
gboolean
bhd_talk_entry_check (const BhdExchange *exchange, GError **error)
{
  if (bhd_talk_is_stored (exchange->talk) ||
      !bhd_consulting_is_crowded (bhd_front_shared (exchange->front)))
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
               "could not answer now, too many wait: try again in a few seconds");
  return FALSE;
}
