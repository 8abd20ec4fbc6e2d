/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/contacts/bhd-contacts.h"
#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* Writes {"contact":…}.  FALSE where @row (nullable) is NULL. */
gboolean bhd_contacts_answer (const BhdRequest *request, const BhdContactRow *row, BhdReply *reply);

G_END_DECLS
