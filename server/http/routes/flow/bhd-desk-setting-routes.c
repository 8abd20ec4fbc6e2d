/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-desk-settings.h"
#include "server/http/routes/bhd-routes.h"

static gboolean
get_settings (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdDeskSettings settings;

  if (!bhd_desk_settings_get (turn, bhd_request_caller (request)->organization_id, &settings,
                              error))
    return FALSE;
  bhd_desk_settings_write_json (&settings, &reply->json);
  return TRUE;
}

static gboolean
patch_settings (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *organization_id = bhd_request_caller (request)->organization_id;
  BhdDeskSettings settings;

  if (!bhd_desk_settings_get (turn, organization_id, &settings, error))
    return FALSE;
  settings.claim_timeout_s = bhd_request_int (request, "claim_timeout_s", settings.claim_timeout_s);
  settings.auto_resolve_h = bhd_request_int (request, "auto_resolve_h", settings.auto_resolve_h);
  settings.retention_days = bhd_request_int (request, "retention_days", settings.retention_days);
  if (!bhd_desk_settings_put (turn, organization_id, &settings, error))
    return FALSE;
  bhd_desk_settings_write_json (&settings, &reply->json);
  return TRUE;
}

static const BhdField setting_fields[] = {
  { "claim_timeout_s", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, BHD_CLAIM_TIMEOUT_MAX },
  { "auto_resolve_h", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, BHD_AUTO_RESOLVE_MAX },
  { "retention_days", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, BHD_RETENTION_MAX },
  { NULL },
};

#define GIVES BHD_GIVES (BHD_OK (BHD_ONE ("desk", desk_settings)))

const BhdRoute bhd_desk_setting_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/settings",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_settings,
    .gives = GIVES,
    .summary = "How long the desk waits for its people and keeps what is closed" },
  { .method = "PATCH",
    .path = "/v1/desk/settings",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = setting_fields,
    .write = patch_settings,
    .audit = "desk.changed",
    .gives = GIVES,
    .summary = "Change how long the desk waits" },
  { NULL },
};
