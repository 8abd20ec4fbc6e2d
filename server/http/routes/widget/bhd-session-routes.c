/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/widget/bhd-metadata.h"
#include "server/desk/widget/bhd-offline-form.h"
#include "server/desk/widget/bhd-visits.h"
#include "server/desk/widget/bhd-vouching.h"
#include "server/http/bhd-request-private.h"
#include "server/http/routes/bhd-page.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

static void
write_contact (BhJsonWriter *json, const BhdCaller *visitor)
{
  bh_json_begin_object (json, "contact");
  bh_json_string (json, "id", visitor->contact_id);
  bh_json_string (json, "name", visitor->name);
  bh_json_string (json, "email", visitor->email);
  bh_json_bool (json, "verified", visitor->verified);
  bh_json_bool (json, "blocked", visitor->blocked);
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

static gboolean
recall_organization (const BhdRequest *request, BhdReply *reply)
{
  bh_json_begin_object (&reply->json, NULL);
  if (!bhd_welcome_recall (request->welcome, request->hub,
                           bhd_request_param (request, "organization"), &reply->json))
    {
      bh_json_writer_clear (&reply->json);
      return FALSE;
    }
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

static BhdIntroduction
introduction_of (const BhdRequest *request)
{
  return (BhdIntroduction){
    .organization = bhd_request_text (request, "organization"),
    .form = { .name = bhd_request_text (request, "name"),
              .email = bhd_request_text (request, "email"),
              .fields = bhd_request_text (request, "fields") },
    .metadata = bhd_request_text (request, "metadata"),
  };
}

/* Of a new session; the object stays open. */
static gboolean
write_session (BhdTurn *turn,
               const BhdCaller *visitor,
               const char *token,
               BhdReply *reply,
               GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, visitor->organization_id, error);

  if (organization == NULL)
    return FALSE;
  reply->status = 201;
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "token", token);
  bh_json_int (&reply->json, "expires_us", visitor->expires_us);
  write_contact (&reply->json, visitor);
  bh_organization_write_public_json (organization, &reply->json, "organization");
  return TRUE;
}

static gboolean
post_session (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdIntroduction introduction = introduction_of (request);
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) visitor = NULL;

  introduction.identity = bhd_request_text (request, "identity");
  visitor = bhd_visitors_introduce (turn, &introduction, &token, error);
  if (visitor == NULL || !write_session (turn, visitor, token, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_offline (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdOfflineForm form = {
    .introduction = introduction_of (request),
    .id = bhd_request_text (request, "id"),
    .message_id = bhd_request_text (request, "message_id"),
    .body = bhd_request_text (request, "body"),
  };
  g_autofree char *token = NULL;
  g_autoptr (BhConversation) conversation = NULL;
  gboolean created = FALSE;
  g_autoptr (BhdCaller) visitor =
      bhd_offline_form_take (turn, &form, &token, &conversation, &created, error);
  g_autoptr (BhOrganization) organization = NULL;

  if (visitor == NULL || !write_session (turn, visitor, token, reply, error))
    return FALSE;
  organization = bhd_organizations_find (turn, visitor->organization_id, error);
  if (organization == NULL)
    return FALSE;
  bh_conversation_write_visitor_json (conversation, organization->ai_name, &reply->json,
                                      "conversation");
  bh_json_end_object (&reply->json);
  reply->status = created ? 201 : 200;
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

static gboolean
patch_session (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *visitor = bhd_request_caller (request);
  const char *metadata = bhd_request_text (request, "metadata");
  const char *identity = bhd_request_text (request, "identity");
  g_autoptr (BhdCaller) identified = NULL;

  if (identity != NULL)
    {
      identified = bhd_visitors_identify (turn, visitor, identity, error);
      if (identified == NULL)
        return FALSE;
    }
  if (metadata != NULL && !bhd_visitors_set_metadata (turn, visitor, metadata, error))
    return FALSE;
  bh_json_begin_object (&reply->json, NULL);
  write_contact (&reply->json, identified != NULL ? identified : visitor);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
delete_session (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *visitor = bhd_request_caller (request);

  if (!bhd_identity_close_contact_session (turn, visitor, error))
    return FALSE;
  bhd_hub_end_session (bhd_request_hub (request), visitor->token_hash);
  return TRUE;
}

static gboolean
post_page (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *visitor = bhd_request_caller (request);
  g_autofree char *news = NULL;

  if (!bhd_visits_note (turn, visitor, bhd_request_text (request, "url"),
                        bhd_request_text (request, "title"), &news, error))
    return FALSE;
  bhd_hub_say (bhd_request_hub (request), visitor->organization_id, NULL, NULL, "visitor.moved",
               news);
  return TRUE;
}

#define NAME_MAX_CHARACTERS 80

static const BhdField settings_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_QUERY, TRUE, 1, 64 },
  { NULL },
};

static const BhdField session_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, NAME_MAX_CHARACTERS },
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, FALSE },
  { "fields", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_FORM_MAX_FIELDS_JSON },
  { "metadata", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_METADATA_MAX_JSON },
  { "identity", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_VOUCHED_MAX_JSON },
  { NULL },
};

static const BhdField change_fields[] = {
  { "metadata", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_METADATA_MAX_JSON },
  { "identity", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_VOUCHED_MAX_JSON },
  { NULL },
};

static const BhdField page_fields[] = {
  { "url", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, 4000 },
  { "title", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, 1000 },
  { NULL },
};

static const BhdField offline_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "message_id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, NAME_MAX_CHARACTERS },
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, TRUE },
  { "body", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BH_MESSAGE_MAX },
  { "fields", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_FORM_MAX_FIELDS_JSON },
  { "metadata", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_METADATA_MAX_JSON },
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
    .recall = recall_organization,
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
  { .method = "PATCH",
    .path = "/v1/widget/session",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = change_fields,
    .write = patch_session,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("contact", visitor))),
    .summary = "Tell more of the browser, or whom the site vouches for" },
  { .method = "DELETE",
    .path = "/v1/widget/session",
    .while_blocked = TRUE,
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .write = delete_session,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Forget this browser" },
  { .method = "POST",
    .path = "/v1/widget/session/page",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = page_fields,
    .write = post_page,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Tell that the visitor has moved to another page" },
  { .method = "POST",
    .path = "/v1/widget/offline",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_SESSION,
    .fields = offline_fields,
    .write = post_offline,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED ({ "token", BHD_IS_TEXT },
                                           { "expires_us", BHD_IS_TIME },
                                           BHD_ONE ("contact", visitor),
                                           BHD_ONE ("organization", public_organization),
                                           BHD_ONE ("conversation", visitor_conversation))),
    .summary = "Leave a message while nobody is there" },
  { NULL },
};
