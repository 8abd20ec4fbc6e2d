/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-conversations-private.h"

#include "common/bh-error.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-conversations-private.h"
#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/bhd-runs-private.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/desk/runs/bhd-summaries.h"
#include "server/desk/widget/bhd-widgets.h"
#include "server/store/rows/bhd-message-rows.h"

#define CALL_REQUESTED "call_requested"

static gboolean
refuse_resolved (const BhdConversationRow *row, GError **error)
{
  if (row->fields.status != BH_STATUS_RESOLVED)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_CLOSED, "this conversation is resolved: reopen it first");
  return FALSE;
}

static gboolean
is_owner (const BhdConversationRow *row, const BhdCaller *operator)
{
  return g_strcmp0 (row->fields.assignee_id, operator->operator_id) == 0;
}

static BhdConversationRow *
new_row (BhdTurn *turn, const BhdCaller *visitor, const char *id, const char *channel)
{
  BhdConversationRow *row = g_new0 (BhdConversationRow, 1);

  row->organization_id = g_strdup (visitor->organization_id);
  row->fields.id = g_strdup (id);
  row->fields.contact_id = g_strdup (visitor->contact_id);
  row->fields.status = BH_STATUS_UNRESOLVED;
  row->fields.channel = g_strdup (channel);
  row->fields.priority = g_strdup ("normal");
  row->fields.created_us = turn->now_us;
  row->fields.updated_us = turn->now_us;
  return row;
}

static gboolean
insert (BhdTurn *turn,
        const BhdCaller *visitor,
        const char *id,
        const char *channel,
        GError **error)
{
  g_autoptr (BhdConversationRow) row = new_row (turn, visitor, id, channel);
  g_autoptr (GError) inner = NULL;

  if (bhd_conversation_rows_insert (turn->db, row, &inner))
    return TRUE;

  if (g_error_matches (inner, BH_ERROR, BH_ERROR_CONFLICT))
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "this id names something else: make a new one");
  else
    g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

BhdConversationRow *
bhd_conversations_begin (BhdTurn *turn,
                         const BhdCaller *visitor,
                         const char *id,
                         const char *channel,
                         GError **error)
{
  g_autoptr (BhdConversationRow) row = NULL;

  if (!insert (turn, visitor, id, channel, error))
    return NULL;
  row = bhd_change_begin (turn, visitor, id, error);
  if (row == NULL || !bhd_change_announce (turn, row, "conversation.created", TRUE, error))
    return NULL;
  return g_steal_pointer (&row);
}

/* What the visitor took up on the page: one of the widget's own greetings; @text stays NULL where
 * there is none of that id any more. */
static gboolean
find_rule_text (BhdTurn *turn,
                const char *organization_id,
                const char *rule,
                char **text,
                GError **error)
{
  g_autoptr (BhWidget) widget = bhd_widgets_get (turn, organization_id, error);

  if (widget == NULL)
    return FALSE;

  for (guint i = 0; i < widget->proactive->len && *text == NULL; i++)
    {
      const BhWidgetRule *known = g_ptr_array_index (widget->proactive, i);

      if (strcmp (known->id, rule) == 0)
        *text = g_strdup (known->text);
    }
  return TRUE;
}

static gboolean
greet (BhdTurn *turn, BhdConversationRow *row, const char *rule, GError **error)
{
  g_autofree char *taken = NULL;
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, row->organization_id, error);
  g_autoptr (BhMessage) greeting = NULL;
  BhdSaying saying = { .author = BH_AUTHOR_AI, .author_name = row->ai_name };

  if (organization == NULL)
    return FALSE;
  if (rule != NULL && !find_rule_text (turn, row->organization_id, rule, &taken, error))
    return FALSE;
  if ((taken == NULL && *organization->greeting == '\0') ||
      !g_str_equal (row->fields.channel, BHD_CHANNEL_WIDGET))
    return TRUE;

  /* Where no AI is there to answer, none greets. */
  if (!organization->ai_enabled)
    saying = (BhdSaying){ .author = BH_AUTHOR_SYSTEM, .author_name = organization->name };
  saying.body = taken != NULL ? taken : organization->greeting;
  greeting = bhd_change_say (turn, row, &saying, error);
  return greeting != NULL;
}

static BhConversation *
open_greeted (BhdTurn *turn,
              const BhdCaller *visitor,
              const char *id,
              const char *channel,
              const char *rule,
              gboolean *created,
              GError **error)
{
  g_autoptr (BhdConversationRow) row = NULL;
  g_autoptr (GError) inner = NULL;

  g_assert (visitor->who == BHD_VISITOR);

  *created = FALSE;
  row = bhd_change_begin (turn, visitor, id, &inner);
  if (row != NULL)
    return bhd_conversation_row_freeze (g_steal_pointer (&row));
  if (!g_error_matches (inner, BH_ERROR, BH_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }

  row = bhd_conversations_begin (turn, visitor, id, channel, error);
  if (row == NULL || !greet (turn, row, rule, error))
    return NULL;
  *created = TRUE;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}

BhConversation *
bhd_conversations_open (BhdTurn *turn,
                        const BhdCaller *visitor,
                        const char *id,
                        gboolean *created,
                        GError **error)
{
  return open_greeted (turn, visitor, id, BHD_CHANNEL_WIDGET, NULL, created, error);
}

BhConversation *
bhd_conversations_open_with (BhdTurn *turn,
                             const BhdCaller *visitor,
                             const char *id,
                             const char *rule,
                             gboolean *created,
                             GError **error)
{
  return open_greeted (turn, visitor, id, BHD_CHANNEL_WIDGET, rule, created, error);
}

BhConversation *
bhd_conversations_open_on (BhdTurn *turn,
                           const BhdCaller *visitor,
                           const char *id,
                           const char *channel,
                           gboolean *created,
                           GError **error)
{
  return open_greeted (turn, visitor, id, channel, NULL, created, error);
}

BhConversation *
bhd_conversations_find (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  BhdConversationRow *row = bhd_change_begin (turn, caller, id, error);

  return row != NULL ? bhd_conversation_row_freeze (row) : NULL;
}

GPtrArray *
bhd_conversations_list_own (BhdTurn *turn,
                            const BhdCaller *visitor,
                            gint64 before_us,
                            const char *before_id,
                            guint limit,
                            GError **error)
{
  g_assert (visitor->who == BHD_VISITOR);

  return bhd_conversation_rows_list_own (turn->db, visitor->organization_id, visitor->contact_id,
                                         before_us > 0 ? before_us : G_MAXINT64,
                                         before_id != NULL ? before_id : "", limit, error);
}

GPtrArray *
bhd_conversations_snapshot (BhdTurn *turn,
                            const BhdCaller *
                            operator,
                            const char * after_id,
                            guint limit,
                            GError **error)
{
  g_assert (operator->who == BHD_OPERATOR);

  return bhd_conversation_rows_snapshot (turn->db, operator->organization_id, after_id, limit,
                                         error);
}

/* What it is about, for whoever takes it: the visitor's own last words, until the AI has written
 * something better.  Its own words, which may have come behind them, only say that it had no
 * answer. */
static gboolean
request (BhdTurn *turn, BhdConversationRow *row, const char *reason, GError **error)
{
  BhdMessagePage page = {
    .organization_id = row->organization_id,
    .conversation_id = row->fields.id,
    .after = row->visitor_seq - 1,
    .limit = 1,
  };
  g_autoptr (GPtrArray) words = NULL;
  const BhMessage *last = NULL;

  if (row->visitor_seq == 0)
    return bhd_handoffs_request (turn, row, reason, "", error);
  words = bhd_message_rows_page (turn->db, &page, error);
  if (words == NULL)
    return FALSE;
  last = words->len > 0 ? g_ptr_array_index (words, 0) : NULL;
  if (!bhd_handoffs_request (turn, row, reason, last != NULL ? last->body : "", error))
    return FALSE;
  /* Whoever calls back needs the number, which is what was written last. */
  return g_str_equal (reason, CALL_REQUESTED) || bhd_summaries_ask (turn, row, error);
}

BhConversation *
bhd_conversations_want_person (BhdTurn *turn,
                               const BhdCaller *visitor,
                               const char *id,
                               GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, visitor, id, error);

  if (row == NULL || !refuse_resolved (row, error))
    return NULL;
  if (row->fields.status == BH_STATUS_ESCALATED)
    return bhd_conversation_row_freeze (g_steal_pointer (&row));

  if (!request (turn, row, "user_requested", error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}

/* The desk is told why it is wanted now; the visitor, who knows, is not. */
static gboolean
add_call (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  if (g_str_equal (row->fields.handoff_reason, CALL_REQUESTED))
    return TRUE;
  return bhd_handoffs_change_reason (turn, row, CALL_REQUESTED, error) &&
         bhd_change_announce (turn, row, "conversation.updated", FALSE, error);
}

BhConversation *
bhd_conversations_want_call (BhdTurn *turn,
                             const BhdCaller *visitor,
                             const char *id,
                             GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, visitor, id, error);
  gboolean escalated;

  if (row == NULL || !refuse_resolved (row, error))
    return NULL;

  escalated = row->fields.status == BH_STATUS_ESCALATED;
  if (!g_str_equal (row->fields.priority, "urgent"))
    bhd_change_set (&row->fields.priority, "high");
  if (escalated ? !add_call (turn, row, error) : !request (turn, row, CALL_REQUESTED, error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}

BhConversation *
bhd_conversations_claim (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, id, error);

  if (row == NULL || !refuse_resolved (row, error))
    return NULL;
  if (is_owner (row, operator))
    return bhd_conversation_row_freeze (g_steal_pointer (&row));
  if (row->fields.assignee_id != NULL)
    {
      bhd_handoffs_set_claimed_error (row, error);
      return NULL;
    }

  if (!bhd_handoffs_take (turn, row, operator, error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}

BhConversation *
bhd_conversations_release (BhdTurn *turn,
                           const BhdCaller *
                           operator,
                           const char * id,
                           GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, id, error);

  if (row == NULL || !refuse_resolved (row, error))
    return NULL;
  if (row->fields.assignee_id == NULL)
    return bhd_conversation_row_freeze (g_steal_pointer (&row));
  if (!is_owner (row, operator) && operator->role == BH_ROLE_AGENT)
    {
      bhd_handoffs_set_claimed_error (row, error);
      return NULL;
    }

  if (!bhd_handoffs_release (turn, row, operator, error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}

BhConversation *
bhd_conversations_resolve (BhdTurn *turn,
                           const BhdCaller *
                           operator,
                           const char * id,
                           GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, id, error);

  if (row == NULL)
    return NULL;
  if (row->fields.status != BH_STATUS_RESOLVED &&
      (!bhd_handoffs_resolve (turn, row, operator->name, error) ||
       !bhd_gaps_note_resolved (turn, row->organization_id, id, error)))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}

BhConversation *
bhd_conversations_reopen (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, id, error);

  if (row == NULL)
    return NULL;
  if (row->fields.status == BH_STATUS_RESOLVED && !bhd_handoffs_reopen (turn, row, operator, error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}

static gboolean
may_return (const BhdConversationRow *row, const BhdCaller *operator, GError ** error)
{
  if (!row->ai_enabled)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                   "the AI is off: switch it on first, or keep the conversation");
      return FALSE;
    }
  if (row->fields.assignee_id != NULL &&
      !is_owner (row, operator) && operator->role == BH_ROLE_AGENT)
    {
      bhd_handoffs_set_claimed_error (row, error);
      return FALSE;
    }
  return TRUE;
}

/* Whether the last text of the conversation is the visitor's.  Returns: FALSE with @error set. */
static gboolean
find_unanswered (BhdTurn *turn, const BhdConversationRow *row, gboolean *unanswered, GError **error)
{
  BhdMessagePage page = { .organization_id = row->organization_id,
                          .conversation_id = row->fields.id,
                          .after = row->visitor_seq,
                          .limit = 100 };
  g_autoptr (GPtrArray) since = bhd_message_rows_page (turn->db, &page, error);

  if (since == NULL)
    return FALSE;
  *unanswered = row->visitor_seq > 0;
  for (guint i = 0; i < since->len; i++)
    if (((const BhMessage *) g_ptr_array_index (since, i))->kind == BH_MESSAGE_TEXT)
      *unanswered = FALSE;
  return TRUE;
}

BhConversation *
bhd_conversations_return (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, id, error);
  gboolean unanswered = FALSE;

  if (row == NULL || !refuse_resolved (row, error))
    return NULL;
  if (row->fields.status == BH_STATUS_UNRESOLVED)
    return bhd_conversation_row_freeze (g_steal_pointer (&row));

  if (!may_return (row, operator, error) || !find_unanswered (turn, row, &unanswered, error) ||
      !bhd_handoffs_return (turn, row, operator->name, error) ||
      (unanswered && !bhd_runs_expect (turn, row, error)))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}
