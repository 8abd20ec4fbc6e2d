/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/inbox/bhc-inbox-pane.h"

G_BEGIN_DECLS

/* Which conversation below that of @id waits for somebody or is mine, in the list @pane shows;
 * after its end, from its beginning.  Returns: (transfer full) (nullable): there is none */
char *bhc_inbox_find_next (BhcInboxPane *pane, const char *id);

G_END_DECLS
