/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-contact-export.h"

#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/contacts/bhd-contact-notes.h"
#include "server/desk/contacts/bhd-contact-view.h"
#include "server/desk/contacts/bhd-contacts.h"
#include "server/desk/widget/bhd-visits.h"
#include "server/store/rows/bhd-attachment-rows.h"
#include "server/store/rows/bhd-conversation-rows.h"
#include "server/store/rows/bhd-message-rows.h"

#define PAGE 200

/* One after the other, so that none but the answer itself is held whole. */
static gboolean
write_messages (BhdTurn *turn,
                const char *organization_id,
                const char *id,
                BhJsonWriter *json,
                GError **error)
{
  BhdMessagePage page = { organization_id, id, 0, -1, TRUE, PAGE };
  guint length = PAGE;

  bh_json_begin_array (json, "messages");
  while (length == PAGE)
    {
      g_autoptr (GPtrArray) messages = bhd_message_rows_page (turn->db, &page, error);

      if (messages == NULL)
        return FALSE;
      length = messages->len;
      for (guint i = 0; i < length; i++)
        {
          const BhMessage *message = messages->pdata[i];

          bh_message_write_json (message, json, NULL);
          page.after = message->seq;
        }
    }
  bh_json_end_array (json);
  return TRUE;
}

static gboolean
write_files (BhdTurn *turn,
             const char *organization_id,
             const char *id,
             BhJsonWriter *json,
             GError **error)
{
  g_autoptr (GPtrArray) files = bhd_attachment_rows_list (turn->db, organization_id, id, error);

  bh_json_begin_array (json, "files");
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const BhdAttachment *file = files->pdata[i];

      if (file->blob_hash != NULL) /* all of it is here */
        bhd_attachment_write_json (file, json, NULL);
    }
  bh_json_end_array (json);
  return files != NULL;
}

static gboolean
write_conversations (BhdTurn *turn,
                     const char *organization_id,
                     GPtrArray *list,
                     BhJsonWriter *json,
                     GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const BhConversation *conversation = list->pdata[i];

      bh_json_begin_object (json, NULL);
      bh_conversation_write_json (conversation, json, "conversation");
      if (!write_messages (turn, organization_id, conversation->id, json, error) ||
          !write_files (turn, organization_id, conversation->id, json, error))
        return FALSE;
      bh_json_end_object (json);
    }
  return TRUE;
}

static gboolean
write_all_conversations (BhdTurn *turn,
                         const char *organization_id,
                         const char *contact_id,
                         BhJsonWriter *json,
                         GError **error)
{
  gint64 before_us = G_MAXINT64;
  g_autofree char *before_id = g_strdup ("");
  guint length = PAGE;

  bh_json_begin_array (json, "conversations");
  while (length == PAGE)
    {
      g_autoptr (GPtrArray) list = bhd_conversation_rows_list_own (
          turn->db, organization_id, contact_id, before_us, before_id, PAGE, error);

      if (list == NULL || !write_conversations (turn, organization_id, list, json, error))
        return FALSE;
      length = list->len;
      if (length > 0)
        {
          const BhConversation *last = list->pdata[length - 1];

          before_us = last->updated_us;
          g_free (before_id);
          before_id = g_strdup (last->id);
        }
    }
  bh_json_end_array (json);
  return TRUE;
}

static gboolean
write_notes (BhdTurn *turn,
             const char *organization_id,
             const char *id,
             BhJsonWriter *json,
             GError **error)
{
  g_autoptr (GPtrArray) notes =
      bhd_contact_note_rows_list (turn->db, organization_id, id, G_MAXINT, error);

  bh_json_begin_array (json, "notes");
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    bhd_contact_note_write_json (notes->pdata[i], json, NULL);
  bh_json_end_array (json);
  return notes != NULL;
}

gboolean
bhd_contact_export_write (BhdTurn *turn,
                          const char *organization_id,
                          const char *id,
                          BhJsonWriter *json,
                          GError **error)
{
  g_autoptr (BhdContactRow) row = bhd_contacts_find (turn, organization_id, id, error);
  g_autofree char *pages = row != NULL ? bhd_visits_list (turn, organization_id, id, error) : NULL;
  BhdContactDraft contact;

  if (pages == NULL)
    return FALSE;
  contact = bhd_contact_draft_of (row, organization_id);
  bh_json_begin_object (json, NULL);
  bh_json_int (json, "exported_us", turn->now_us);
  bhd_contact_write_json (&contact, pages, json, "contact");
  if (!write_notes (turn, organization_id, id, json, error) ||
      !write_all_conversations (turn, organization_id, id, json, error))
    return FALSE;
  bh_json_end_object (json);
  return TRUE;
}
