/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/team/bhd-team-answers.h"

#include "server/desk/attachments/bhd-attachments.h"
#include "server/http/routes/ai/bhd-ai-answers.h"

void
bhd_team_write_team (BhJsonWriter *json, const char *name, const BhdTeamRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "name", row->name);
  bh_json_begin_array (json, "members");
  for (char **member = row->members; member != NULL && *member != NULL; member++)
    bh_json_string (json, NULL, *member);
  bh_json_end_array (json);
  bh_json_end_object (json);
}

void
bhd_team_write_label (BhJsonWriter *json, const char *name, const BhdLabelRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "name", row->name);
  bh_json_string (json, "color", row->color);
  bh_json_end_object (json);
}

void
bhd_team_write_canned (BhJsonWriter *json, const char *name, const BhdCannedRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "shortcut", row->shortcut);
  bh_json_string (json, "title", row->title);
  bh_json_string (json, "body", row->body);
  bh_json_bool (json, "shared", row->operator_id == NULL);
  bh_json_begin_array (json, "attachments");
  for (guint i = 0; row->files != NULL && i < row->files->len; i++)
    bhd_attachment_write_json (g_ptr_array_index (row->files, i), json, NULL);
  bh_json_end_array (json);
  bh_json_int (json, "updated_us", row->updated_us);
  bh_json_end_object (json);
}

void
bhd_team_write_view (BhJsonWriter *json, const char *name, const BhdViewRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "name", row->name);
  bh_json_bool (json, "shared", row->operator_id == NULL);
  bh_json_int (json, "position", row->position);
  bh_json_string (json, "sort", row->sort);
  bh_json_raw (json, "filter", row->filter);
  bh_json_end_object (json);
}

typedef struct
{
  const BhdRequest *request;
  BhdPieceFunc piece;
  gboolean more;
} Pieces;

static gpointer
piece_job (BhdTurn *turn, gpointer data, GError **error)
{
  Pieces *pieces = data;

  pieces->piece (turn, bhd_request_caller (pieces->request),
                 bhd_request_param (pieces->request, "id"), &pieces->more, error);
  return NULL;
}

gboolean
bhd_team_answer_operators (GPtrArray *operators, BhdReply *reply)
{
  if (operators == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "operators");
  for (guint i = 0; i < operators->len; i++)
    bh_operator_write_json (g_ptr_array_index (operators, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

gboolean
bhd_team_do_pieces (BhdStore *store, const BhdRequest *request, BhdPieceFunc piece, GError **error)
{
  Pieces pieces = { request, piece, TRUE };

  while (pieces.more)
    if (!bhd_ai_call (store, BHD_JOB_WRITE, piece_job, &pieces, error))
      return FALSE;
  return TRUE;
}
