/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "console/client/cache/find/bhc-find-contact.h"

G_BEGIN_DECLS

/* The contacts of an index: each as the conversation tells of it that was heard of last. */

/* The conversation in this row of the cache is new, another, or gone. */
gboolean bhc_find_contacts_follow (BhDb *index, gint64 row, GError **error);

/* Whose name, address or external id has all the words of @text, as beginnings; those who were
 * active last first.  @text: without words: nobody.  Returns: (transfer full): of
 * BhcFindContact */
GPtrArray *bhc_find_contacts (BhDb *index, const char *text, guint limit, GError **error);

G_END_DECLS
