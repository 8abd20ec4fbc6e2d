/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-directory.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/team/bhd-team-answers.h"

static void
write_operator (BhJsonWriter *json, gconstpointer record)
{
  bh_operator_write_json (record, json, NULL);
}

static void
write_team (BhJsonWriter *json, gconstpointer record)
{
  bhd_team_write_team (json, NULL, record);
}

static void
write_label (BhJsonWriter *json, gconstpointer record)
{
  bhd_team_write_label (json, NULL, record);
}

static void
write_canned (BhJsonWriter *json, gconstpointer record)
{
  bhd_team_write_canned (json, NULL, record);
}

static void
write_view (BhJsonWriter *json, gconstpointer record)
{
  bhd_team_write_view (json, NULL, record);
}

static void
write_list (BhJsonWriter *json,
            const char *name,
            GPtrArray *list,
            void (*write) (BhJsonWriter *json, gconstpointer record))
{
  bh_json_begin_array (json, name);
  for (guint i = 0; i < list->len; i++)
    write (json, g_ptr_array_index (list, i));
  bh_json_end_array (json);
}

static gboolean
get_directory (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_auto (BhdDirectory) directory = { 0 };

  if (!bhd_directory_read (turn, bhd_request_caller (request), &directory, error))
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  write_list (&reply->json, "operators", directory.operators, write_operator);
  write_list (&reply->json, "teams", directory.teams, write_team);
  write_list (&reply->json, "labels", directory.labels, write_label);
  write_list (&reply->json, "canned", directory.canned, write_canned);
  write_list (&reply->json, "views", directory.views, write_view);
  bh_json_end_object (&reply->json);
  return TRUE;
}

const BhdRoute bhd_directory_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/directory",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_directory,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("operators", operator),
                                BHD_MANY ("teams", team),
                                BHD_MANY ("labels", label),
                                BHD_MANY ("canned", canned),
                                BHD_MANY ("views", saved_view))),
    .summary = "The colleagues, and what they share: teams, labels, canned replies, views" },
  { NULL },
};
