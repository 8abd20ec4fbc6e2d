/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/knowledge/bhd-answers.h"
#include "server/http/routes/knowledge/bhd-receiving.h"

#include <string.h>

static void
answer_upload (BhdReply *reply, const BhdUpload *upload)
{
  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_object (&reply->json, "upload");
  bh_json_string (&reply->json, "id", upload->id);
  bh_json_int (&reply->json, "received", upload->received);
  bh_json_end_object (&reply->json);
  bh_json_end_object (&reply->json);
}

/* Returns: (transfer full): NULL with BH_ERROR_INVALID. */
static char *
read_hash (const BhdRequest *request, GError **error)
{
  g_autofree char *hash = g_ascii_strdown (bhd_request_text (request, "hash"), -1);

  if (strlen (hash) == 64 && strspn (hash, "0123456789abcdef") == 64)
    return g_steal_pointer (&hash);
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
               "could not take “hash”: it must be the SHA-256 of the file in hexadecimal digits");
  bh_error_set_detail (*error, "field", "\"hash\"");
  return NULL;
}

static gboolean
post_upload (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *title = bhd_request_text (request, "title");
  const char *category = bhd_request_text (request, "category");
  g_autofree char *hash = read_hash (request, error);
  const BhdUpload draft = { .id = (char *) bhd_request_text (request, "id"),
                            .title = (char *) (title != NULL ? title : ""),
                            .category = (char *) (category != NULL ? category : ""),
                            .file_name = (char *) bhd_request_text (request, "file_name"),
                            .size = bhd_request_int (request, "size", 0),
                            .hash = hash };
  g_autoptr (BhdUpload) upload = NULL;
  g_autoptr (BhDocument) document = NULL;
  gboolean created = FALSE;

  if (hash == NULL || !bhd_uploads_open (turn, bhd_request_caller (request), &draft,
                                         bhd_request_library (request)->max_size, &upload,
                                         &document, &created, error))
    return FALSE;

  reply->status = created ? 201 : 200;
  if (document != NULL)
    return bhd_answers_document (reply, document);
  answer_upload (reply, upload);
  return TRUE;
}

static gboolean
put_chunk (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhdUpload) upload = NULL;
  g_autoptr (BhDocument) document = NULL;

  if (!bhd_receiving_take (store, bhd_request_library (request), bhd_request_caller (request),
                           bhd_request_param (request, "id"),
                           bhd_request_int (request, "offset", 0), bhd_request_body (request),
                           &upload, &document, error))
    return FALSE;

  reply->status = document != NULL ? 201 : 200;
  if (document != NULL)
    return bhd_answers_document (reply, document);
  answer_upload (reply, upload);
  return TRUE;
}

static gboolean
get_upload (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhdUpload) upload = bhd_uploads_find (turn, bhd_request_caller (request),
                                                   bhd_request_param (request, "id"), error);

  if (upload == NULL)
    return FALSE;
  answer_upload (reply, upload);
  return TRUE;
}

static gboolean
delete_upload (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_receiving_drop (store, bhd_request_library (request), bhd_request_caller (request),
                             bhd_request_param (request, "id"), error);
}

static const BhdField upload_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "title", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 200 },
  { "category", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },
  { "file_name", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 255 },
  { "size", BHD_FIELD_INT, BHD_IN_BODY, TRUE, 0, G_MAXINT64 },
  { "hash", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  { NULL },
};

static const BhdField chunk_fields[] = {
  { "offset", BHD_FIELD_INT, BHD_IN_QUERY, TRUE, 0, G_MAXINT64 },
  { NULL },
};

const BhdRoute bhd_upload_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/uploads",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = upload_fields,
    .write = post_upload,
    .summary = "Announce a file" },
  { .method = "PUT",
    .path = "/v1/desk/uploads/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = chunk_fields,
    .work = put_chunk,
    .max_body = BHD_LIBRARY_CHUNK,
    .raw_body = TRUE,
    .summary = "Send the next bytes of a file" },
  { .method = "GET",
    .path = "/v1/desk/uploads/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_READ,
    .read = get_upload,
    .summary = "How far a file has come" },
  { .method = "DELETE",
    .path = "/v1/desk/uploads/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .work = delete_upload,
    .summary = "Give a file up" },
  { NULL },
};
