/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/bhd-index.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* The thread that fills the index: at start with every passage there is, later with each document
 * that waits (extracted by bellhop-extract, cut into passages, stored, indexed) or has gone. */
typedef struct _BhdIndexer BhdIndexer;

/* @extract: path of bellhop-extract.  When it returns, the index holds what the store holds. */
BhdIndexer *bhd_indexer_new (BhdStore *store, BhdIndex *index, const char *extract, GError **error);
void bhd_indexer_wake (BhdIndexer *self); /* any thread */

/* A document has gone (“document.deleted” was committed): its words are unfindable when this
 * returns. */
void bhd_indexer_forget (BhdIndexer *self, const char *organization_id, const char *document_id);
void bhd_indexer_free (BhdIndexer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdIndexer, bhd_indexer_free)

G_END_DECLS
