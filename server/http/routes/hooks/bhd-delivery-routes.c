/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-deliveries.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/hooks/bhd-hook-answers.h"

static gboolean
get_deliveries (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdDeliveryFilter filter = {
    .webhook_id = bhd_request_text (request, "webhook_id"),
    .state = bhd_request_text (request, "state"),
    .after = bhd_request_text (request, "after"),
    .limit = (guint) bhd_request_int (request, "limit", BHD_AI_PAGE),
  };
  gboolean more = FALSE;
  g_autoptr (GPtrArray) rows =
      bhd_deliveries_list (turn, bhd_ai_organization (request), &filter, &more, error);
  const BhdDelivery *last = NULL;

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "deliveries");
  for (guint i = 0; i < rows->len; i++)
    bhd_hooks_write_delivery (&reply->json, NULL, last = rows->pdata[i]);
  bh_json_end_array (&reply->json);
  bh_json_string (&reply->json, "next", more ? last->id : NULL);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_repeat (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_hooks_answer_delivery (
      reply, bhd_deliveries_repeat (turn, bhd_ai_organization (request),
                                    bhd_request_param (request, "id"), error));
}

static const BhdField list_fields[] = {
  { "webhook_id", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "state", BHD_FIELD_CHOICE, BHD_IN_QUERY, FALSE, .choices = "waiting|delivered|failed" },
  BHD_AI_PAGE_FIELDS,
  { NULL },
};

const BhdRoute bhd_delivery_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/deliveries",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_deliveries,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("deliveries", delivery), BHD_NEXT)),
    .summary = "What webhooks were told, and what they answered" },
  { .method = "POST",
    .path = "/v1/desk/deliveries/:id/repeat",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = post_repeat,
    .gives = BHD_GIVES (BHD_ACCEPTED (BHD_ONE ("delivery", delivery))),
    .summary = "Send a delivery again, under the same id" },
  { NULL },
};
