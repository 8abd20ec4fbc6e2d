/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-contact-news-private.h"

#include "common/bh-json-writer.h"
#include "server/desk/hooks/bhd-hook-events.h"

gboolean
bhd_contact_news_tell (BhdTurn *turn,
                       const BhdContactDraft *contact,
                       const char *event,
                       GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *record = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", contact->id);
  bh_json_string (&json, "name", contact->name);
  bh_json_string (&json, "email", contact->email);
  bh_json_int (&json, "created_us", contact->created_us);
  bh_json_raw (&json, "metadata", contact->metadata);
  bh_json_raw (&json, "attributes", contact->attributes);
  bh_json_string (&json, "external_id", contact->external_id);
  bh_json_bool (&json, "verified", contact->external_id != NULL);
  bh_json_end_object (&json);
  record = bh_json_writer_steal (&json);
  return bhd_hook_events_note (turn, contact->organization_id, event, record, error);
}
