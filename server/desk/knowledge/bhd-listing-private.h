/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One row more than a page holds was asked for: takes it off again.  @rows: (nullable) (transfer
 * full).  @more: (out): whether there was one.  Returns: (transfer full) (nullable): @rows */
GPtrArray *bhd_listing_cut (GPtrArray *rows, guint limit, gboolean *more);

G_END_DECLS
