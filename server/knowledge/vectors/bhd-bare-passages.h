/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/rows/knowledge/bhd-vector-rows.h"

G_BEGIN_DECLS

/* What a model answered for each passage, as it is stored: of length one, and rounded.
 * @passages: of BhdBarePassage; @numbers: @dimension for each.  Returns: (transfer full): of
 * BhdPassageVector; NULL with BH_ERROR_MALFORMED where one is nothing or no number. */
GPtrArray *bhd_bare_passages_take (const GPtrArray *passages,
                                   const float *numbers,
                                   guint dimension,
                                   GError **error);

G_END_DECLS
