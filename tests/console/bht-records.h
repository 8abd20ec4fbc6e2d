/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "common/bh-person.h"

G_BEGIN_DECLS

#define BHT_OPERATOR "0190a0a0-0000-7000-8000-0000000000aa"
#define BHT_OTHER_OPERATOR "0190a0a0-0000-7000-8000-0000000000bb"

/* Records for tests that need no daemon.  All (transfer full). */
BhOperator *bht_operator_new (const char *id);
char *bht_id (guint number); /* the same id for the same number */
BhConversation *bht_conversation_new (guint number,
                                      gint64 seq,
                                      gint64 updated_us,
                                      BhStatus status,
                                      const char *assignee);
BhMessage *bht_message_new (guint conversation, gint64 seq, const char *body);

G_END_DECLS
