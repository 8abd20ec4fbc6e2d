/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/http/bhd-request-private.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

static void
write_contact (BhJsonWriter *json, const BhdCaller *visitor)
{
  bh_json_begin_object (json, "contact");
  bh_json_string (json, "id", visitor->contact_id);
  bh_json_string (json, "name", visitor->name);
  bh_json_string (json, "email", visitor->email);
  bh_json_end_object (json);
}

static gboolean
write_welcome (BhdTurn *turn,
               const BhdRequest *request,
               const char *organization,
               BhdReply *reply,
               GError **error)
{
  return bhd_welcome_write (request->welcome, request->welcome_ticket, request->hub, turn,
                            organization, &reply->json, error);
}

/* By name, or by the key of a program. */
static gboolean
get_organization (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *own = bhd_request_caller (request)->organization_id;

  bh_json_begin_object (&reply->json, NULL);
  if (!write_welcome (turn, request,
                      own != NULL ? own : bhd_request_param (request, "organization"), reply,
                      error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* The same as a script: a page with a strict policy need not allow itself to connect to the desk
 * for it. */
static gboolean
get_settings (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autofree char *json = NULL;
  char *script;

  bh_json_begin_object (&reply->json, NULL);
  if (!write_welcome (turn, request, bhd_request_text (request, "organization"), reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  json = bh_json_writer_steal (&reply->json);
  script = g_strconcat ("export default ", json, ";\n", NULL);
  reply->bytes = g_bytes_new_take (script, strlen (script));
  reply->content_type = "application/javascript; charset=utf-8";
  reply->cache_control = "public, max-age=60";
  return TRUE;
}

static gboolean
post_session (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autofree char *token = NULL;
  g_autoptr (BhOrganization) organization = NULL;
  g_autoptr (BhdCaller) visitor = bhd_identity_open_contact_session (
      turn, bhd_request_text (request, "organization"), bhd_request_text (request, "name"),
      bhd_request_text (request, "email"), bhd_request_text (request, "metadata"), &token, error);

  if (visitor == NULL)
    return FALSE;
  organization = bhd_organizations_find (turn, visitor->organization_id, error);
  if (organization == NULL)
    return FALSE;

  reply->status = 201;
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "token", token);
  bh_json_int (&reply->json, "expires_us", visitor->expires_us);
  write_contact (&reply->json, visitor);
  bh_organization_write_public_json (organization, &reply->json, "organization");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
get_session (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *visitor = bhd_request_caller (request);

  bh_json_begin_object (&reply->json, NULL);
  bh_json_int (&reply->json, "expires_us", visitor->expires_us);
  write_contact (&reply->json, visitor);
  if (!write_welcome (turn, request, visitor->organization_id, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField settings_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_QUERY, TRUE, 1, 64 },
  { NULL },
};

static const BhdField session_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 80 },
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, TRUE },
  { "metadata", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 16 * 1024 },
  { NULL },
};

#define BHD_GIVES_WELCOME                                                                          \
  BHD_GIVES (BHD_OK (BHD_ONE ("organization", public_organization), BHD_ONE ("widget", widget),    \
                     BHD_ONE ("presence", presence)))

const BhdRoute bhd_session_routes[] = {
  { .method = "GET",
    .path = "/v1/widget/organizations/:organization",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_READ,
    .read = get_organization,
    .gives = BHD_GIVES_WELCOME,
    .summary = "What the widget shows of an organisation" },
  { .method = "GET",
    .path = "/v1/widget/key",
    .who = BHD_WIDGET_KEY,
    .rate = BHD_RATE_READ,
    .read = get_organization,
    .gives = BHD_GIVES_WELCOME,
    .summary = "The same, by the organisation's key" },
  { .method = "GET",
    .path = "/widget/settings.js",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_READ,
    .fields = settings_fields,
    .read = get_settings,
    .gives = BHD_GIVES (BHD_RAW ("application/javascript")),
    .summary = "The same, as a module that the page around the widget imports" },
  { .method = "POST",
    .path = "/v1/widget/sessions",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_SESSION,
    .fields = session_fields,
    .write = post_session,
    .gives = BHD_GIVES (BHD_CREATED ({ "token", BHD_IS_TEXT },
                                     { "expires_us", BHD_IS_TIME },
                                     BHD_ONE ("contact", visitor),
                                     BHD_ONE ("organization", public_organization))),
    .summary = "Introduce oneself, and get a session for 24 hours" },
  { .method = "GET",
    .path = "/v1/widget/session",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_READ,
    .read = get_session,
    .gives = BHD_GIVES (BHD_OK ({ "expires_us", BHD_IS_TIME },
                                BHD_ONE ("contact", visitor),
                                BHD_ONE ("organization", public_organization),
                                BHD_ONE ("widget", widget),
                                BHD_ONE ("presence", presence))),
    .summary = "Whether the session still lives, and whose it is" },
  { NULL },
};
