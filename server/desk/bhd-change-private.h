/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-conversation-rows.h"

G_BEGIN_DECLS

/* How a conversation changes: it is taken onto the workbench, its fields are set, and one of the
 * functions below stores it and announces it under one number, which becomes its revision. */

/* The one place where a caller reaches a conversation: a visitor their own, an operator their
 * organisation's; else BH_ERROR_NOT_FOUND. */
BhdConversationRow *
bhd_change_begin (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error);

/* As above, for operators only. */
BhdConversationRow *
bhd_change_begin_desk (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error);

/* What is said in a conversation; strings are the caller's. */
typedef struct
{
  const char *id; /* (nullable): a new one */
  BhAuthor author;
  const char *author_id; /* (nullable) */
  const char *author_name;
  BhMessageKind kind;
  const char *notice; /* (nullable) */
  const char *body;
  const char *sources; /* (nullable) */
  const char *extra;   /* (nullable) */
  const char *title;   /* (nullable): in lists, where the body is empty */
} BhdSaying;

/* Stores @row with one line more.  Returns: (transfer full) */
BhMessage *
bhd_change_say (BhdTurn *turn, BhdConversationRow *row, const BhdSaying *saying, GError **error);

/* One visible notice.  @code: see PROTOCOL.md; @name: the person it speaks of. */
gboolean bhd_change_notice (BhdTurn *turn,
                            BhdConversationRow *row,
                            const char *code,
                            const char *name,
                            GError **error);
/* @by: (nullable) id of the operator who did it, where @name is somebody else. */
gboolean bhd_change_notice_by (BhdTurn *turn,
                               BhdConversationRow *row,
                               const char *code,
                               const char *name,
                               const char *by,
                               GError **error);

/* Gives a message of @row another extra (nullable), and tells everybody who sees it.
 * Returns: (transfer full): as it is now; BH_ERROR_NOT_FOUND where @row has no such message. */
BhMessage *bhd_change_amend (BhdTurn *turn,
                             const BhdConversationRow *row,
                             const char *message_id,
                             const char *extra,
                             GError **error);

/* Stores and announces @row without a word.  @visible: the visitor hears of it. */
gboolean bhd_change_announce (BhdTurn *turn,
                              BhdConversationRow *row,
                              const char *type,
                              gboolean visible,
                              GError **error);

/* Somebody has dealt with @row without a word: it is not idle. */
gboolean bhd_change_touch (BhdTurn *turn, const BhdConversationRow *row, GError **error);

/* Replaces a string of the workbench. */
void bhd_change_set (char **field, const char *value);

G_END_DECLS
