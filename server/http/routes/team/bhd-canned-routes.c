/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/team/bhd-canned.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/knowledge/bhd-uploading.h"
#include "server/http/routes/team/bhd-team-answers.h"

/* Only a new one says its id; @shared is where that is kept. */
static BhdCannedChange
read_canned (const BhdRequest *request, gboolean *shared)
{
  return (BhdCannedChange){
    .shortcut = bhd_request_text (request, "shortcut"),
    .title = bhd_request_text (request, "title"),
    .body = bhd_request_text (request, "body"),
    .shared = bhd_ai_flag (request, "shared", shared),
  };
}

static gboolean
answer (BhdReply *reply, const BhdCannedRow *row)
{
  if (row == NULL)
    return FALSE;

  reply->own = row->operator_id != NULL;
  bh_json_begin_object (&reply->json, NULL);
  bhd_team_write_canned (&reply->json, "canned", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_canned (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean shared;
  BhdCannedChange draft = read_canned (request, &shared);
  g_autoptr (BhdCannedRow) row = NULL;
  gboolean created = FALSE;

  draft.id = bhd_request_text (request, "id");
  row = bhd_canned_create (turn, bhd_request_caller (request), &draft, &created, error);
  reply->status = created ? 201 : 200;
  return answer (reply, row);
}

static gboolean
patch_canned (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean shared, was_shared = FALSE;
  const BhdCannedChange change = read_canned (request, &shared);
  g_autoptr (BhdCannedRow) row =
      bhd_canned_change (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                         &change, &was_shared, error);

  if (!answer (reply, row))
    return FALSE;

  reply->own = reply->own && !was_shared;
  return TRUE;
}

static gboolean
delete_canned (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean shared = FALSE;
  gboolean deleted = bhd_canned_delete (turn, bhd_request_caller (request),
                                        bhd_request_param (request, "id"), &shared, error);

  reply->own = !shared;
  return deleted;
}

static gboolean
post_upload (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_uploading_announce_attachment (turn, request, bhd_canned_open_file, reply, error);
}

static gboolean
delete_file (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_canned_drop_file (turn, bhd_request_caller (request),
                               bhd_request_param (request, "id"),
                               bhd_request_param (request, "attachment_id"), error);
}

#define CANNED_FIELDS(required)                                                                    \
  { "shortcut", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 32 },                                    \
      { "title", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 120 },                                     \
      { "body", BHD_FIELD_TEXT, BHD_IN_BODY, required, 1, BHD_CANNED_BODY_MAX },                   \
  {                                                                                                \
    "shared", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE                                                   \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  CANNED_FIELDS (TRUE),
  { NULL },
};

static const BhdField change_fields[] = { CANNED_FIELDS (FALSE), { NULL } };

static const BhdField upload_fields[] = { BHD_UPLOADING_ATTACHMENT_FIELDS, { NULL } };

const BhdRoute bhd_canned_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/canned",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .write = post_canned,
    .audit = "canned.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("canned", canned))),
    .summary = "Keep a reply ready" },
  { .method = "PATCH",
    .path = "/v1/desk/canned/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .write = patch_canned,
    .audit = "canned.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("canned", canned))),
    .summary = "Change a canned reply" },
  { .method = "DELETE",
    .path = "/v1/desk/canned/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_canned,
    .audit = "canned.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a canned reply and its files" },
  { .method = "POST",
    .path = "/v1/desk/canned/:id/uploads",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = upload_fields,
    .write = post_upload,
    .gives = BHD_GIVES (
        BHD_OK (BHD_ONE_OPTIONAL ("upload", upload), BHD_ONE_OPTIONAL ("attachment", attachment)),
        BHD_CREATED (BHD_ONE ("upload", upload))),
    .summary = "Announce a file for a canned reply" },
  { .method = "DELETE",
    .path = "/v1/desk/canned/:id/attachments/:attachment_id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_file,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Take a file from a canned reply" },
  { NULL },
};
