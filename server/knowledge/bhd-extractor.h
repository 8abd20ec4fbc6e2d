/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Has bellhop-extract (at @path) read a document in a process of its own, for ten seconds at most.
 * Blocks.  Returns: (transfer full): valid UTF-8; NULL with an @error whose text a person may read:
 * BH_ERROR_MALFORMED, _TOO_LARGE, _TIMEOUT, or _UNAVAILABLE where the program cannot be run. */
char *bhd_extractor_run (const char *path, const char *format, const char *body, GError **error);

G_END_DECLS
