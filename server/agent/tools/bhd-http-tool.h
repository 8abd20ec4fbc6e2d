/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/ai/bhd-tool-calls.h"
#include "server/outbound/bhd-outbound.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* The organisation's own tools, called over HTTP.  Everything here blocks: for threads of the
 * agent and workers. */

/* What a model wrote as arguments, as they would be sent.  Returns: (transfer full): a JSON object;
 * NULL with BH_ERROR_INVALID and a message for the model. */
char *bhd_http_tool_normalize (const BhdToolRow *tool, const char *arguments_json, GError **error);

/* For registration: BH_ERROR_INVALID with the detail “field” where the schema cannot be kept, or
 * the url has a {name} outside its path or of an argument that may be missing. */
gboolean bhd_http_tool_check (const BhdToolRow *tool, GError **error);

typedef enum
{
  BHD_TOOL_SUCCESS,   /* answered with 200 to 299 */
  BHD_TOOL_ERROR,     /* any other answer, or none */
  BHD_TOOL_REFUSED,   /* arguments that do not fit, an address that is refused: nothing was sent */
  BHD_TOOL_CANCELLED, /* the run ended */
  BHD_TOOL_ASKED,     /* the visitor is asked first: nothing was sent */
} BhdToolOutcome;

typedef struct
{
  BhdToolOutcome outcome;
  guint http_status; /* 0: no answer came */
  char *text;        /* for the model: the answer, or what went wrong; no secret is in it */
  char *error;       /* (nullable) */
  char *action;      /* (nullable) BHD_TOOL_ASKED: the message's extra.action */
  gint64 duration_us;
} BhdToolResult;

void bhd_tool_result_free (BhdToolResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdToolResult, bhd_tool_result_free)

/* Checks the arguments, opens the headers, asks, and takes the headers' values out of what comes
 * back.  Notes nothing anywhere.  Never NULL. */
BhdToolResult *bhd_http_tool_run (BhdOutbound *outbound,
                                  const BhdToolRow *tool,
                                  const char *arguments_json,
                                  gboolean allow_private,
                                  GCancellable *cancellable);

typedef struct
{
  BhdStore *store;
  BhdOutbound *outbound;
  gboolean allow_private;
  GCancellable *cancellable; /* (nullable) */
} BhdToolWays;

/* For whom a tool is called; strings are the caller's. */
typedef struct
{
  const char *run_id;          /* (nullable) */
  const char *conversation_id; /* (nullable): tried at the desk, where nobody is asked first */
  const char *message_id;      /* (nullable): under which the run's answer will stand */
} BhdToolPurpose;

/* The same with a row of the record for it; a tool that needs the visitor's word is BHD_TOOL_ASKED
 * where there is a conversation.  @call_id: (out) (nullable) (transfer full).  NULL with @error set
 * where the store could not note it: then nothing was sent. */
BhdToolResult *bhd_http_tool_call (const BhdToolWays *ways,
                                   const BhdToolRow *tool,
                                   const BhdToolPurpose *purpose,
                                   const char *arguments_json,
                                   char **call_id,
                                   GError **error);

/* Makes a call of bhd_tool_calls_take_confirmed(), and brings it to its end.  NULL with @error set
 * where the store could not be asked. */
BhdToolResult *bhd_http_tool_finish_confirmed (const BhdToolWays *ways,
                                               const BhdToolCallRow *call,
                                               GError **error);

G_END_DECLS
