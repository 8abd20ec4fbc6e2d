/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a browser calls a language (“en-GB”), as the reader does: “English (United Kingdom)”.  The
 * names are the system's (iso-codes, which GTK brings along).
 *
 * @tag: (nullable).  Returns: (transfer full) (nullable): NULL for NULL; @tag as it is where the
 * system does not know that language */
char *bh_language_name (const char *tag);

G_END_DECLS
