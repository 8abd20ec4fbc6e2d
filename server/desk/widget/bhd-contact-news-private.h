/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-contact-rows.h"

G_BEGIN_DECLS

/* Tells the organisation's webhooks.  @event: “contact.created”, “contact.updated” */
gboolean bhd_contact_news_tell (BhdTurn *turn,
                                const BhdContactDraft *contact,
                                const char *event,
                                GError **error);

G_END_DECLS
