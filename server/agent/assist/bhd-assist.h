/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/runs/bhd-assistant.h"

G_BEGIN_DECLS

/* BhdAssistant.assist; @place: a BhdWorkplace. */
char *bhd_assist (const BhdCaller *operator,
                  const char * conversation_id,
                  const BhdWish *wish,
                  char **sources,
                  gpointer place,
                  GError **error);

G_END_DECLS
