/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/bhd-settings.h"
#include "server/http/routes/knowledge/bhd-answers.h"

#include <string.h>

static gboolean
get_documents (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdDocumentFilter filter = {
    .words = bhd_request_text (request, "q"),
    .status = bhd_request_text (request, "status"),
    .category = bhd_request_text (request, "category"),
    .after = bhd_request_text (request, "after"),
    .limit = (guint) bhd_request_int (request, "limit", BHD_KNOWLEDGE_PAGE),
  };
  gboolean more = FALSE;
  gint64 total = 0;
  const BhDocument *last = NULL;
  g_autoptr (GPtrArray) documents =
      bhd_documents_list (turn, bhd_answers_organization (request), &filter, &total, &more, error);

  if (documents == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "documents");
  for (guint i = 0; i < documents->len; i++)
    bh_document_write_json (last = g_ptr_array_index (documents, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bhd_answers_next (reply, last != NULL ? last->id : NULL, more);
  bh_json_int (&reply->json, "total", total);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_settings_put_document (turn, bhd_answers_organization (request), request, reply,
                                    error);
}

static gboolean
get_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhDocument) document = bhd_documents_get (turn, bhd_answers_organization (request),
                                                       bhd_request_param (request, "id"), error);

  return bhd_answers_document (reply, document);
}

static gboolean
patch_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdDocumentChange change = {
    .title = bhd_request_text (request, "title"),
    .category = bhd_request_text (request, "category"),
    .body = bhd_request_text (request, "body"),
  };
  g_autoptr (BhDocument) document = NULL;

  if (change.body != NULL && !bhd_settings_check_size (change.body, error))
    return FALSE;
  document = bhd_documents_change (turn, bhd_answers_organization (request),
                                   bhd_request_param (request, "id"), &change, error);
  return bhd_answers_document (reply, document);
}

static gboolean
delete_document (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_documents_delete (turn, bhd_answers_organization (request),
                               bhd_request_param (request, "id"), error);
}

static gboolean
get_passages (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *organization_id = bhd_answers_organization (request);
  const char *id = bhd_request_param (request, "id");
  g_autoptr (BhDocument) document = bhd_documents_get (turn, organization_id, id, error);
  g_autoptr (GPtrArray) passages = NULL;

  if (document != NULL)
    passages = bhd_documents_passages (turn, organization_id, id, error);
  if (passages == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "passages");
  for (guint i = 0; i < passages->len; i++)
    {
      const BhdPassage *passage = g_ptr_array_index (passages, i);

      bh_json_begin_object (&reply->json, NULL);
      bh_json_string (&reply->json, "id", passage->id);
      bh_json_string (&reply->json, "heading", passage->heading);
      bh_json_string (&reply->json, "body", passage->body);
      bh_json_end_object (&reply->json);
    }
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
check_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if ((strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0) && host != NULL &&
      *host != '\0' && g_uri_get_userinfo (uri) == NULL)
    return TRUE;

  return bh_error_refuse (
      error, BH_ERROR_INVALID, "url",
      "could not take “url”: it must be a page's address with https:// or http://, "
      "without a password");
}

static gboolean
post_import (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *url = bhd_request_text (request, "url");
  const char *category = bhd_request_text (request, "category");
  g_autoptr (BhDocument) document = NULL;

  if (!check_url (url, error))
    return FALSE;
  document = bhd_documents_import (turn, bhd_answers_organization (request),
                                   bhd_request_text (request, "id"), url,
                                   category != NULL ? category : "", error);
  reply->status = document != NULL ? 202 : 200;
  return bhd_answers_document (reply, document);
}

static const BhdField document_fields[] = { BHD_DOCUMENT_FIELDS, { NULL } };

static const BhdField change_fields[] = {
  { "title", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 200 },
  { "category", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },
  { "body", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 1, BH_DOCUMENT_MAX },
  { NULL },
};

static const BhdField import_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { "url", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 2000 },
  { "category", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },
  { NULL },
};

static const BhdField list_fields[] = {
  { "q", BHD_FIELD_TEXT, BHD_IN_QUERY, FALSE, 0, 200 },
  { "status", BHD_FIELD_CHOICE, BHD_IN_QUERY, FALSE,
    .choices = "queued|extracting|indexing|ready|error" },
  { "category", BHD_FIELD_NAME, BHD_IN_QUERY, FALSE, 0, 80 },
  BHD_KNOWLEDGE_PAGE_FIELDS,
  { NULL },
};

const BhdRoute bhd_document_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/documents",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_documents,
    .gives =
        BHD_GIVES (BHD_OK (BHD_MANY ("documents", document), BHD_NEXT, { "total", BHD_IS_INT })),
    .summary = "The knowledge base" },
  { .method = "POST",
    .path = "/v1/desk/documents",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = document_fields,
    .write = post_document,
    .audit = "document.saved",
    .max_body = BHD_DOCUMENT_MAX_BODY,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("document", document))),
    .summary = "Add a document, or replace the one so titled" },
  { .method = "POST",
    .path = "/v1/desk/documents/import",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = import_fields,
    .write = post_import,
    .audit = "document.imported",
    .gives = BHD_GIVES (BHD_ACCEPTED (BHD_ONE ("document", document))),
    .summary = "Fetch a page, or fetch it anew" },
  { .method = "GET",
    .path = "/v1/desk/documents/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_document,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("document", document))),
    .summary = "One document with its text" },
  { .method = "PATCH",
    .path = "/v1/desk/documents/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .write = patch_document,
    .audit = "document.changed",
    .max_body = BHD_DOCUMENT_MAX_BODY,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("document", document))),
    .summary = "Change title, category or text" },
  { .method = "DELETE",
    .path = "/v1/desk/documents/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_document,
    .audit = "document.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a document" },
  { .method = "GET",
    .path = "/v1/desk/documents/:id/passages",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_passages,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("passages", passage))),
    .summary = "The pieces of a document that can be found" },
  { NULL },
};
