/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-teams.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/team/bhd-team-answers.h"

/* Strings are the request's; only a new one says its id. */
static BhdTeamRow
read_team (const BhdRequest *request)
{
  return (BhdTeamRow){
    .name = (char *) bhd_request_text (request, "name"),
    .members = (char **) bhd_request_list (request, "members"),
  };
}

static gboolean
answer (BhdReply *reply, const BhdTeamRow *row)
{
  if (row == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bhd_team_write_team (&reply->json, "team", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_team (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdTeamRow draft = read_team (request);
  g_autoptr (BhdTeamRow) row = NULL;
  gboolean created = FALSE;

  draft.id = (char *) bhd_request_text (request, "id");
  row = bhd_teams_create (turn, bhd_request_caller (request), &draft, &created, error);
  reply->status = created ? 201 : 200;
  return answer (reply, row);
}

static gboolean
patch_team (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdTeamRow change = read_team (request);
  g_autoptr (BhdTeamRow) row = bhd_teams_change (turn, bhd_request_caller (request),
                                                 bhd_request_param (request, "id"), &change, error);

  return answer (reply, row);
}

static gboolean
delete_team (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_team_do_pieces (store, request, bhd_teams_delete, error);
}

#define TEAM_FIELDS(required)                                                                      \
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 60 },                                        \
  {                                                                                                \
    "members", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, BHD_TEAM_MEMBERS_MAX                        \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  TEAM_FIELDS (TRUE),
  { NULL },
};

static const BhdField change_fields[] = { TEAM_FIELDS (FALSE), { NULL } };

const BhdRoute bhd_team_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/teams",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .write = post_team,
    .audit = "team.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("team", team))),
    .summary = "Add a team" },
  { .method = "PATCH",
    .path = "/v1/desk/teams/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .write = patch_team,
    .audit = "team.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("team", team))),
    .summary = "Change a team's name or members" },
  { .method = "DELETE",
    .path = "/v1/desk/teams/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .work = delete_team,
    .audit = "team.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a team, also from every conversation" },
  { NULL },
};
