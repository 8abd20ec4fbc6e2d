/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-organizations.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/knowledge/bhd-receiving.h"
#include "server/http/routes/knowledge/bhd-uploading.h"

static gboolean
post_upload (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_uploading_announce (turn, bhd_request_caller (request), request, reply, error);
}

static gboolean
put_chunk (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_uploading_send (store, bhd_request_caller (request), request, reply, error);
}

static gboolean
get_upload (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  const char *id = bhd_request_param (request, "id");
  g_autoptr (BhdUpload) upload = NULL;
  g_autoptr (BhdAttachment) attachment = NULL;

  if (caller->role >= BH_ROLE_ADMIN)
    upload = bhd_uploads_find (turn, caller, id, NULL);
  if (upload == NULL)
    attachment = bhd_attachments_find_own (turn, caller, id, error);
  if (upload != NULL)
    bhd_uploading_answer (reply, upload);
  else if (attachment != NULL)
    bhd_uploading_answer_attachment (reply, attachment);
  return upload != NULL || attachment != NULL;
}

static gboolean
delete_upload (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_receiving_drop (store, bhd_request_library (request), bhd_request_caller (request),
                             bhd_request_param (request, "id"), error);
}

/* The administrator of this machine uploads for an organisation, in nobody's name. */
static BhdCaller
local_caller (const BhOrganization *organization)
{
  return (BhdCaller){ .who = BHD_LOCAL,
                      .organization_id = organization->id,
                      .operator_id = (char *) "local" };
}

static gboolean
post_local_upload (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, bhd_request_text (request, "organization"), error);
  BhdCaller caller;

  if (organization == NULL)
    return FALSE;
  caller = local_caller (organization);
  return bhd_uploading_announce (turn, &caller, request, reply, error);
}

static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_organizations_find (turn, bhd_request_text (data, "organization"), error);
}

static gboolean
put_local_chunk (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_store_call_full (store, BHD_JOB_READ, find_job, (gpointer) request,
                           (GDestroyNotify) bh_organization_unref, error);
  BhdCaller caller;

  if (organization == NULL)
    return FALSE;
  caller = local_caller (organization);
  return bhd_uploading_send (store, &caller, request, reply, error);
}

static const BhdField upload_fields[] = { BHD_UPLOADING_FIELDS, { NULL } };

static const BhdField local_fields[] = {
  BHD_UPLOADING_FIELDS,
  { "organization", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64 },
  { NULL },
};

static const BhdField local_chunk_fields[] = {
  { "organization", BHD_FIELD_NAME, BHD_IN_QUERY, TRUE, 1, 64 },
  { "offset", BHD_FIELD_INT, BHD_IN_QUERY, TRUE, 0, G_MAXINT64 },
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
    .audit = "document.uploaded",
    .gives = BHD_GIVES (
        BHD_OK (BHD_ONE_OPTIONAL ("upload", upload), BHD_ONE_OPTIONAL ("document", document)),
        BHD_CREATED (BHD_ONE ("upload", upload))),
    .summary = "Announce a file" },
  { .method = "PUT",
    .path = "/v1/desk/uploads/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = chunk_fields,
    .work = put_chunk,
    .max_body = BHD_LIBRARY_CHUNK,
    .raw_body = TRUE,
    .gives = BHD_GIVES (
        BHD_OK (BHD_ONE_OPTIONAL ("upload", upload), BHD_ONE_OPTIONAL ("attachment", attachment)),
        BHD_CREATED (BHD_ONE_OPTIONAL ("document", document),
                     BHD_ONE_OPTIONAL ("attachment", attachment))),
    .summary = "Send the next bytes of a file" },
  { .method = "GET",
    .path = "/v1/desk/uploads/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_upload,
    .gives = BHD_GIVES (
        BHD_OK (BHD_ONE_OPTIONAL ("upload", upload), BHD_ONE_OPTIONAL ("attachment", attachment))),
    .summary = "How far a file has come" },
  { .method = "DELETE",
    .path = "/v1/desk/uploads/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .work = delete_upload,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Give a file up" },
  { .method = "POST",
    .path = "/v1/ctl/uploads",
    .who = BHD_LOCAL,
    .fields = local_fields,
    .write = post_local_upload,
    .audit = "document.uploaded",
    .gives = BHD_GIVES (
        BHD_OK (BHD_ONE_OPTIONAL ("upload", upload), BHD_ONE_OPTIONAL ("document", document)),
        BHD_CREATED (BHD_ONE ("upload", upload))),
    .summary = "Announce a file" },
  { .method = "PUT",
    .path = "/v1/ctl/uploads/:id",
    .who = BHD_LOCAL,
    .fields = local_chunk_fields,
    .work = put_local_chunk,
    .max_body = BHD_LIBRARY_CHUNK,
    .raw_body = TRUE,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("upload", upload)),
                        BHD_CREATED (BHD_ONE ("document", document))),
    .summary = "Send the next bytes of a file" },
  { NULL },
};
