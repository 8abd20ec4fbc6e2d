/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/bhd-indexer.h"
#include "server/knowledge/bhd-phrase-book.h"

G_BEGIN_DECLS

/* At start: what was on its way waits again, and every passage, category and approved phrasing
 * there is goes into the index. */
gboolean bhd_indexer_load (BhdStore *store, BhdIndex *index, BhdPhraseBook *book, GError **error);

G_END_DECLS
