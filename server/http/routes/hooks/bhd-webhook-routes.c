/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/hooks/bhd-hook-events.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/bhd-secret-answer.h"
#include "server/http/routes/hooks/bhd-hook-answers.h"
#include "server/store/bhd-seal.h"

#define EVENTS_MAX 20

/* One writing request on its way through a worker: secrets are sealed, and looking for the master
 * key may take its time. */
typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
} Work;

/* @secret: (nullable): this answer is the only one that has it. */
static gboolean
answer (BhdReply *reply, const BhdWebhookRow *row, const char *secret)
{
  if (row == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bhd_hooks_write_webhook (&reply->json, "webhook", row);
  if (secret != NULL)
    bh_json_string (&reply->json, "secret", secret);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static void
write_events (BhJsonWriter *json)
{
  bh_json_begin_array (json, "events");
  for (const char *const *name = bhd_hook_event_names (); *name != NULL; name++)
    bh_json_string (json, NULL, *name);
  bh_json_end_array (json);
}

static gboolean
get_webhooks (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_webhooks_list (turn, bhd_ai_organization (request), error);

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "webhooks");
  for (guint i = 0; i < rows->len; i++)
    bhd_hooks_write_webhook (&reply->json, NULL, rows->pdata[i]);
  bh_json_end_array (&reply->json);
  write_events (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static BhdWebhookChange
read_change (const BhdRequest *request, gboolean *enabled)
{
  return (BhdWebhookChange){
    .url = bhd_request_text (request, "url"),
    .events = bhd_request_list (request, "events"),
    .enabled = bhd_ai_flag (request, "enabled", enabled),
  };
}

static gpointer
create_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  gboolean enabled;
  const BhdWebhookChange change = read_change (work->request, &enabled);
  char *secret = NULL;
  g_autoptr (BhdWebhookRow) row =
      bhd_webhooks_create (turn, bhd_ai_organization (work->request),
                           bhd_request_text (work->request, "id"), &change, &secret, error);

  work->reply->status = secret != NULL ? 201 : 200;
  answer (work->reply, row, secret);
  g_clear_pointer (&secret, bhd_secret_free);
  return NULL;
}

static gboolean
post_webhook (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  Work work = { request, reply };

  return bhd_seal_ensure (error) && bhd_ai_call (store, BHD_JOB_WRITE, create_job, &work, error);
}

static gpointer
renew_secret (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdRequest *request = data;

  return bhd_webhooks_renew_secret (turn, bhd_ai_organization (request),
                                    bhd_request_param (request, "id"), error);
}

static gboolean
post_secret (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_secret_answer (store, renew_secret, request, reply, error);
}

static gboolean
patch_webhook (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean enabled;
  const BhdWebhookChange change = read_change (request, &enabled);
  g_autoptr (BhdWebhookRow) row = bhd_webhooks_change (
      turn, bhd_ai_organization (request), bhd_request_param (request, "id"), &change, error);

  return answer (reply, row, NULL);
}

static gboolean
delete_webhook (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_webhooks_delete (turn, bhd_ai_organization (request),
                              bhd_request_param (request, "id"), error);
}

static gboolean
post_test (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_hooks_answer_delivery (reply,
                                    bhd_deliveries_ping (turn, bhd_ai_organization (request),
                                                         bhd_request_param (request, "id"), error));
}

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "url", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 2000 },
  { "events", BHD_FIELD_WORDS, BHD_IN_BODY, TRUE, 0, EVENTS_MAX },
  { "enabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { NULL },
};

static const BhdField change_fields[] = {
  { "url", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 2000 },
  { "events", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, EVENTS_MAX },
  { "enabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { NULL },
};

#define SECRET                                                                                     \
  {                                                                                                \
    "secret", BHD_IS_TEXT, 0, "Told this once"                                                     \
  }

const BhdRoute bhd_webhook_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/webhooks",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_READ,
    .read = get_webhooks,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("webhooks", webhook),
                                { "events", BHD_IS_TEXT, BHD_LIST, "What can be chosen" })),
    .summary = "Where the organisation wants to be told of what" },
  { .method = "POST",
    .path = "/v1/desk/webhooks",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .work = post_webhook,
    .audit = "webhook.created",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("webhook", webhook)),
                        BHD_CREATED (BHD_ONE ("webhook", webhook), SECRET)),
    .summary = "Add a webhook" },
  { .method = "PATCH",
    .path = "/v1/desk/webhooks/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .write = patch_webhook,
    .audit = "webhook.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("webhook", webhook))),
    .summary = "Change a webhook, switch it on or off" },
  { .method = "DELETE",
    .path = "/v1/desk/webhooks/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_webhook,
    .audit = "webhook.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a webhook, its secret and its deliveries" },
  { .method = "POST",
    .path = "/v1/desk/webhooks/:id/secret",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .work = post_secret,
    .audit = "webhook.secret_renewed",
    .gives = BHD_GIVES (BHD_CREATED (SECRET)),
    .summary = "Make a new secret that signs a webhook's deliveries" },
  { .method = "POST",
    .path = "/v1/desk/webhooks/:id/test",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = post_test,
    .gives = BHD_GIVES (BHD_ACCEPTED (BHD_ONE ("delivery", delivery))),
    .summary = "Send a ping to a webhook" },
  { NULL },
};
