/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An address as it is stored: trimmed and folded.  Returns: (transfer full) (nullable): NULL where
 * @text is none. */
char *bh_email_normalize (const char *text);

G_END_DECLS
