/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-admission.h"

#include "common/bh-error.h"
#include "server/desk/api/bhd-api-keys.h"
#include "server/desk/bhd-identity.h"
#include "server/http/bhd-origin.h"
#include "server/http/bhd-origins.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
bhd_admission_is_public (const char *path)
{
  static const char *const prefixes[] = { "/v1/widget/", "/widget/",   "/v1/chat",
                                          "/chat",       "/v1/models", "/v1/admin/" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (path, prefixes[i]))
      return TRUE;
  return FALSE;
}

gboolean
bhd_admission_takes_key (const BhdRoute *route)
{
  return route->who == BHD_WIDGET_KEY || route->who == BHD_ADMIN_KEY;
}

const char *
bhd_admission_foreign_origin (const BhdRequest *request)
{
  if (request->origin == NULL || request->local || !bhd_admission_is_public (request->path) ||
      bhd_origin_is_own (request->origin, request->host))
    return NULL;
  return request->origin;
}

gboolean
bhd_admission_recall (const BhdRequest *request)
{
  const char *origin = bhd_admission_foreign_origin (request);
  const char *organization = bhd_request_param (request, "organization");
  gboolean allowed = FALSE;

  g_assert (request->route->who == BHD_ANYONE);
  return origin == NULL ||
         (organization != NULL &&
          bhd_origins_recall_organization (request->origins, organization, origin, &allowed) &&
          allowed);
}

static BhdCaller *
identify (BhdTurn *turn, const BhdRequest *request, GError **error)
{
  BhdCaller stranger = { .who = request->route->who };

  if (request->route->who == BHD_VISITOR || request->route->who == BHD_OPERATOR)
    return bhd_identity_authenticate (turn, request->route->who, request->token, error);
  if (bhd_admission_takes_key (request->route))
    return bhd_api_keys_authenticate (turn, request->route->who, request->token, error);
  return bhd_caller_new_take (&stranger);
}

/* The organisation that is spoken to: the credential's, else the one that is named. */
static const char *
organization_of (const BhdRequest *request)
{
  const BhdField *field = request->route->fields;

  if (request->caller->organization_id != NULL)
    return request->caller->organization_id;
  for (; field != NULL && field->name != NULL; field++)
    if (strcmp (field->name, "organization") == 0)
      return bhd_request_text (request, "organization");
  return bhd_request_param (request, "organization");
}

static gboolean
check_origin (BhdTurn *turn, const BhdRequest *request, GError **error)
{
  const char *origin = bhd_admission_foreign_origin (request);
  const char *organization = organization_of (request);

  return origin == NULL || organization == NULL ||
         bhd_origins_check (request->origins, request->origins_ticket, turn, organization, origin,
                            error);
}

static const char *const needed[] = {
  [BH_ROLE_AGENT] = N_ ("could not do this: it needs the role “agent”, ask an administrator"),
  [BH_ROLE_ADMIN] = N_ ("could not do this: it needs the role “admin”, ask an administrator"),
  [BH_ROLE_OWNER] = N_ ("could not do this: it needs the role “owner”, ask an administrator"),
};

static gboolean
check_role (const BhdRequest *request, GError **error)
{
  if (request->route->who != BHD_OPERATOR || request->caller->role >= request->route->role)
    return TRUE;

  g_set_error_literal (error, BH_ERROR, BH_ERROR_FORBIDDEN, needed[request->route->role]);
  return FALSE;
}

/* Who is blocked reads. */
static gboolean
check_blocked (const BhdRequest *request, GError **error)
{
  const BhdRoute *route = request->route;

  if (route->who != BHD_VISITOR || !request->caller->blocked || route->while_blocked ||
      strcmp (route->method, "GET") == 0)
    return TRUE;

  bhd_identity_set_blocked_error (error);
  return FALSE;
}

gboolean
bhd_admission_admit (BhdTurn *turn, BhdRequest *request, GError **error)
{
  request->caller = identify (turn, request, error);
  if (request->caller == NULL || !check_origin (turn, request, error) ||
      !check_role (request, error) || !check_blocked (request, error))
    return FALSE;
  if (!turn->writing)
    return TRUE;
  if (request->caller->key_id != NULL)
    return bhd_api_keys_touch (turn, request->caller, error);
  return request->caller->who != BHD_VISITOR || bhd_identity_touch (turn, request->caller, error);
}
