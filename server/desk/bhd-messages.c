/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-messages-private.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/attachments/bhd-claiming-private.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-runs-private.h"
#include "server/desk/flow/bhd-mentions-private.h"
#include "server/desk/runs/bhd-drafts.h"
#include "server/store/rows/bhd-message-rows.h"
#include "server/store/rows/flow/bhd-later-rows.h"

/* The same message sent again; anything else under this id is not the caller's to see. */
static gboolean
is_repeat (const BhMessage *stored,
           const BhdCaller *caller,
           const char *conversation_id,
           BhMessageKind kind)
{
  BhAuthor author = caller->who == BHD_VISITOR ? BH_AUTHOR_VISITOR : BH_AUTHOR_OPERATOR;
  const char *author_id = caller->who == BHD_VISITOR ? caller->contact_id : caller->operator_id;

  return stored->author == author && stored->kind == kind &&
         g_strcmp0 (stored->author_id, author_id) == 0 &&
         g_str_equal (stored->conversation_id, conversation_id);
}

/* Returns: FALSE with @error set; else @stored (out) (nullable) is what the id names. */
static gboolean
find_repeat (BhdTurn *turn,
             const BhdCaller *caller,
             const char *conversation_id,
             const char *id,
             BhMessageKind kind,
             BhMessage **stored,
             GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhMessage) found =
      bhd_message_rows_find (turn->db, caller->organization_id, id, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (found != NULL && !is_repeat (found, caller, conversation_id, kind))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                   "this id names another message: make a new one");
      return FALSE;
    }
  *stored = g_steal_pointer (&found);
  return TRUE;
}

/* What a visitor's message does to the conversation before it is said. */
static void
receive (BhdTurn *turn, BhdConversationRow *row)
{
  row->fields.unread++;
  row->fields.snoozed_until_us = 0;
  if (row->fields.assignee_id != NULL && row->owed_since_us == 0)
    row->owed_since_us = turn->now_us;
  if (row->fields.status == BH_STATUS_ESCALATED && row->fields.waiting_since_us == 0)
    row->fields.waiting_since_us = turn->now_us;
}

/* What an operator's text does to it: it takes the conversation from the AI and from the queue, and
 * what the AI suggested is no longer needed. */
static gboolean
answer (BhdTurn *turn, BhdConversationRow *row, const BhdCaller *operator, GError ** error)
{
  if (row->fields.assignee_id == NULL && !bhd_handoffs_take (turn, row, operator, error))
    return FALSE;

  row->fields.waiting_since_us = 0;
  row->owed_since_us = 0;
  if (row->fields.first_reply_us == 0)
    row->fields.first_reply_us = turn->now_us;
  return bhd_drafts_withdraw (turn, row, NULL, error);
}

static BhMessage *
say (BhdTurn *turn,
     BhdConversationRow *row,
     const BhdCaller *caller,
     const BhdSaying *saying,
     GError **error)
{
  gboolean visitor = caller->who == BHD_VISITOR;
  BhMessage *message;

  if (visitor)
    receive (turn, row);
  else if (saying->kind == BH_MESSAGE_TEXT && !answer (turn, row, caller, error))
    return NULL;

  message = bhd_change_say (turn, row, saying, error);
  if (message != NULL && visitor && !bhd_runs_expect (turn, row, error))
    g_clear_pointer (&message, bh_message_unref);
  return message;
}

/* A visitor begins anew; an operator can bring back what is closed. */
static gboolean
refuse_closed (const BhdCaller *caller, GError **error)
{
  if (caller->who == BHD_OPERATOR)
    g_set_error (error, BH_ERROR, BH_ERROR_CLOSED,
                 "this conversation is resolved: reopen it first");
  else
    g_set_error (error, BH_ERROR, BH_ERROR_CLOSED, "this conversation is closed: start a new one");
  return FALSE;
}

static gboolean
may_say (const BhdConversationRow *row, const BhdCaller *caller, BhMessageKind kind, GError **error)
{
  if (caller->who == BHD_VISITOR && row->fields.contact_blocked)
    {
      bhd_identity_set_blocked_error (error);
      return FALSE;
    }
  if (kind == BH_MESSAGE_NOTICE || (kind == BH_MESSAGE_NOTE && caller->who != BHD_OPERATOR))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN,
                   "this kind of message is not yours to write");
      return FALSE;
    }
  if (kind == BH_MESSAGE_TEXT && row->fields.status == BH_STATUS_RESOLVED)
    return refuse_closed (caller, error);
  return TRUE;
}

/* What somebody wrote may be about words that have been answered since. */
static gboolean
check_seen (BhdTurn *turn,
            const BhdConversationRow *row,
            const BhdCaller *caller,
            const BhdPosting *posting,
            GError **error)
{
  const BhdLater later = { row->organization_id, row->fields.id, posting->seen_seq,
                           caller->operator_id };
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autoptr (GError) inner = NULL;
  g_autofree char *name = NULL;
  g_autofree char *detail = NULL;
  GError *refusal = NULL;

  if (!posting->has_seen || posting->kind != BH_MESSAGE_TEXT ||
      row->fields.last_seq <= posting->seen_seq)
    return TRUE;
  name = bhd_later_rows_find_answer (turn->db, &later, &inner);
  if (name == NULL && inner == NULL)
    return TRUE;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  bh_json_string (&json, NULL, name);
  detail = bh_json_writer_steal (&json);
  g_set_error (&refusal, BH_ERROR, BH_ERROR_STALE, "%s has answered meanwhile: read it first",
               name);
  bh_error_set_detail (refusal, "author_name", detail);
  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
take_mentions (BhdTurn *turn,
               BhdConversationRow *row,
               const BhdCaller *caller,
               const BhdPosting *posting,
               char **extra,
               GError **error)
{
  if (posting->mentions == NULL || posting->mentions[0] == NULL)
    return TRUE;
  if (posting->kind != BH_MESSAGE_NOTE)
    return bhd_refuse_field (error, "mentions", "only notes mention colleagues");
  return bhd_mentions_take (turn, row, caller, posting->mentions, extra, error);
}

/* Says it with what comes with it. */
static BhMessage *
say_with_all (BhdTurn *turn,
              BhdConversationRow *row,
              const BhdCaller *caller,
              BhdSaying saying,
              const BhdPosting *posting,
              GError **error)
{
  gboolean note = posting->kind == BH_MESSAGE_NOTE;
  g_autofree char *extra = NULL;
  g_autofree char *first = NULL;

  if (!may_say (row, caller, posting->kind, error) ||
      !check_seen (turn, row, caller, posting, error) ||
      !bhd_claiming_take (turn, caller, row->fields.id, posting->id, note, posting->attachments,
                          &extra, &first, error) ||
      !take_mentions (turn, row, caller, posting, &extra, error) ||
      (note && !bhd_change_touch (turn, row, error)))
    return NULL;
  if (extra != NULL)
    saying.extra = extra;
  saying.title = first;
  return say (turn, row, caller, &saying, error);
}

/* @extra: (nullable) */
static BhMessage *
post (BhdTurn *turn,
      const BhdCaller *caller,
      const char *conversation_id,
      const BhdPosting *posting,
      const char *extra,
      BhConversation **conversation,
      gboolean *created,
      GError **error)
{
  gboolean visitor = caller->who == BHD_VISITOR;
  const BhdSaying saying = { .id = posting->id,
                             .kind = posting->kind,
                             .body = posting->body,
                             .extra = extra,
                             .author = visitor ? BH_AUTHOR_VISITOR : BH_AUTHOR_OPERATOR,
                             .author_id = visitor ? caller->contact_id : caller->operator_id,
                             .author_name = caller->name };
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, conversation_id, error);
  g_autoptr (BhMessage) message = NULL;

  if (row == NULL ||
      !find_repeat (turn, caller, conversation_id, posting->id, posting->kind, &message, error))
    return NULL;

  *created = message == NULL;
  if (message == NULL)
    message = say_with_all (turn, row, caller, saying, posting, error);
  if (message != NULL && conversation != NULL)
    *conversation = bhd_conversation_row_freeze (g_steal_pointer (&row));
  return g_steal_pointer (&message);
}

BhMessage *
bhd_messages_post (BhdTurn *turn,
                   const BhdCaller *caller,
                   const char *conversation_id,
                   const char *id,
                   BhMessageKind kind,
                   const char *body,
                   BhConversation **conversation,
                   gboolean *created,
                   GError **error)
{
  return bhd_messages_post_files (turn, caller, conversation_id, id, kind, body, NULL, conversation,
                                  created, error);
}

BhMessage *
bhd_messages_post_files (BhdTurn *turn,
                         const BhdCaller *caller,
                         const char *conversation_id,
                         const char *id,
                         BhMessageKind kind,
                         const char *body,
                         const char *const *attachments,
                         BhConversation **conversation,
                         gboolean *created,
                         GError **error)
{
  const BhdPosting posting = { .id = id, .kind = kind, .body = body, .attachments = attachments };

  return post (turn, caller, conversation_id, &posting, NULL, conversation, created, error);
}

BhMessage *
bhd_messages_post_seen (BhdTurn *turn,
                        const BhdCaller *
                        operator,
                        const char * conversation_id,
                        const BhdPosting *posting,
                        BhConversation **conversation,
                        gboolean *created,
                        GError **error)
{
  return post (turn, operator, conversation_id, posting, NULL, conversation, created, error);
}

BhMessage *
bhd_messages_post_extra (BhdTurn *turn,
                         const BhdCaller *caller,
                         const char *conversation_id,
                         const char *id,
                         const char *body,
                         const char *extra,
                         gboolean *created,
                         GError **error)
{
  const BhdPosting posting = { .id = id, .kind = BH_MESSAGE_TEXT, .body = body };

  return post (turn, caller, conversation_id, &posting, extra, NULL, created, error);
}

GPtrArray *
bhd_messages_page (BhdTurn *turn,
                   const BhdCaller *caller,
                   const char *conversation_id,
                   gint64 before,
                   gint64 after,
                   guint limit,
                   gboolean *more,
                   GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, conversation_id, error);
  BhdMessagePage page;
  GPtrArray *messages;

  if (row == NULL)
    return NULL;

  /* One more than wanted tells whether there are more. */
  page = (BhdMessagePage){ row->organization_id,        conversation_id, before, after,
                           caller->who == BHD_OPERATOR, limit + 1 };
  messages = bhd_message_rows_page (turn->db, &page, error);
  if (messages == NULL)
    return NULL;

  *more = messages->len > limit;
  if (*more)
    g_ptr_array_remove_index (messages, after != 0 ? limit : 0);
  return messages;
}
