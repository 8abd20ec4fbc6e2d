/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"

G_BEGIN_DECLS

/* How content the visitor was, in words: “Good (4 of 5): quick and kind”.  Returns: (transfer full)
 * (nullable): NULL where it was not said. */
char *bhc_rating_words (const BhConversation *record);

G_END_DECLS
