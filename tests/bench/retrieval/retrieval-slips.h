/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/retrieval/retrieval-set.h"

G_BEGIN_DECLS

/* Each of @queries @times times, with one slip of the fingers in one word that matters; the same
 * ones in every run.  Returns: (transfer full): of RetrievalQuery */
GPtrArray *retrieval_slips_make (const GPtrArray *queries, guint times);

G_END_DECLS
