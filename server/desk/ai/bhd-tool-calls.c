/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-tool-calls.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/ai/bhd-tool-action-private.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-password.h"
#include "server/desk/bhd-runs-private.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#define PIECE 100
#define INTERRUPTED "the daemon was stopped meanwhile: nobody knows whether it was done"

static gboolean
insert (BhdTurn *turn,
        const BhdToolCallDraft *draft,
        const char *id,
        const char *token_hash,
        gint64 expires_us,
        GError **error)
{
  const BhdToolCallRow row = {
    .organization_id = draft->tool->organization_id,
    .id = (char *) id,
    .tool_id = draft->tool->id,
    .tool_name = draft->tool->name,
    .run_id = (char *) draft->run_id,
    .conversation_id = (char *) draft->conversation_id,
    .message_id = token_hash != NULL ? (char *) draft->message_id : NULL,
    .arguments = (char *) draft->arguments,
    .status = (char *) "pending",
    .token_hash = (char *) token_hash,
    .expires_us = expires_us,
    .created_us = turn->now_us,
  };

  return bhd_tool_call_rows_insert (turn->db, &row, error);
}

char *
bhd_tool_calls_start (BhdTurn *turn, const BhdToolCallDraft *draft, GError **error)
{
  g_autofree char *id = bh_id_new ();

  return insert (turn, draft, id, NULL, 0, error) ? g_steal_pointer (&id) : NULL;
}

char *
bhd_tool_calls_ask (BhdTurn *turn, const BhdToolCallDraft *draft, GError **error)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *token = bh_token_new ();
  g_autofree char *hash = bhd_token_hash (token);
  const BhdToolAction action = { id, token, turn->now_us + BHD_TOOL_CALL_TOKEN_LIFE };

  if (!insert (turn, draft, id, hash, action.expires_us, error))
    return NULL;
  return bhd_tool_action_write (&action, draft->tool, draft->arguments);
}

/* Returns: (transfer full) (nullable): NULL without @error where the conversation has gone. */
static BhdConversationRow *
find_conversation (BhdTurn *turn, const BhdToolCallRow *call, GError **error)
{
  return bhd_conversation_rows_find (turn->db, call->organization_id, NULL, call->conversation_id,
                                     error);
}

/* The message that asked says from now on how it went.  The run that wrote it may have been
 * discarded: then there is none, and nothing to say. */
static gboolean
show_state (BhdTurn *turn, const BhdToolCallRow *call, const char *state, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdConversationRow) row = NULL;
  g_autoptr (BhMessage) message = NULL;

  if (call->message_id == NULL || call->conversation_id == NULL)
    return TRUE;
  row = find_conversation (turn, call, &inner);
  if (row != NULL)
    message = bhd_tool_action_amend (turn, row, call, state, &inner);
  if (inner == NULL || g_error_matches (inner, BH_ERROR, BH_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
end (BhdTurn *turn, const BhdToolCallRow *call, const BhdToolCallEnd *how, GError **error)
{
  const BhdToolCallRow row = {
    .organization_id = call->organization_id,
    .id = call->id,
    .status = (char *) how->status,
    .http_status = how->http_status,
    .result = (char *) how->result,
    .error = (char *) how->error,
    .duration_us = how->duration_us,
  };
  const char *state = strcmp (how->status, "success") == 0     ? "done"
                      : strcmp (how->status, "cancelled") == 0 ? "cancelled"
                                                               : "failed";
  gboolean ended = FALSE;

  if (!bhd_tool_call_rows_end (turn->db, &row, turn->now_us, &ended, error))
    return FALSE;
  return !ended || show_state (turn, call, state, error);
}

static BhdToolCallRow *
find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdToolCallRow *call = bhd_tool_call_rows_find (turn->db, organization_id, id, &inner);

  if (call != NULL)
    return call;
  if (inner == NULL)
    return bhd_refuse_unknown (error, N_ ("no such call"));
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

gboolean
bhd_tool_calls_finish (BhdTurn *turn,
                       const char *organization_id,
                       const char *id,
                       const BhdToolCallEnd *how,
                       GError **error)
{
  g_autoptr (BhdToolCallRow) call = find (turn, organization_id, id, error);

  return call != NULL && end (turn, call, how, error);
}

static gboolean
refuse_closed (GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_CLOSED,
               "this question has been answered, is too old or belongs to a person now: ask again");
  return FALSE;
}

static gboolean
check_open (BhdTurn *turn,
            const BhdConversationRow *row,
            const BhdToolCallRow *call,
            GError **error)
{
  return (call->token_hash != NULL && turn->now_us < call->expires_us &&
          row->fields.status == BH_STATUS_UNRESOLVED && row->ai_enabled) ||
         refuse_closed (error);
}

static gboolean
check_token (const BhdToolCallRow *call, const char *token, GError **error)
{
  g_autofree char *hash = bhd_token_hash (token);

  if (strlen (hash) == strlen (call->token_hash) &&
      sodium_memcmp (hash, call->token_hash, strlen (hash)) == 0)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN, "this token does not belong to the question");
  return FALSE;
}

/* FALSE as well where the AI may not speak now: nobody would do what was agreed to. */
static gboolean
expect_run (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  BhdWake others = turn->wakes;
  gboolean done, expected;

  turn->wakes = 0;
  done = bhd_runs_expect (turn, row, error);
  expected = (turn->wakes & BHD_WAKE_AGENT) != 0;
  turn->wakes |= others;
  return done && (expected || refuse_closed (error));
}

/* From here on it is the agent's: a run finds it. */
static BhMessage *
say_yes (BhdTurn *turn, BhdConversationRow *row, const BhdToolCallRow *call, GError **error)
{
  gboolean confirmed = FALSE;

  if (!expect_run (turn, row, error) ||
      !bhd_tool_call_rows_confirm (turn->db, call->organization_id, call->id, turn->now_us,
                                   &confirmed, error))
    return NULL;
  return bhd_tool_action_amend (turn, row, call, "pending", error);
}

static BhMessage *
say_no (BhdTurn *turn, const BhdToolCallRow *call, GError **error)
{
  const BhdToolCallEnd how = { .status = "cancelled", .error = "the visitor said no" };

  if (!end (turn, call, &how, error))
    return NULL;
  return bhd_tool_action_find (turn, call, error);
}

BhMessage *
bhd_tool_calls_confirm (BhdTurn *turn,
                        const BhdCaller *visitor,
                        const char *conversation_id,
                        const char *call_id,
                        const char *token,
                        gboolean yes,
                        GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, visitor, conversation_id, error);
  g_autoptr (BhdToolCallRow) call = NULL;

  if (row != NULL)
    call = find (turn, visitor->organization_id, call_id, error);
  if (call == NULL)
    return NULL;
  if (g_strcmp0 (call->conversation_id, conversation_id) != 0)
    return bhd_refuse_unknown (error, N_ ("no such call"));
  if (!check_open (turn, row, call, error) || !check_token (call, token, error))
    return NULL;
  return yes ? say_yes (turn, row, call, error) : say_no (turn, call, error);
}

GPtrArray *
bhd_tool_calls_take_confirmed (BhdTurn *turn,
                               const char *organization_id,
                               const char *conversation_id,
                               GError **error)
{
  return bhd_tool_call_rows_take_confirmed (turn->db, organization_id, conversation_id,
                                            turn->now_us - BHD_TOOL_CALL_TOKEN_LIFE, turn->now_us,
                                            error);
}

gboolean
bhd_tool_calls_expire (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) calls = bhd_tool_call_rows_list_stale (
      turn->db, organization_id, turn->now_us - BHD_TOOL_CALL_TOKEN_LIFE, turn->now_us, PIECE,
      error);
  const BhdToolCallEnd how = { .status = "cancelled", .error = "too late: it was not done" };

  *more = calls != NULL && calls->len == PIECE;
  for (guint i = 0; calls != NULL && i < calls->len; i++)
    if (!end (turn, calls->pdata[i], &how, error))
      return FALSE;
  return calls != NULL;
}

gboolean
bhd_tool_calls_recover (BhdTurn *turn, GError **error)
{
  g_autoptr (GPtrArray) calls = bhd_tool_call_rows_list_interrupted (turn->db, error);
  const BhdToolCallEnd how = { .status = "error", .error = INTERRUPTED };

  for (guint i = 0; calls != NULL && i < calls->len; i++)
    if (!end (turn, calls->pdata[i], &how, error))
      return FALSE;
  return calls != NULL;
}

GPtrArray *
bhd_tool_calls_page (BhdTurn *turn,
                     const char *organization_id,
                     const char *conversation_id,
                     const char *after,
                     guint limit,
                     GError **error)
{
  return bhd_tool_call_rows_page (turn->db, organization_id, conversation_id, after, limit, error);
}
