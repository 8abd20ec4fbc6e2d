/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/gate/bhd-guard.h"

G_BEGIN_DECLS

/* The methods there are; a guard's method is one of these literals. */
extern const char *const bhd_head_methods[];

gboolean bhd_head_rules_may_start (char byte);

/* Judges the request line or one header line, without its CRLF, and notes what it says. */
BhdRefusal bhd_head_rules_check_line (BhdGuard *guard, const char *line, gsize length);

/* Judges the head as a whole, after its empty line. */
BhdRefusal bhd_head_rules_check_end (const BhdGuard *guard);

G_END_DECLS
