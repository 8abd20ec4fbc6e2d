/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/bhd-index.h"
#include "server/knowledge/bhd-reading.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* The threads that fill the index: at start with every passage and approved phrasing there is,
 * later with each document that waits (fetched, extracted by bellhop-extract, cut into passages,
 * stored, indexed), several at a time.  What has gone and what was learnt reaches the index on the
 * thread that committed it. */
typedef struct _BhdIndexer BhdIndexer;

typedef struct
{
  BhdStore *store;
  BhdIndex *index;
  BhdBlobs *blobs;        /* (nullable): nothing but written articles */
  const char *extract;    /* path of bellhop-extract */
  BhdFetchPageFunc fetch; /* (nullable): pages cannot be fetched */
  gpointer fetch_data;
  BhdSeeFunc see; /* (nullable): pictures cannot be looked at */
  gpointer see_data;
  guint threads; /* documents read at a time; 0: 2 */
} BhdIndexerPlan;

/* When it returns, the index holds what the store holds. */
BhdIndexer *bhd_indexer_new (const BhdIndexerPlan *plan, GError **error);
void bhd_indexer_wake (BhdIndexer *self); /* any thread */

/* Something was committed: the words of a deleted document are unfindable, those of an approved
 * phrasing findable, when this returns.  The writer's thread, or whoever stands for it. */
void bhd_indexer_note (BhdIndexer *self, const BhdEvent *event);
void bhd_indexer_free (BhdIndexer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdIndexer, bhd_indexer_free)

G_END_DECLS
