/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-front.h"
#include "server/http/headless/bhd-talk.h"

G_BEGIN_DECLS

/* A question that stands in no conversation, on its way to the agent and, as an answer, to the
 * client that is parked meanwhile. */
typedef struct _BhdConsulting BhdConsulting;

/* Copies what it needs of @talk. */
BhdConsulting *bhd_consulting_new (const BhdShared *shared, const BhdTalk *talk);
void bhd_consulting_free (BhdConsulting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdConsulting, bhd_consulting_free)

/* Whether too many wait already. */
gboolean bhd_consulting_is_crowded (const BhdShared *shared);

/* Queues it (taken).  @place: where the client is parked. */
void bhd_consulting_begin (BhdConsulting *self, guint place);

/* For the pool. */
void bhd_consulting_work (gpointer consulting, gpointer unused);

G_END_DECLS
