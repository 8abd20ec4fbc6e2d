/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a process may still do once it is inside: read standard input, write standard output and
 * error, ask for memory, end.  To it the disk is empty: whatever it opens is not there.  Anything
 * else kills it.  There is no way out.
 * @output_max: bytes that may be written to a file. */
gboolean bhd_cage_enter (gsize output_max, GError **error);

G_END_DECLS
