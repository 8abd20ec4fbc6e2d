/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/openapi/bhd-openapi.h"
#include "server/http/routes/bhd-routes.h"

static gboolean
get_description (const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *host = bhd_request_host (request);
  g_autofree char *server = host != NULL
                                ? g_strdup_printf ("%s://%s", bhd_request_scheme (request), host)
                                : g_strdup ("/");

  reply->bytes = bhd_openapi_document (server);
  reply->content_type = "application/json; charset=utf-8";
  return TRUE;
}

const BhdRoute bhd_description_routes[] = {
  { .method = "GET",
    .path = "/v1/openapi.json",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_READ,
    .answer = get_description,
    .gives = BHD_GIVES (BHD_RECORD (description)),
    .summary = "This description of the API" },
  { NULL },
};
