/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/api/bhd-api-chat.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-conversations-private.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-runs-private.h"
#include "server/desk/contacts/bhd-contact-words.h"
#include "server/desk/widget/bhd-contact-news-private.h"
#include "server/store/rows/api/bhd-api-chat-rows.h"
#include "server/store/rows/bhd-contact-rows.h"
#include "server/store/rows/bhd-message-rows.h"

#include <string.h>

#define NAME "Visitor"
#define RECENT 20 /* conversations of a session that are looked at */
#define BEHIND 50 /* messages behind the visitor's that are looked at */

#define TAKEN_OVER "A person has taken over and will answer you here."
#define ASKED_FOR "A person has been asked for and will answer you here."
#define WAITS "Your message has been received. A person will answer you here."
#define CLOSED "This conversation has been closed. Write again to begin a new one."

void
bhd_api_place_clear (BhdApiPlace *self)
{
  g_clear_pointer (&self->organization_id, g_free);
  g_clear_pointer (&self->contact_id, g_free);
  g_clear_pointer (&self->conversation_id, g_free);
}

void
bhd_api_outcome_free (BhdApiOutcome *self)
{
  g_free (self->message);
  g_free (self->message_id);
  g_free (self->sources);
  g_free (self->status);
  g_free (self);
}

static BhdCaller *
visitor_new (const char *organization_id, const char *contact_id)
{
  BhdCaller fields = { .who = BHD_VISITOR, .expires_us = G_MAXINT64 };

  fields.organization_id = g_strdup (organization_id);
  fields.contact_id = g_strdup (contact_id);
  fields.name = g_strdup (NAME);
  fields.email = g_strdup ("");
  return bhd_caller_new_take (&fields);
}

static char *
add_contact (BhdTurn *turn, const char *organization_id, const char *session_id, GError **error)
{
  g_autofree char *id = bh_id_new ();
  const BhdContactDraft draft = { .organization_id = organization_id,
                                  .id = id,
                                  .name = NAME,
                                  .email = "",
                                  .created_us = turn->now_us };

  if (!bhd_contact_rows_insert (turn->db, &draft, error) ||
      !bhd_contact_words_store (turn, &draft, error) ||
      !bhd_api_chat_rows_add_session (turn->db, organization_id, session_id, id, turn->now_us,
                                      error) ||
      !bhd_contact_news_tell (turn, &draft, "contact.created", error))
    return NULL;
  return g_steal_pointer (&id);
}

/* The contact that stands for the session.  Returns: (transfer full) */
static BhdCaller *
find_visitor (BhdTurn *turn, const char *organization_id, const char *session_id, GError **error)
{
  g_autofree char *contact_id = NULL;

  if (!bhd_api_chat_rows_find_session (turn->db, organization_id, session_id, &contact_id, error))
    return NULL;
  if (contact_id == NULL)
    contact_id = add_contact (turn, organization_id, session_id, error);
  return contact_id != NULL ? visitor_new (organization_id, contact_id) : NULL;
}

static char *
pick_open (GPtrArray *own)
{
  for (guint i = 0; i < own->len; i++)
    {
      const BhConversation *conversation = g_ptr_array_index (own, i);

      if (conversation->status != BH_STATUS_RESOLVED &&
          g_str_equal (conversation->channel, BHD_CHANNEL_API))
        return g_strdup (conversation->id);
    }
  return NULL;
}

static char *
find_conversation (BhdTurn *turn, const BhdCaller *visitor, GError **error)
{
  g_autoptr (GPtrArray) own = bhd_conversations_list_own (turn, visitor, 0, NULL, RECENT, error);
  g_autofree char *found = own != NULL ? pick_open (own) : NULL;
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhConversation) opened = NULL;
  gboolean created;

  if (own == NULL || found != NULL)
    return g_steal_pointer (&found);
  opened = bhd_conversations_open_on (turn, visitor, id, BHD_CHANNEL_API, &created, error);
  return opened != NULL ? g_steal_pointer (&id) : NULL;
}

/* The id under which the program's message is stored: the same name in the same session is the same
 * id, and nobody else's. */
static char *
derive_id (const BhdCaller *visitor, const char *message_id)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *pieces[] = { visitor->organization_id, visitor->contact_id, message_id };
  const char *hex;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    g_checksum_update (sum, (const guchar *) pieces[i], (gssize) strlen (pieces[i]) + 1);
  hex = g_checksum_get_string (sum);
  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17,
                          hex + 20);
}

/* @found: (out) (nullable): what the session said under this name before. */
static gboolean
find_named (BhdTurn *turn,
            const BhdCaller *visitor,
            const char *id,
            BhMessage **found,
            GError **error)
{
  g_autoptr (GError) inner = NULL;

  *found = bhd_message_rows_find (turn->db, visitor->organization_id, id, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* What was said behind @after.  Returns: (transfer full): of BhMessage */
static GPtrArray *
list_behind (BhdTurn *turn, const BhdConversationRow *row, gint64 after, GError **error)
{
  const BhdMessagePage page = { .organization_id = row->organization_id,
                                .conversation_id = row->fields.id,
                                .after = after,
                                .limit = BEHIND };

  return bhd_message_rows_page (turn->db, &page, error);
}

/* The first words of anybody but the visitor.  Returns: (nullable) */
static const BhMessage *
pick_answer (GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    {
      const BhMessage *message = g_ptr_array_index (messages, i);

      if (message->kind == BH_MESSAGE_TEXT && message->author != BH_AUTHOR_VISITOR)
        return message;
    }
  return NULL;
}

/* The same words, and nobody has said anything since: @found (out) (nullable). */
static gboolean
find_unanswered (BhdTurn *turn,
                 const BhdConversationRow *row,
                 const char *body,
                 BhMessage **found,
                 GError **error)
{
  g_autoptr (GPtrArray) messages = NULL;
  BhMessage *last;

  if (row->visitor_seq == 0)
    return TRUE;
  messages = list_behind (turn, row, row->visitor_seq - 1, error);
  if (messages == NULL)
    return FALSE;
  last = messages->len > 0 ? g_ptr_array_index (messages, 0) : NULL;
  if (last != NULL && last->author == BH_AUTHOR_VISITOR && g_str_equal (last->body, body) &&
      pick_answer (messages) == NULL)
    *found = bh_message_ref (last);
  return TRUE;
}

static BhMessage *
say (BhdTurn *turn,
     const BhdCaller *visitor,
     const char *conversation_id,
     const BhdApiWords *words,
     const char *id,
     GError **error)
{
  gboolean created;

  return bhd_messages_post (turn, visitor, conversation_id, id, BH_MESSAGE_TEXT, words->message,
                            NULL, &created, error);
}

/* A retry after the AI has been silent: it is asked again. */
static gboolean
ask_again (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  gboolean open = FALSE;

  return bhd_api_chat_rows_is_open (turn->db, row->organization_id, row->fields.id, &open, error) &&
         (open || bhd_runs_expect (turn, row, error));
}

/* Says it in the conversation that is open, unless it stands there without an answer. */
static BhMessage *
say_once (BhdTurn *turn,
          const BhdCaller *visitor,
          const BhdApiWords *words,
          const char *id,
          GError **error)
{
  g_autofree char *conversation_id = find_conversation (turn, visitor, error);
  g_autoptr (BhdConversationRow) row = NULL;
  g_autoptr (BhMessage) unanswered = NULL;

  if (conversation_id != NULL)
    row = bhd_change_begin (turn, visitor, conversation_id, error);
  if (row == NULL || (words->message_id == NULL &&
                      !find_unanswered (turn, row, words->message, &unanswered, error)))
    return NULL;
  if (unanswered == NULL)
    return say (turn, visitor, conversation_id, words, id, error);
  return ask_again (turn, row, error) ? g_steal_pointer (&unanswered) : NULL;
}

gboolean
bhd_api_chat_post (BhdTurn *turn,
                   const BhdCaller *program,
                   const BhdApiWords *words,
                   BhdApiPlace *place,
                   GError **error)
{
  g_autoptr (BhdCaller) visitor =
      find_visitor (turn, program->organization_id, words->session_id, error);
  g_autoptr (BhMessage) message = NULL;
  g_autofree char *id = NULL;

  if (visitor == NULL)
    return FALSE;
  id = words->message_id != NULL ? derive_id (visitor, words->message_id) : bh_id_new ();
  if (words->message_id != NULL && !find_named (turn, visitor, id, &message, error))
    return FALSE;
  if (message == NULL)
    message = say_once (turn, visitor, words, id, error);
  if (message == NULL)
    return FALSE;

  *place = (BhdApiPlace){ g_strdup (visitor->organization_id), g_strdup (visitor->contact_id),
                          g_strdup (message->conversation_id), message->seq };
  return TRUE;
}

static BhdApiOutcome *
outcome_new (const BhdConversationRow *row, const char *message)
{
  BhdApiOutcome *self = g_new0 (BhdApiOutcome, 1);

  self->message = g_strdup (message);
  self->status = g_strdup (bh_status_to_string (row->fields.status));
  return self;
}

static BhdApiOutcome *
tell_answer (BhdTurn *turn, const BhdConversationRow *row, const BhMessage *answer, GError **error)
{
  g_autoptr (BhdApiOutcome) outcome = outcome_new (row, answer->body);

  outcome->message_id = g_strdup (answer->id);
  outcome->sources = g_strdup (answer->sources);
  if (!bhd_api_chat_rows_usage (turn->db, row->organization_id, answer->id, &outcome->tokens_in,
                                &outcome->tokens_out, error))
    return NULL;
  return g_steal_pointer (&outcome);
}

static const char *
find_reason (const BhdConversationRow *row, gboolean open)
{
  if (row->fields.status == BH_STATUS_RESOLVED)
    return CLOSED;
  if (row->fields.status == BH_STATUS_ESCALATED)
    return row->fields.assignee_id != NULL ? TAKEN_OVER : ASKED_FOR;
  return open && !row->suggests ? NULL : WAITS;
}

BhdApiOutcome *
bhd_api_chat_look (BhdTurn *turn, const BhdApiPlace *place, GError **error)
{
  g_autoptr (BhdCaller) visitor = visitor_new (place->organization_id, place->contact_id);
  g_autoptr (BhdConversationRow) row =
      bhd_change_begin (turn, visitor, place->conversation_id, error);
  g_autoptr (GPtrArray) messages = NULL;
  const BhMessage *answer;
  const char *reason;
  gboolean open = FALSE;

  if (row != NULL)
    messages = list_behind (turn, row, place->input_seq, error);
  if (messages == NULL || !bhd_api_chat_rows_is_open (turn->db, place->organization_id,
                                                      place->conversation_id, &open, error))
    return NULL;
  answer = pick_answer (messages);
  if (answer != NULL)
    return tell_answer (turn, row, answer, error);
  reason = find_reason (row, open);
  return reason != NULL ? outcome_new (row, reason) : NULL;
}
