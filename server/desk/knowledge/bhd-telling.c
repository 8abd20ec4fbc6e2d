/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-telling-private.h"

#include "common/bh-error.h"

gboolean
bhd_tell (BhdTurn *turn,
          const char *organization_id,
          const char *type,
          const char *subject,
          BhJsonWriter *json,
          GError **error)
{
  g_autofree char *body = bh_json_writer_steal (json);
  BhdEventDraft draft = { organization_id, type, subject, NULL, body, NULL, 0 };

  draft.seq = bhd_turn_reserve_seq (turn, organization_id, error);
  return draft.seq != 0 && bhd_turn_publish (turn, &draft, error);
}

gboolean
bhd_tell_gone (BhdTurn *turn,
               const char *organization_id,
               const char *type,
               const char *member,
               const char *id,
               GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, member);
  bh_json_string (&json, "id", id);
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  return bhd_tell (turn, organization_id, type, id, &json, error);
}

gboolean
bhd_tell_found (gboolean found, const char *sentence, GError *inner, GError **error)
{
  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (!found)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "%s", sentence);
  return found && inner == NULL;
}
