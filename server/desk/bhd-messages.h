/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Stores and announces one message, or finds what the same id stored before (*@created FALSE; then
 * nothing changes).  A visitor's message to an unresolved conversation with the AI on makes a run
 * wait (bhd-runs.h); an operator's text takes the conversation.  @kind is TEXT, or NOTE for
 * operators.
 * @conversation: (out) (transfer full) (optional): as it is afterwards.
 * Errors: BH_ERROR_CLOSED when resolved (notes may still be written), BH_ERROR_CONFLICT for an id
 * that names another conversation's message.  Returns: (transfer full) */
BhMessage *bhd_messages_post (BhdTurn *turn,
                              const BhdCaller *caller,
                              const char *conversation_id,
                              const char *id,
                              BhMessageKind kind,
                              const char *body,
                              BhConversation **conversation,
                              gboolean *created,
                              GError **error);

/* As above; the message takes the files @attachments (nullable: none), which the caller has
 * uploaded to this conversation: BH_ERROR_INVALID where one is not there.  With them @body may be
 * empty. */
BhMessage *bhd_messages_post_files (BhdTurn *turn,
                                    const BhdCaller *caller,
                                    const char *conversation_id,
                                    const char *id,
                                    BhMessageKind kind,
                                    const char *body,
                                    const char *const *attachments,
                                    BhConversation **conversation,
                                    gboolean *created,
                                    GError **error);

#define BHD_MENTIONS_MAX 20 /* in one note */

/* What a program of an operator says with it; only what is set counts. */
typedef struct
{
  const char *id;
  BhMessageKind kind;
  const char *body;
  const char *const *attachments; /* (nullable) */
  const char *const *mentions;    /* (nullable) of notes: operators' ids */
  gboolean has_seen;
  gint64 seen_seq; /* of texts: the last line that was seen */
} BhdPosting;

/* As above.  BH_ERROR_INVALID for mentions of strangers or in a text, BH_ERROR_STALE with the
 * detail “author_name” where another operator has said a text behind what was seen. */
BhMessage *bhd_messages_post_seen (BhdTurn *turn,
                                   const BhdCaller *
                                   operator,
                                   const char * conversation_id,
                                   const BhdPosting *posting,
                                   BhConversation **conversation,
                                   gboolean *created,
                                   GError **error);

/* One page, oldest first.  With @after the next page behind that seq; else the page before @before
 * (0: the newest).  @more: whether there are more in that direction.  Notes only for operators.
 * Returns: (transfer full): of BhMessage */
GPtrArray *bhd_messages_page (BhdTurn *turn,
                              const BhdCaller *caller,
                              const char *conversation_id,
                              gint64 before,
                              gint64 after,
                              guint limit,
                              gboolean *more,
                              GError **error);

G_END_DECLS
