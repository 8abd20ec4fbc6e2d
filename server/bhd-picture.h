/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/bhd-model-reach.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Between the knowledge base and the language models: a BhdSeeFunc, @data is a BhdModelReach.  The
 * organisation's models that can see are asked in their order; what it used up is counted.
 * BH_ERROR_MALFORMED where it is no picture, _UNAVAILABLE where no model could look at it. */
char *bhd_picture_read (const char *organization_id,
                        GBytes *picture,
                        GCancellable *cancellable,
                        gpointer data,
                        GError **error);

G_END_DECLS
