/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/bhd-password.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/bhd-secret-answer.h"
#include "server/http/routes/bhd-settings.h"
#include "server/store/bhd-seal.h"

/* What a route with a password does in its turn, after the hashing. */
typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
  char *hash;
  char **ended; /* (nullable) sessions that are over when the turn has been committed */
} Hashed;

static gboolean
get_organizations (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) organizations = bhd_organizations_list (turn, error);

  if (organizations == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "organizations");
  for (guint i = 0; i < organizations->len; i++)
    bh_organization_write_json (g_ptr_array_index (organizations, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_organization (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization = bhd_organizations_create (
      turn, bhd_request_text (request, "slug"), bhd_request_text (request, "name"), error);

  if (organization == NULL)
    return FALSE;

  reply->status = 201;
  bh_json_begin_object (&reply->json, NULL);
  bh_organization_write_json (organization, &reply->json, "organization");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
patch_organization (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_settings_change (turn, bhd_request_param (request, "organization"), request, reply,
                              error);
}

static gboolean
post_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, bhd_request_text (request, "organization"), error);

  return organization != NULL &&
         bhd_settings_put_document (turn, organization->id, request, reply, error);
}

static gboolean
run_hashed (BhdStore *store,
            const BhdRequest *request,
            BhdReply *reply,
            BhdJobFunc run,
            GError **error)
{
  Hashed hashed = { request, reply,
                    bhd_password_hash (bhd_request_text (request, "password"), error) };
  GError *inner = NULL;

  if (hashed.hash == NULL)
    return FALSE;

  bhd_store_call (store, BHD_JOB_WRITE, run, &hashed, &inner);
  g_free (hashed.hash);
  for (guint i = 0; inner == NULL && hashed.ended != NULL && hashed.ended[i] != NULL; i++)
    bhd_hub_end_session (bhd_request_hub (request), hashed.ended[i]);
  g_strfreev (hashed.ended);
  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, inner);
  return FALSE;
}

static gpointer
create_operator (BhdTurn *turn, gpointer data, GError **error)
{
  Hashed *self = data;
  BhRole role = BH_ROLE_AGENT;
  g_autoptr (BhOperator) created = NULL;

  if (bhd_request_has (self->request, "role"))
    bh_role_from_string (bhd_request_text (self->request, "role"), &role);
  created = bhd_identity_create_operator (turn, bhd_request_text (self->request, "organization"),
                                          bhd_request_text (self->request, "email"),
                                          bhd_request_text (self->request, "name"), role,
                                          self->hash, error);
  if (created == NULL)
    return NULL;

  self->reply->status = 201;
  bh_json_begin_object (&self->reply->json, NULL);
  bh_operator_write_json (created, &self->reply->json, "operator");
  bh_json_end_object (&self->reply->json);
  return NULL;
}

static gboolean
post_operator (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return run_hashed (store, request, reply, create_operator, error);
}

static gpointer
set_password (BhdTurn *turn, gpointer data, GError **error)
{
  Hashed *self = data;
  const char *email = bhd_request_text (self->request, "email");

  self->ended = bhd_identity_list_sessions (turn, email, error);
  if (self->ended != NULL)
    bhd_identity_set_password (turn, email, self->hash, error);
  return NULL;
}

static gboolean
post_password (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return run_hashed (store, request, reply, set_password, error);
}

static gpointer
renew_secret (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdRequest *request = data;
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, bhd_request_param (request, "organization"), error);

  return organization != NULL ? bhd_webhooks_renew_first_secret (turn, organization->id, error)
                              : NULL;
}

static gboolean
post_webhook_secret (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_secret_answer (store, renew_secret, request, reply, error);
}

static const BhdField organization_fields[] = {
  { "slug", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 80 },
  { NULL },
};

static const BhdField operator_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, TRUE },
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 80 },
  { "role", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "owner|admin|agent" },
  { "password", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, BHD_PASSWORD_MIN, BHD_PASSWORD_MAX },
  { NULL },
};

static const BhdField password_fields[] = {
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, TRUE },
  { "password", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, BHD_PASSWORD_MIN, BHD_PASSWORD_MAX },
  { NULL },
};

static const BhdField document_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  BHD_DOCUMENT_FIELDS,
  { NULL },
};

const BhdRoute bhd_ctl_routes[] = {
  { .method = "GET",
    .path = "/v1/ctl/organizations",
    .who = BHD_LOCAL,
    .read = get_organizations,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("organizations", organization))),
    .summary = "All organisations" },
  { .method = "POST",
    .path = "/v1/ctl/organizations",
    .who = BHD_LOCAL,
    .fields = organization_fields,
    .write = post_organization,
    .audit = "organization.created",
    .gives = BHD_GIVES (BHD_CREATED (BHD_ONE ("organization", organization))),
    .summary = "Create an organisation" },
  { .method = "PATCH",
    .path = "/v1/ctl/organizations/:organization",
    .who = BHD_LOCAL,
    .fields = bhd_settings_fields,
    .write = patch_organization,
    .audit = "organization.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("organization", organization))),
    .summary = "Change an organisation's settings" },
  { .method = "POST",
    .path = "/v1/ctl/organizations/:organization/webhook-secret",
    .who = BHD_LOCAL,
    .work = post_webhook_secret,
    .audit = "webhook.secret_renewed",
    .gives = BHD_GIVES (BHD_CREATED ({ "secret", BHD_IS_TEXT })),
    .summary = "Make a new secret that signs webhooks, told this once" },
  { .method = "POST",
    .path = "/v1/ctl/operators",
    .who = BHD_LOCAL,
    .fields = operator_fields,
    .work = post_operator,
    .audit = "operator.created",
    .gives = BHD_GIVES (BHD_CREATED (BHD_ONE ("operator", operator))),
    .summary = "Create an operator" },
  { .method = "POST",
    .path = "/v1/ctl/operators/password",
    .who = BHD_LOCAL,
    .fields = password_fields,
    .work = post_password,
    .audit = "operator.password_set",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Set an operator's password, and end the sessions" },
  { .method = "POST",
    .path = "/v1/ctl/documents",
    .who = BHD_LOCAL,
    .fields = document_fields,
    .write = post_document,
    .audit = "document.saved",
    .max_body = BHD_DOCUMENT_MAX_BODY,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("document", document))),
    .summary = "Add a document" },
  { NULL },
};
