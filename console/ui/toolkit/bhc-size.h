/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How big a file is, such as “12.4 kB”.  Returns: (transfer full) */
char *bhc_size_words (gint64 bytes);

G_END_DECLS
