/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-labels.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/team/bhd-team-answers.h"

/* Strings are the request's; only a new one says its id. */
static BhdLabelRow
read_label (const BhdRequest *request)
{
  return (BhdLabelRow){
    .name = (char *) bhd_request_text (request, "name"),
    .color = (char *) bhd_request_text (request, "color"),
  };
}

static gboolean
answer (BhdReply *reply, const BhdLabelRow *row)
{
  if (row == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bhd_team_write_label (&reply->json, "label", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_label (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdLabelRow draft = read_label (request);
  g_autoptr (BhdLabelRow) row = NULL;
  gboolean created = FALSE;

  draft.id = (char *) bhd_request_text (request, "id");
  row = bhd_labels_create (turn, bhd_request_caller (request), &draft, &created, error);
  reply->status = created ? 201 : 200;
  return answer (reply, row);
}

static gboolean
patch_label (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdLabelRow change = read_label (request);
  g_autoptr (BhdLabelRow) row = bhd_labels_change (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"), &change, error);

  return answer (reply, row);
}

static gboolean
delete_label (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_team_do_pieces (store, request, bhd_labels_delete, error);
}

#define LABEL_FIELDS(required)                                                                     \
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 40 },                                        \
  {                                                                                                \
    "color", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 7                                           \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  LABEL_FIELDS (TRUE),
  { NULL },
};

static const BhdField change_fields[] = { LABEL_FIELDS (FALSE), { NULL } };

const BhdRoute bhd_label_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/labels",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .write = post_label,
    .audit = "label.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("label", label))),
    .summary = "Add a label" },
  { .method = "PATCH",
    .path = "/v1/desk/labels/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .write = patch_label,
    .audit = "label.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("label", label))),
    .summary = "Change a label's name or color" },
  { .method = "DELETE",
    .path = "/v1/desk/labels/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .work = delete_label,
    .audit = "label.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a label, also from every conversation" },
  { NULL },
};
