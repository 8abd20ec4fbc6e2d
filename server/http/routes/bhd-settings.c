/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/bhd-settings.h"

#include "common/bh-error.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/knowledge/bhd-documents.h"

#include <string.h>

const BhdField bhd_settings_fields[] = {
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 80 },
  { "greeting", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 1, 500 },
  { "ai_enabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { "ai_name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 40 },
  { "allowed_origins", BHD_FIELD_ORIGINS, BHD_IN_BODY, FALSE, 0, 50 },
  { "webhook_url", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 2000 },
  { NULL },
};

static gboolean
check_webhook (const char *url, GError **error)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (url == NULL || *url == '\0')
    return TRUE;
  if ((strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0) && host != NULL &&
      *host != '\0')
    return TRUE;

  return bh_error_refuse (
      error, BH_ERROR_INVALID, "webhook_url",
      "could not take “webhook_url”: it must be an address with https:// or http://");
}

gboolean
bhd_settings_change (BhdTurn *turn,
                     const char *slug_or_id,
                     const BhdRequest *request,
                     BhdReply *reply,
                     GError **error)
{
  gboolean ai_enabled = bhd_request_bool (request, "ai_enabled", FALSE);
  const BhdOrganizationChange change = {
    .name = bhd_request_text (request, "name"),
    .greeting = bhd_request_text (request, "greeting"),
    .ai_name = bhd_request_text (request, "ai_name"),
    .ai_enabled = bhd_request_has (request, "ai_enabled") ? &ai_enabled : NULL,
    .allowed_origins = bhd_request_list (request, "allowed_origins"),
    .webhook_url = bhd_request_text (request, "webhook_url"),
  };
  g_autoptr (BhOrganization) organization = NULL;

  if (!check_webhook (change.webhook_url, error))
    return FALSE;
  organization = bhd_organizations_change (turn, slug_or_id, &change, error);
  if (organization == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_organization_write_json (organization, &reply->json, "organization");
  bh_json_end_object (&reply->json);
  return TRUE;
}

gboolean
bhd_settings_check_size (const char *body, GError **error)
{
  if (strlen (body) <= BH_DOCUMENT_MAX)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_TOO_LARGE,
               "could not take the document: its text is larger than 1 MiB, cut it in two");
  return FALSE;
}

static BhDocument *
draft_new (const BhdRequest *request)
{
  const char *category = bhd_request_text (request, "category");
  const char *format = bhd_request_text (request, "format");
  BhDocument fields = {
    .title = g_strdup (bhd_request_text (request, "title")),
    .category = g_strdup (category != NULL ? category : ""),
    .format = g_strdup (format != NULL ? format : "markdown"),
    .body = g_strdup (bhd_request_text (request, "body")),
  };

  return bh_document_new_take (&fields);
}

gboolean
bhd_settings_put_document (BhdTurn *turn,
                           const char *organization_id,
                           const BhdRequest *request,
                           BhdReply *reply,
                           GError **error)
{
  g_autoptr (BhDocument) draft = draft_new (request);
  g_autoptr (BhDocument) document = NULL;
  gboolean created = FALSE;

  if (!bhd_settings_check_size (draft->body, error))
    return FALSE;
  document = bhd_documents_put (turn, organization_id, draft, &created, error);
  if (document == NULL)
    return FALSE;

  reply->status = created ? 201 : 200;
  bh_json_begin_object (&reply->json, NULL);
  bh_document_write_json (document, &reply->json, "document");
  bh_json_end_object (&reply->json);
  return TRUE;
}
