/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-request-private.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/ai/bhd-ai-setting-fields.h"
#include "server/http/routes/bhd-routes.h"

static gboolean
answer (BhdReply *reply, const BhdAiSettings *settings)
{
  if (settings == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bhd_ai_settings_write_json (settings, &reply->json, "ai");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
get_settings (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhdAiSettings) settings =
      bhd_ai_settings_get (turn, bhd_ai_organization (request), error);

  return answer (reply, settings);
}

static gboolean
patch_settings (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdAiSettingValues storage;
  BhdAiSettingsChange change;
  g_autoptr (BhdAiSettings) settings = NULL;

  bhd_ai_setting_fields_to_change (request->values, &storage, &change);
  settings = bhd_ai_settings_change (turn, bhd_ai_organization (request), &change, error);
  return answer (reply, settings);
}

const BhdRoute bhd_ai_setting_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/ai",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_settings,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("ai", ai))),
    .summary = "What the AI was told" },
  { .method = "PATCH",
    .path = "/v1/desk/ai",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = bhd_ai_setting_fields,
    .write = patch_settings,
    .audit = "ai.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("ai", ai))),
    .summary = "Tell the AI when and how to speak" },
  { NULL },
};
