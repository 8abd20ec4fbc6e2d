/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/ai/bhd-tool-call-rows.h"
#include "server/store/rows/ai/bhd-tool-rows.h"

G_BEGIN_DECLS

/* The record of every call of an organisation's tool, and the visitor's word where one is needed.
 */

#define BHD_TOOL_CALL_TOKEN_LIFE (10 * G_GINT64_CONSTANT (60000000)) /* microseconds */

/* A call about to be made; strings are the caller's. */
typedef struct
{
  const BhdToolRow *tool;
  const char *run_id;          /* (nullable) */
  const char *conversation_id; /* (nullable): tried at the desk */
  const char *message_id;      /* (nullable): under which a question to the visitor will stand */
  const char *arguments;       /* a JSON object */
} BhdToolCallDraft;

/* Notes a call as pending: it is going to be made now.  Returns: (transfer full): its id */
char *bhd_tool_calls_start (BhdTurn *turn, const BhdToolCallDraft *draft, GError **error);

/* How a call ended; strings are the caller's. */
typedef struct
{
  const char *status; /* “success”, “error”, “refused”, “cancelled” */
  gint64 http_status; /* 0: no answer came */
  const char *result; /* (nullable) what the model was shown */
  const char *error;  /* (nullable) */
  gint64 duration_us;
} BhdToolCallEnd;

/* Where the visitor was asked, the message says “done” or “failed” from now on. */
gboolean bhd_tool_calls_finish (BhdTurn *turn,
                                const char *organization_id,
                                const char *id,
                                const BhdToolCallEnd *end,
                                GError **error);

/* Notes a call that needs the visitor's word.  Returns: (transfer full): what the message's
 * extra.action is to be, a JSON object with the token in it. */
char *bhd_tool_calls_ask (BhdTurn *turn, const BhdToolCallDraft *draft, GError **error);

/* The visitor's word, once.  Yes leaves the call pending and wakes the agent, which runs it; no
 * ends it as cancelled.  Returns: (transfer full): the message that asked, as it is now.
 * BH_ERROR_NOT_FOUND: another's conversation or call; _FORBIDDEN: a wrong token; _CLOSED: answered
 * before, or too late. */
BhMessage *bhd_tool_calls_confirm (BhdTurn *turn,
                                   const BhdCaller *visitor,
                                   const char *conversation_id,
                                   const char *call_id,
                                   const char *token,
                                   gboolean yes,
                                   GError **error);

/* For the run that follows: what the visitor has said yes to in this conversation and nobody has
 * started; each is handed out once, and not when it has become old.  Returns: (transfer full): of
 * BhdToolCallRow */
GPtrArray *bhd_tool_calls_take_confirmed (BhdTurn *turn,
                                          const char *organization_id,
                                          const char *conversation_id,
                                          GError **error);

/* A chore, in pieces: what nobody answered or started in time is cancelled.  *@more: (out): there
 * may be more of it, call again. */
gboolean
bhd_tool_calls_expire (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error);

/* After a restart: what was under way has failed; it is not done twice. */
gboolean bhd_tool_calls_recover (BhdTurn *turn, GError **error);

/* Newest first.  @conversation_id, @after: nullable.  Returns: (transfer full): of BhdToolCallRow
 */
GPtrArray *bhd_tool_calls_page (BhdTurn *turn,
                                const char *organization_id,
                                const char *conversation_id,
                                const char *after,
                                guint limit,
                                GError **error);

G_END_DECLS
