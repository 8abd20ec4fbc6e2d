/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Those of @canned (of BhcCanned) that have @words in their shortcut, title or body, the nearest
 * first: a shortcut that begins so, one that contains it, a title, a body.  Without words all.
 * Returns: (transfer full): of BhcCanned, at most @limit */
GPtrArray *bhc_canned_search (GListModel *canned, const char *words, guint limit);

/* Its body for this visitor by this operator, see bhc_variables_fill(). */
char *
bhc_canned_write (BhcCanned *canned, BhcDesk *desk, BhcConversation *conversation, GArray **blanks);

G_END_DECLS
