/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-contact-news-private.h"

#include "server/desk/contacts/bhd-contact-view.h"
#include "server/desk/hooks/bhd-hook-events.h"

gboolean
bhd_contact_news_tell (BhdTurn *turn,
                       const BhdContactDraft *contact,
                       const char *event,
                       GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *record = NULL;

  bhd_contact_write_json (contact, NULL, &json, NULL);
  record = bh_json_writer_steal (&json);
  return bhd_hook_events_note (turn, contact->organization_id, event, record, contact->id, error);
}
