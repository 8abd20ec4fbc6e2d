/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-exchange-private.h"

G_BEGIN_DECLS

/* Errors: BH_ERROR_UNAVAILABLE where too many wait. */
gboolean bhd_talk_entry_check (const BhdExchange *exchange, GError **error);

/* The question has been taken: parks the client until there is an answer. */
void bhd_talk_entry_park (BhdExchange *exchange);

G_END_DECLS
