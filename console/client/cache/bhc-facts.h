/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"

G_BEGIN_DECLS

/* Of a kept record what views and filters ask for, read without a tree: the other fields of the
 * conversation are empty.  To be cleared by bhc_facts_clear(). */
gboolean bhc_facts_read (BhConversation *facts, const char *record, GError **error);
void bhc_facts_clear (BhConversation *facts);

G_END_DECLS
