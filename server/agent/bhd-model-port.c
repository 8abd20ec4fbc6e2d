/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-model-port.h"

static BhdModelAnswer *
ask (const BhdModelRequest *request,
     BhdModelSayFunc say,
     gpointer say_data,
     gpointer outbound,
     GError **error)
{
  return bhd_model_ask (outbound, request, say, say_data, error);
}

static float *
embed (const BhdModelAccount *account,
       const char *question,
       guint *dimension,
       gpointer outbound,
       GError **error)
{
  return bhd_model_embed (outbound, account, &question, 1, TRUE, dimension, error);
}

BhdModelPort
bhd_model_port_real (BhdOutbound *outbound)
{
  return (BhdModelPort){ ask, embed, outbound };
}

const BhdToolPort bhd_tool_port_real = {
  bhd_http_tool_call,
  bhd_http_tool_run,
  bhd_http_tool_finish_confirmed,
};
