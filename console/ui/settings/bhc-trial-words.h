/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Answers to trials in words for people.  Returns: (transfer full) */
char *bhc_trial_tell_guardrails (GVariant *answer);
char *bhc_trial_tell_tool (GVariant *answer);

G_END_DECLS
