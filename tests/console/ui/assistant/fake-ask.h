/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-error.h"
#include "console/model/bhc-desk-ask.h"

G_BEGIN_DECLS

/* bhc_desk_ask_*() answered from what a test puts in. */

/* @call: “GET /v1/desk/ai”.  @json: the answer, as often as it is asked for.
 * A call without a question mark answers whatever stands behind one. */
void fake_ask_answer (BhcDesk *desk, const char *call, const char *json);

/* The next such call fails.  @field: (nullable) the one to blame. */
void fake_ask_refuse (BhcDesk *desk, const char *call, const char *sentence, const char *field);

void fake_ask_fail (BhcDesk *desk, const char *call, BhErrorCode code, const char *sentence);

/* The newest call of all.  (nullable) */
const char *fake_ask_get_last (BhcDesk *desk);

/* What was asked besides GET, a line each: “PATCH /v1/desk/ai {"tone":"warm"}”. */
const char *fake_ask_get_calls (BhcDesk *desk);

/* The bytes that were sent last.  Returns: (transfer none) (nullable) */
GBytes *fake_ask_get_sent (BhcDesk *desk);

G_END_DECLS
