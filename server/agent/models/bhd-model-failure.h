/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-reader.h"
#include "server/agent/models/bhd-model-account.h"

G_BEGIN_DECLS

/* Turns what a provider says when it will not into an error an administrator can use, with the
 * provider's own words where it gave any: shortened, and without anything like a key. */

/* An answer of @status, not 200, with whatever was its body. */
void bhd_model_failure_set (GError **error, guint status, GBytes *body);

/* Returns: whether @event tells of a failure, in any provider's manner; then @error is set. */
gboolean bhd_model_failure_in_stream (JsonObject *event, GError **error);

/* Of a transfer that ended before anybody was asked: an address that was refused is no fault of the
 * key.  Says who can allow it. */
void bhd_model_failure_explain_address (GError *error);

/* Takes the account's key, and whatever resembles it or another, out of an error's text. */
void bhd_model_failure_clean (GError *error, const BhdModelAccount *account);

/* Whether the same may work a little later. */
gboolean bhd_model_failure_passes (const GError *error);

G_END_DECLS
