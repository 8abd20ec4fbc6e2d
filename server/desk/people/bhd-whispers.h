/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/people/bhd-whisper-rows.h"

G_BEGIN_DECLS

/* What two operators say to each other alone: nobody else reads it, no administrator either. */

typedef struct
{
  const char *id;
  const char *to;              /* an operator's id */
  const char *conversation_id; /* (nullable) what it is about */
  const char *body;
} BhdWhisperDraft;

/* The same id again gives what is stored.  @created: (out).  Returns: (transfer full);
 * BH_ERROR_NOT_FOUND for an unknown colleague or conversation, BH_ERROR_INVALID for oneself and for
 * who is disabled, BH_ERROR_CONFLICT where the id names something else. */
BhdWhisperRow *bhd_whispers_say (BhdTurn *turn,
                                 const BhdCaller *
                                 operator,
                                 const BhdWhisperDraft * draft,
                                 gboolean *created,
                                 GError **error);

/* Those between @operator and @with, newest first.  @before: (nullable): the id of one of them;
 * @more: (out): whether there are older ones.  Returns: (transfer full): of BhdWhisperRow;
 * BH_ERROR_NOT_FOUND for an unknown colleague; nothing is older than an unknown @before. */
GPtrArray *bhd_whispers_list (BhdTurn *turn,
                              const BhdCaller *
                              operator,
                              const char * with,
                              const char *before,
                              guint limit,
                              gboolean *more,
                              GError **error);

/* What @operator has not read, by who said it.  Returns: (transfer full): of BhdUnreadRow */
GPtrArray *bhd_whispers_count_unread (BhdTurn *turn, const BhdCaller *operator, GError ** error);

/* All that @with has said to @operator is read. */
gboolean
bhd_whispers_read (BhdTurn *turn, const BhdCaller *operator, const char * with, GError **error);

G_END_DECLS
