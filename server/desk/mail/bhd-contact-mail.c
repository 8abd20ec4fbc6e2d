/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/mail/bhd-contact-mail.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/contacts/bhd-contacts.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/bhd-mail-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define LETTER "reply"

/* Returns: (transfer full): the contact's latest; NULL with @error set. */
static char *
find_latest (BhdTurn *turn, const char *organization_id, const char *contact_id, GError **error)
{
  g_autoptr (GPtrArray) list =
      bhd_contacts_list_conversations (turn, organization_id, contact_id, 1, error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_strdup (((const BhConversation *) list->pdata[0])->id);
  bhd_refuse_field (error, "conversation_id",
                    "this contact has none that could remember the letter");
  return NULL;
}

static char *
find_place (BhdTurn *turn,
            const BhdCaller *
            operator,
            const char * contact_id,
            const char *conversation_id,
            GError **error)
{
  g_autoptr (BhdConversationRow) row = NULL;

  if (conversation_id == NULL)
    return find_latest (turn, operator->organization_id, contact_id, error);
  row = bhd_change_begin_desk (turn, operator, conversation_id, error);
  if (row == NULL || !bhd_tell_found (strcmp (row->fields.contact_id, contact_id) == 0,
                                      N_ ("no such conversation"), NULL, error))
    return NULL;
  return g_strdup (conversation_id);
}

/* @created: (out): FALSE: the letter was written before. */
static gboolean
remember (BhdTurn *turn,
          const BhdCaller *
          operator,
          const BhdContactRow * contact,
          const char *conversation_id,
          const BhdContactMail *mail,
          gboolean *created,
          GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("E-mail to %s: %s\n\n%s", contact->email, mail->subject, mail->body);
  g_autoptr (BhMessage) note = bhd_messages_post (turn, operator, conversation_id, mail->id,
                                                  BH_MESSAGE_NOTE, text, NULL, created, error);

  return note != NULL;
}

static gboolean
queue (BhdTurn *turn,
       const char *organization_id,
       const char *conversation_id,
       const BhdContactMail *mail,
       GError **error)
{
  const BhdMail row = { (char *) organization_id,
                        (char *) mail->id,
                        (char *) LETTER,
                        (char *) conversation_id,
                        (char *) mail->subject,
                        (char *) mail->body,
                        0,
                        turn->now_us };

  turn->wakes |= BHD_WAKE_MAILER;
  return bhd_mail_rows_insert (turn->db, &row, turn->now_us, error);
}

gboolean
bhd_contact_mail_send (BhdTurn *turn,
                       const BhdCaller *
                       operator,
                       const char * contact_id,
                       const BhdContactMail *mail,
                       GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdContactRow) contact = bhd_contacts_find (turn, organization_id, contact_id, error);
  g_autofree char *place = NULL;
  gboolean created = FALSE;

  if (contact == NULL)
    return FALSE;
  if (strchr (contact->email, '@') == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "nobody knows an e-mail address of this contact: ask for one first");
      return FALSE;
    }
  place = find_place (turn, operator, contact_id, mail->conversation_id, error);
  return place != NULL && remember (turn, operator, contact, place, mail, &created, error) &&
         (!created || queue (turn, organization_id, place, mail, error));
}
