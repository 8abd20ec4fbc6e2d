/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gateways that count in UTF-16 cut between the halves of a character beyond U+FFFF, so that one
 * event ends in “\ud83d” and the next begins with “\ude00”: neither is JSON.  @half: (inout): the
 * first half while the second is missing, 0 for none.  Returns: (transfer full) (nullable): @json
 * with whole characters, where a half without its other one is left out; NULL where it has none. */
char *bhd_surrogates_mend (const char *json, guint *half);

G_END_DECLS
