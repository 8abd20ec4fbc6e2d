/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-offline-form.h"

#include "common/bh-email.h"
#include "common/bh-error.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-conversations-private.h"
#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/store/rows/bhd-message-rows.h"

#define REASON "offline_message"

/* The conversation's row is @row; the visitor's first words are what the desk is to know. */
static gboolean
say (BhdTurn *turn,
     BhdConversationRow *row,
     const BhdCaller *visitor,
     const BhdOfflineForm *form,
     GError **error)
{
  const BhdSaying saying = {
    .id = form->message_id,
    .author = BH_AUTHOR_VISITOR,
    .author_id = visitor->contact_id,
    .author_name = visitor->name,
    .kind = BH_MESSAGE_TEXT,
    .body = form->body,
  };
  g_autoptr (BhMessage) message = NULL;

  row->fields.unread++;
  message = bhd_change_say (turn, row, &saying, error);
  return message != NULL && bhd_handoffs_request (turn, row, REASON, form->body, error);
}

static BhdCaller *
take_new (BhdTurn *turn,
          const BhdOfflineForm *form,
          char **token,
          BhConversation **conversation,
          GError **error)
{
  BhdIntroduction introduction = form->introduction;
  g_autoptr (BhdCaller) visitor = NULL;
  g_autoptr (BhdConversationRow) row = NULL;

  introduction.form.reachable = TRUE;
  visitor = bhd_visitors_introduce (turn, &introduction, token, error);
  if (visitor != NULL && visitor->blocked)
    bhd_identity_set_blocked_error (error);
  else if (visitor != NULL)
    row = bhd_conversations_begin (turn, visitor, form->id, BHD_CHANNEL_OFFLINE, error);
  if (row == NULL || !say (turn, row, visitor, form, error))
    return NULL;
  *conversation = bhd_conversation_row_freeze (g_steal_pointer (&row));
  return g_steal_pointer (&visitor);
}

/* Whoever knows both ids, the words and the address is who sent them. */
static gboolean
is_repeat (const BhdOfflineForm *form, const BhMessage *message, const BhdConversationRow *row)
{
  g_autofree char *email = form->introduction.form.email != NULL
                               ? bh_email_normalize (form->introduction.form.email)
                               : NULL;

  return row != NULL && g_str_equal (message->conversation_id, form->id) &&
         message->author == BH_AUTHOR_VISITOR && g_str_equal (message->body, form->body) &&
         g_str_equal (row->fields.channel, BHD_CHANNEL_OFFLINE) &&
         g_strcmp0 (email, row->fields.contact_email) == 0;
}

static BhdCaller *
take_again (BhdTurn *turn,
            const char *organization_id,
            const BhdOfflineForm *form,
            const BhMessage *message,
            char **token,
            BhConversation **conversation,
            GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdConversationRow) row =
      bhd_conversation_rows_find (turn->db, organization_id, NULL, form->id, &inner);
  BhdContactDraft contact = { organization_id };
  BhdCaller *visitor = NULL;

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (!is_repeat (form, message, row))
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "these ids name something else: make new ones");
  else
    {
      contact.id = row->fields.contact_id;
      contact.name = row->fields.contact_name;
      contact.email = row->fields.contact_email;
      contact.created_us = turn->now_us;
      contact.external_id = row->fields.contact_external_id;
      visitor = bhd_identity_open_session (turn, &contact, TRUE, token, error);
    }
  if (visitor != NULL)
    *conversation = bhd_conversation_row_freeze (g_steal_pointer (&row));
  return visitor;
}

BhdCaller *
bhd_offline_form_take (BhdTurn *turn,
                       const BhdOfflineForm *form,
                       char **token,
                       BhConversation **conversation,
                       gboolean *created,
                       GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, form->introduction.organization, error);
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhMessage) message = NULL;

  if (organization == NULL)
    return NULL;
  message = bhd_message_rows_find (turn->db, organization->id, form->message_id, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  *created = message == NULL;
  return *created ? take_new (turn, form, token, conversation, error)
                  : take_again (turn, organization->id, form, message, token, conversation, error);
}
