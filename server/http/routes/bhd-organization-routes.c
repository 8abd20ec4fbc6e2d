/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-organizations.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/bhd-settings.h"

static gboolean
get_organization (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, bhd_request_caller (request)->organization_id, error);

  if (organization == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_organization_write_json (organization, &reply->json, "organization");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
patch_organization (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_settings_change (turn, bhd_request_caller (request)->organization_id, request, reply,
                              error);
}

const BhdRoute bhd_organization_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/organization",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_organization,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("organization", organization))),
    .summary = "The organisation and its settings" },
  { .method = "PATCH",
    .path = "/v1/desk/organization",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = bhd_settings_fields,
    .write = patch_organization,
    .audit = "organization.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("organization", organization))),
    .summary = "Change settings" },
  { NULL },
};
