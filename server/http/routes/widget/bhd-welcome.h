/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/http/feed/bhd-hub.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What a widget is told first, of every organisation it was told of before: kept as it is sent,
 * until the organisation, its people or its settings change.  Any thread. */
typedef struct _BhdWelcome BhdWelcome;

BhdWelcome *bhd_welcome_new (void);
void bhd_welcome_free (BhdWelcome *self);
void bhd_welcome_forget (BhdWelcome *self);

/* Taken before a turn begins: what the turn reads is kept only if nothing changed since. */
guint bhd_welcome_ticket (BhdWelcome *self);

/* Writes the members "organization", "widget", "presence".  Returns: FALSE with @error set. */
gboolean bhd_welcome_write (BhdWelcome *self,
                            guint ticket,
                            BhdHub *hub,
                            BhdTurn *turn,
                            const char *organization,
                            BhJsonWriter *json,
                            GError **error);

/* The same without a turn.  Returns: FALSE, nothing written, where it is not known. */
gboolean
bhd_welcome_recall (BhdWelcome *self, BhdHub *hub, const char *organization, BhJsonWriter *json);

G_END_DECLS
