/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-desk-settings.h"

gboolean
bhd_desk_settings_get (BhdTurn *turn,
                       const char *organization_id,
                       BhdDeskSettings *settings,
                       GError **error)
{
  return bhd_desk_setting_rows_get (turn->db, organization_id, settings, error);
}

void
bhd_desk_settings_write_json (const BhdDeskSettings *self, BhJsonWriter *json)
{
  bh_json_begin_object (json, NULL);
  bh_json_begin_object (json, "desk");
  bh_json_int (json, "claim_timeout_s", self->claim_timeout_s);
  bh_json_int (json, "auto_resolve_h", self->auto_resolve_h);
  bh_json_int (json, "retention_days", self->retention_days);
  bh_json_end_object (json);
  bh_json_end_object (json);
}

gboolean
bhd_desk_settings_put (BhdTurn *turn,
                       const char *organization_id,
                       const BhdDeskSettings *settings,
                       GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  BhdEventDraft draft = { organization_id, "desk.updated" };

  if (!bhd_desk_setting_rows_put (turn->db, organization_id, settings, turn->now_us, error))
    return FALSE;
  bhd_desk_settings_write_json (settings, &json);
  draft.body = body = bh_json_writer_steal (&json);
  draft.seq = bhd_turn_reserve_seq (turn, organization_id, error);
  return draft.seq != 0 && bhd_turn_publish (turn, &draft, error);
}
