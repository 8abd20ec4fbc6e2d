/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/bhd-routes.h"

static gboolean
get_health (const BhdRequest *request, BhdReply *reply, GError **error)
{
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "status", "ok");
  bh_json_end_object (&reply->json);
  return TRUE;
}

const BhdRoute bhd_health_routes[] = {
  { .method = "GET",
    .path = "/health",
    .who = BHD_ANYONE,
    .answer = get_health,
    .gives = BHD_GIVES (BHD_OK ({ "status", BHD_IS_WORD, .words = "ok" })),
    .summary = "Say that the daemon serves" },
  { NULL },
};
