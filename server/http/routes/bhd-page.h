/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "common/bh-message.h"
#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* What routes of visitors and operators answer alike. */

/* The fields of every route that pages through a transcript; an element of a BhdField table. */
#define BHD_PAGE_FIELDS                                                                            \
  { "before", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 0, G_MAXINT64 },                                 \
      { "after", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 0, G_MAXINT64 },                              \
  {                                                                                                \
    "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 200                                            \
  }

/* Writes a member @name: the conversation as the caller may see it, a visitor with their place in
 * the line, for which nobody else may have @conversation yet. */
gboolean bhd_page_write_conversation (BhdTurn *turn,
                                      const BhdRequest *request,
                                      BhConversation *conversation,
                                      BhdReply *reply,
                                      GError **error);

/* Writes {"conversation":…}. */
gboolean bhd_page_answer_conversation (BhdTurn *turn,
                                       const BhdRequest *request,
                                       BhConversation *conversation,
                                       BhdReply *reply,
                                       GError **error);

/* Writes {"message":…}.  @message: (nullable): FALSE. */
gboolean bhd_page_answer_message (const BhMessage *message, gboolean created, BhdReply *reply);

/* Writes "messages":[…]. */
void bhd_page_write_messages (BhdReply *reply, GPtrArray *messages);

/* Writes "seq":N, the head of the organisation's log. */
gboolean
bhd_page_write_head (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error);

/* The handler of GET …/conversations/:id/messages. */
gboolean
bhd_page_get_messages (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error);

/* The handler of POST …/conversations/:id/typing. */
gboolean
bhd_page_post_typing (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error);

G_END_DECLS
