/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-documents.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/bhd-settings.h"

static const char *
organization_of (const BhdRequest *request)
{
  return bhd_request_caller (request)->organization_id;
}

static gboolean
get_documents (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) documents = bhd_documents_list (turn, organization_of (request), error);

  if (documents == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "documents");
  for (guint i = 0; i < documents->len; i++)
    bh_document_write_json (g_ptr_array_index (documents, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_settings_put_document (turn, organization_of (request), request, reply, error);
}

static gboolean
get_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhDocument) document =
      bhd_documents_get (turn, organization_of (request), bhd_request_param (request, "id"), error);

  if (document == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_document_write_json (document, &reply->json, "document");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
delete_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_documents_delete (turn, organization_of (request), bhd_request_param (request, "id"),
                               error);
}

static gboolean
get_gaps (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) gaps = bhd_gaps_list (turn, organization_of (request), error);

  if (gaps == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "gaps");
  for (guint i = 0; i < gaps->len; i++)
    bh_gap_write_json (g_ptr_array_index (gaps, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField document_fields[] = { BHD_DOCUMENT_FIELDS, { NULL } };

const BhdRoute bhd_document_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/documents",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_documents,
    .summary = "The knowledge base" },
  { .method = "POST",
    .path = "/v1/desk/documents",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = document_fields,
    .write = post_document,
    .max_body = BHD_DOCUMENT_MAX_BODY,
    .summary = "Add a document, or replace the one so titled" },
  { .method = "GET",
    .path = "/v1/desk/documents/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_document,
    .summary = "One document with its text" },
  { .method = "DELETE",
    .path = "/v1/desk/documents/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_document,
    .summary = "Remove a document" },
  { .method = "GET",
    .path = "/v1/desk/gaps",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_gaps,
    .summary = "Questions without an answer" },
  { NULL },
};
