/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"

G_BEGIN_DECLS

gboolean bht_page_turn (gint64 deadline); /* lets things happen; FALSE: time is up */

/* Each browser's own.  Returns: (transfer full): NULL without @error: there is no such document at
 * the moment; with it: the script threw. */
char *bht_page_try (BhtPage *self, const char *where, const char *script, GError **error);

G_END_DECLS
