/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/fake-record.h"

BhConversation *
fake_record_new (const BhConversation *fields)
{
  BhConversation copy = *fields;
  char **texts[] = { &copy.id,
                     &copy.channel,
                     &copy.priority,
                     &copy.contact_id,
                     &copy.contact_name,
                     &copy.contact_email,
                     &copy.contact_metadata,
                     &copy.contact_attributes,
                     &copy.contact_external_id,
                     &copy.assignee_id,
                     &copy.assignee_name,
                     &copy.labels,
                     &copy.team_id,
                     &copy.team_name,
                     &copy.mentions,
                     &copy.handoff_id,
                     &copy.handoff_status,
                     &copy.handoff_reason,
                     &copy.handoff_summary,
                     &copy.last_author_name,
                     &copy.last_body,
                     &copy.csat_comment };

  copy.contact_id = (char *) (fields->contact_id != NULL ? fields->contact_id : "contact");
  copy.channel = (char *) (fields->channel != NULL ? fields->channel : "widget");
  copy.priority = (char *) (fields->priority != NULL ? fields->priority : "normal");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (*texts[i]);
  return bh_conversation_new_take (&copy);
}
