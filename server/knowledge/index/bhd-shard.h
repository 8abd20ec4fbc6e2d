/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/knowledge/bhd-documents.h"
#include "server/knowledge/index/bhd-vocabulary.h"
#include "server/knowledge/text/bhd-language.h"

G_BEGIN_DECLS

/* One organisation's passages in the form the score reads.  Not locked: see bhd-index.c. */
typedef struct
{
  BhdPassage *passage;  /* NULL: the slot is free */
  const char *phrasing; /* (nullable) of the document; then its words alone are indexed here */
  guint32 document;     /* number of the document: passages of one share it */
  guint32 length;       /* in words, title and heading weighted */
  guint32 n_words;
  guint32 body;   /* where in @words the body begins */
  guint32 *words; /* numbers of the words in order: title, heading, body */
} BhdSlot;

typedef struct
{
  BhdVocabulary *vocabulary;
  GArray *slots; /* of BhdSlot */
  GArray *free_slots;
  GHashTable *documents; /* id → BhdShardDocument */
  guint32 next_document;
  guint32 n_passages;
  guint64 total_length;
  guint languages[BHD_LANGUAGES]; /* documents written in each */
} BhdShard;

#define BHD_TITLE_WEIGHT 2 /* an occurrence in title or heading counts as two */

BhdShard *bhd_shard_new (void);
void bhd_shard_free (BhdShard *self);

/* As bhd_index_put(). */
void bhd_shard_put (BhdShard *self, const char *document_id, GPtrArray *passages);
void
bhd_shard_put_phrasings (BhdShard *self, const char *document_id, const char *const *phrasings);
void bhd_shard_put_category (BhdShard *self, const char *document_id, const char *category);
const char *bhd_shard_category (BhdShard *self, const char *document_id); /* (nullable) */

#define bhd_shard_slot(self, i) (&g_array_index ((self)->slots, BhdSlot, (i)))

G_END_DECLS
