/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a client may say on the feed: {"op":"resume","after":SEQ}.
 * @after: (out): BHD_FROM_NOW where it is left out.  Errors: BH_ERROR_MALFORMED, _INVALID. */
gboolean bhd_saying_parse (const char *text, gsize length, gint64 *after, GError **error);

G_END_DECLS
