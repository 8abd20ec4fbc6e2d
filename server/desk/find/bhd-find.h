/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "common/find/bh-find-query.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

#define BHD_FIND_PAGE 30

/* A message that was found. */
typedef struct
{
  BhMessage *message;
  BhConversation *conversation; /* it belongs to */
} BhdFindHit;

/* One page of hits. */
typedef struct
{
  GPtrArray *hits;  /* of BhdFindHit, newest first */
  gint64 below_seq; /* the next page begins there; 0: there is none */
} BhdFindPage;

void bhd_find_page_free (BhdFindPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdFindPage, bhd_find_page_free)

/* Everything that was ever said in @operator's organisation, notes included.  Several values of one
 * operator ask for any of them.  A page looks at a bounded number of messages: where few fit it may
 * have fewer hits than @limit, or none, and yet have a next one.  @below_seq: 0: from the newest
 * on. Returns: (transfer full) */
BhdFindPage *bhd_find_messages (BhdTurn *turn,
                                const BhdCaller *
                                operator,
                                const BhFindQuery * query,
                                gint64 below_seq,
                                guint limit,
                                GError **error);

G_END_DECLS
