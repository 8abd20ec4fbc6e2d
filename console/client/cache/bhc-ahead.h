/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-frame.h"
#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* What answers have told before the feed has: until its event comes, nobody knows whether the
 * daemon still has it (it may have been put back to a backup meanwhile).  Inside jobs. */

/* Notes them where they are ahead of the feed.  Either may be NULL. */
gboolean bhc_ahead_note (BhcWrite *write,
                         const BhConversation *conversation,
                         const BhMessage *message,
                         GError **error);

/* Before an event is applied: what it tells is no longer ahead. */
gboolean bhc_ahead_meet (BhcWrite *write, const BhcFrame *frame, GError **error);

/* BH_ERROR_STALE: the feed has passed @seq without telling what was noted. */
gboolean bhc_ahead_check (BhcWrite *write, gint64 seq, GError **error);

gboolean bhc_ahead_forget (BhcWrite *write, GError **error);

G_END_DECLS
