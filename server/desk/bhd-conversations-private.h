/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-conversations.h"

G_BEGIN_DECLS

#define BHD_CHANNEL_WIDGET "widget"
#define BHD_CHANNEL_API "api"
#define BHD_CHANNEL_OFFLINE "offline"

/* As bhd_conversations_open(), through another door.  Only the widget's is greeted: there it stands
 * before the visitor's first words, elsewhere nobody would read it. */
BhConversation *bhd_conversations_open_on (BhdTurn *turn,
                                           const BhdCaller *visitor,
                                           const char *id,
                                           const char *channel,
                                           gboolean *created,
                                           GError **error);

/* A new conversation in which nothing was said, announced.  @channel: see PROTOCOL.md.
 * BH_ERROR_CONFLICT for an id that names something else.  Returns: (transfer full): on the
 * workbench. */
BhdConversationRow *bhd_conversations_begin (BhdTurn *turn,
                                             const BhdCaller *visitor,
                                             const char *id,
                                             const char *channel,
                                             GError **error);

G_END_DECLS
