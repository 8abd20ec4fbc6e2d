/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-view-filter.h"
#include "server/desk/team/bhd-views.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/team/bhd-team-answers.h"

/* Where numbers that were given lie while they are looked at. */
typedef struct
{
  gint64 position;
  gboolean shared;
} Given;

/* Only a new one says its id. */
static BhdViewChange
read_view (const BhdRequest *request, Given *given)
{
  return (BhdViewChange){
    .name = bhd_request_text (request, "name"),
    .sort = bhd_request_text (request, "sort"),
    .filter = bhd_request_text (request, "filter"),
    .position = bhd_ai_number (request, "position", &given->position),
    .shared = bhd_ai_flag (request, "shared", &given->shared),
  };
}

static gboolean
answer (BhdReply *reply, const BhdViewRow *row)
{
  if (row == NULL)
    return FALSE;

  reply->own = row->operator_id != NULL;
  bh_json_begin_object (&reply->json, NULL);
  bhd_team_write_view (&reply->json, "view", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_view (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  Given given;
  BhdViewChange draft = read_view (request, &given);
  g_autoptr (BhdViewRow) row = NULL;
  gboolean created = FALSE;

  draft.id = bhd_request_text (request, "id");
  row = bhd_views_create (turn, bhd_request_caller (request), &draft, &created, error);
  reply->status = created ? 201 : 200;
  return answer (reply, row);
}

static gboolean
patch_view (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  Given given;
  gboolean was_shared = FALSE;
  const BhdViewChange change = read_view (request, &given);
  g_autoptr (BhdViewRow) row =
      bhd_views_change (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                        &change, &was_shared, error);

  if (!answer (reply, row))
    return FALSE;

  reply->own = reply->own && !was_shared;
  return TRUE;
}

static gboolean
delete_view (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean shared = FALSE;
  gboolean deleted = bhd_views_delete (turn, bhd_request_caller (request),
                                       bhd_request_param (request, "id"), &shared, error);

  reply->own = !shared;
  return deleted;
}

#define VIEW_FIELDS(required)                                                                      \
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 60 },                                        \
      { "shared", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },                                            \
      { "position", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, 1000 },                                  \
      { "sort", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "activity|waiting|priority" },    \
  {                                                                                                \
    "filter", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, BHD_VIEW_FILTER_MAX                         \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  VIEW_FIELDS (TRUE),
  { NULL },
};

static const BhdField change_fields[] = { VIEW_FIELDS (FALSE), { NULL } };

const BhdRoute bhd_view_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/views",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .write = post_view,
    .audit = "view.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("view", saved_view))),
    .summary = "Keep a view of the inbox" },
  { .method = "PATCH",
    .path = "/v1/desk/views/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .write = patch_view,
    .audit = "view.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("view", saved_view))),
    .summary = "Change a view" },
  { .method = "DELETE",
    .path = "/v1/desk/views/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_view,
    .audit = "view.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a view" },
  { NULL },
};
