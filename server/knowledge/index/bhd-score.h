/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-near.h"
#include "server/knowledge/index/bhd-sight.h"
#include "server/knowledge/index/bhd-sums.h"
#include "server/knowledge/model/bhd-model.h"

G_BEGIN_DECLS

/* What speaks for an article, each about 0 to 1. */
typedef enum
{
  BHD_SIGN_PASSAGES, /* words that its passages share with the question, by BM25 */
  BHD_SIGN_SENTENCE, /* share of the question that its best sentence holds */
  BHD_SIGN_ORDER,    /* share that it holds beside the word it is asked beside */
  BHD_SIGN_HELD,     /* share that its best passage holds */
  BHD_SIGN_TOGETHER, /* share that its best passages hold together */
  BHD_SIGN_HEADING,  /* share that title and heading hold */
  BHD_SIGN_ENTRIES,  /* words that its entries share with the question, by BM25 */
  BHD_SIGN_BEST,     /* those of the best entry alone */
  BHD_SIGN_LETTERS,  /* likeness of its entries in runs of letters */
  BHD_SIGN_LEARNT,   /* what the classifier says that learnt its phrasings */
  BHD_SIGN_WORDS,    /* likeness in meaning, by word vectors */
  BHD_SIGN_SAID,     /* the same, of its best sentence */
  BHD_SIGN_ABOUT,    /* the same, of all that was read of it */
  BHD_SIGN_DENSE,    /* likeness in meaning, by a model's vectors */
  BHD_SIGN_WANTED,   /* share that a sentence holds that names what is wanted */
  BHD_SIGNS
} BhdSign;

#define BHD_CANDIDATE_PASSAGES 3

typedef struct
{
  BhdArticle *article;
  guint32 passages[BHD_CANDIDATE_PASSAGES]; /* units of the best passages, best first */
  double shares[BHD_CANDIDATE_PASSAGES];    /* how good each is beside the best, which has 1 */
  guint n_passages;
  guint32 entry;    /* unit of the best entry, or BHD_NO_WORD */
  gboolean phrased; /* it has phrasings of its own */
  double signs[BHD_SIGNS];
  double score; /* all signs together, not bounded */
} BhdCandidate;

typedef struct
{
  BhdShard *shard;
  const BhdModel *model; /* (nullable) */
  const char *category;  /* (nullable) */
  const BhdNear *near;   /* (nullable) */
  guint32 untitled;      /* number of an article whose title is passed over, or BHD_NO_WORD */
  guint32 except;        /* an entry that is passed over, or BHD_NO_WORD */
} BhdScoring;

/* Best first.  Returns: (transfer full): of BhdCandidate */
GArray *bhd_score_articles (const BhdScoring *scoring, const BhdQuery *query);

/* The logit of how sure one may be that the candidate at @place answers, before what is particular
 * to the organisation: see bhd-calibration.h. */
double bhd_score_logit (const BhdQuery *query, GArray *candidates, guint place);

G_END_DECLS
