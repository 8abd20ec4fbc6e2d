/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/models/bhd-model.h"
#include "server/agent/tools/bhd-http-tool.h"

G_BEGIN_DECLS

/* What lies outside and may fail, as functions: tests hand in their own. */

typedef struct
{
  BhdModelAnswer *(*ask) (const BhdModelRequest *request,
                          BhdModelSayFunc say,
                          gpointer say_data,
                          gpointer data,
                          GError **error);
  /* One question's vector. */
  float *(*embed) (const BhdModelAccount *account,
                   const char *question,
                   guint *dimension,
                   gpointer data,
                   GError **error);
  gpointer data;
} BhdModelPort;

/* As bhd_http_tool_call(), bhd_http_tool_run() and bhd_http_tool_finish_confirmed(). */
typedef struct
{
  BhdToolResult *(*call) (const BhdToolWays *ways,
                          const BhdToolRow *tool,
                          const BhdToolPurpose *purpose,
                          const char *arguments,
                          char **call_id,
                          GError **error);
  BhdToolResult *(*run) (BhdOutbound *outbound,
                         const BhdToolRow *tool,
                         const char *arguments,
                         gboolean allow_private,
                         GCancellable *cancellable);
  BhdToolResult *(*finish) (const BhdToolWays *ways, const BhdToolCallRow *call, GError **error);
} BhdToolPort;

/* What there really is. */
BhdModelPort bhd_model_port_real (BhdOutbound *outbound);
extern const BhdToolPort bhd_tool_port_real;

G_END_DECLS
