/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/guard/bhd-guard.h"

/* A rule that blocks in both directions, enabled. */
BhdGuardrailRow *guard_rule (const char *type, const char *pattern);
void guard_set (char **field, const char *value);
GPtrArray *guard_rules (BhdGuardrailRow *first); /* takes it */

/* By this rule alone, which is taken. */
BhdVerdict *guard_check (BhdGuardrailRow *row, const char *text, BhdGuardDirection direction);
gboolean guard_hits (const char *type, const char *pattern, const char *text);
char *guard_excerpt (const char *type, const char *pattern, const char *text);

/* Fails the test unless each of @texts is a hit, or none. */
void
guard_assert_all (gboolean wanted, const char *type, const char *pattern, const char *const *texts);
