/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-organizations.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/widget/bhd-widget-fields.h"

static gboolean
get_widget (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_widget_answer (turn, bhd_request_caller (request)->organization_id, reply, error);
}

static gboolean
patch_widget (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_widget_patch (turn, bhd_request_caller (request)->organization_id, request, reply,
                           error);
}

static gboolean
post_secret (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_widget_answer_secret (store, bhd_request_caller (request)->organization_id, reply,
                                   error);
}

/* Of the local administrator, who names the organisation. */
static BhOrganization *
named (BhdTurn *turn, const BhdRequest *request, GError **error)
{
  return bhd_organizations_find (turn, bhd_request_param (request, "organization"), error);
}

static gboolean
get_widget_locally (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization = named (turn, request, error);

  return organization != NULL && bhd_widget_answer (turn, organization->id, reply, error);
}

static gboolean
patch_widget_locally (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization = named (turn, request, error);

  return organization != NULL && bhd_widget_patch (turn, organization->id, request, reply, error);
}

static gboolean
post_secret_locally (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_widget_answer_secret (store, bhd_request_param (request, "organization"), reply,
                                   error);
}

const BhdRoute bhd_widget_setting_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/widget",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_widget,
    .gives = BHD_GIVES_WIDGET,
    .summary = "What the organisation decided about its widget" },
  { .method = "PATCH",
    .path = "/v1/desk/widget",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = bhd_widget_fields,
    .write = patch_widget,
    .audit = "widget.changed",
    .max_body = BHD_WIDGET_MAX_BODY,
    .gives = BHD_GIVES_WIDGET,
    .summary = "Change the widget" },
  { .method = "POST",
    .path = "/v1/desk/widget/identity-secret",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .work = post_secret,
    .audit = "widget.secret_renewed",
    .gives = BHD_GIVES (BHD_CREATED ({ "secret", BHD_IS_TEXT })),
    .summary = "Make a new secret with which the site vouches for visitors, told this once" },
  { .method = "GET",
    .path = "/v1/ctl/organizations/:organization/widget",
    .who = BHD_LOCAL,
    .read = get_widget_locally,
    .gives = BHD_GIVES_WIDGET,
    .summary = "What an organisation decided about its widget" },
  { .method = "PATCH",
    .path = "/v1/ctl/organizations/:organization/widget",
    .who = BHD_LOCAL,
    .fields = bhd_widget_fields,
    .write = patch_widget_locally,
    .audit = "widget.changed",
    .max_body = BHD_WIDGET_MAX_BODY,
    .gives = BHD_GIVES_WIDGET,
    .summary = "Change an organisation's widget" },
  { .method = "POST",
    .path = "/v1/ctl/organizations/:organization/identity-secret",
    .who = BHD_LOCAL,
    .work = post_secret_locally,
    .audit = "widget.secret_renewed",
    .gives = BHD_GIVES (BHD_CREATED ({ "secret", BHD_IS_TEXT })),
    .summary = "Make a new secret with which the site vouches for visitors, told this once" },
  { NULL },
};
