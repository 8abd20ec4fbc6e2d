/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/knowledge/bhd-documents.h"
#include "server/knowledge/index/bhd-grams.h"
#include "server/knowledge/index/bhd-meaning.h"
#include "server/knowledge/index/bhd-vocabulary.h"
#include "server/knowledge/text/bhd-language.h"

G_BEGIN_DECLS

/* A document: its passages, what it is asked with, and where both stand in the lanes. */
typedef struct
{
  char *id;
  guint32 number;  /* never given twice in a shard */
  guint32 changes; /* of it: what was learnt before the last one no longer holds */
  guint language;
  char *category;           /* (nullable) */
  GPtrArray *passages;      /* of BhdPassage */
  char **phrasings;         /* (nullable) */
  GArray *units[BHD_LANES]; /* of guint32; entries: the title first */
} BhdArticle;

/* What is scored: a passage, or an entry. */
typedef struct
{
  BhdArticle *article; /* NULL: the place is free */
  BhdPassage *passage; /* an entry's: (nullable) the one that its heading stands over */
  const char *text;    /* an entry's, of the passage or the article */
  BhdGrams *grams;     /* an entry's */
  gint8 *meaning;      /* (nullable) an entry's */
  guint32 language;
} BhdUnit;

typedef struct
{
  GArray *units;   /* of BhdUnit */
  GArray *lengths; /* of guint16, by unit: words, title and heading weighted */
  GArray *free;    /* of guint32 */
  guint32 n;       /* units in use */
  guint64 length;  /* of all of them */
} BhdLane;

/* One organisation's documents in the form the score reads.  Not locked: see bhd-index.c. */
typedef struct
{
  BhdVocabulary *vocabulary;
  BhdLane lanes[BHD_LANES];
  BhdGramTable *grams;            /* how frequent runs of letters are in entries */
  GHashTable *articles;           /* id → BhdArticle */
  GPtrArray *numbered;            /* BhdArticle by number; NULL: gone */
  guint languages[BHD_LANGUAGES]; /* units written in each */
} BhdShard;

#define BHD_TITLE_WEIGHT 2 /* an occurrence in title or heading counts as two */

BhdShard *bhd_shard_new (void);
void bhd_shard_free (BhdShard *self);

/* As the functions of bhd-index.h. */
void bhd_shard_put (BhdShard *self, const char *document_id, GPtrArray *passages);
void
bhd_shard_put_phrasings (BhdShard *self, const char *document_id, const char *const *phrasings);
void bhd_shard_put_category (BhdShard *self, const char *document_id, const char *category);

#define bhd_shard_unit(self, lane, i) (&g_array_index ((self)->lanes[lane].units, BhdUnit, (i)))

/* Mean length of the units of a lane, at least 1. */
double bhd_shard_mean (const BhdShard *self, BhdLaneKind lane);

/* Code of the language that most is written in. */
const char *bhd_shard_language (const BhdShard *self);

/* The heading path without the title that it often begins with. */
const char *bhd_shard_heading (const BhdPassage *passage);

G_END_DECLS
