/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-score.h"
#include "server/knowledge/model/bhd-calibration.h"

G_BEGIN_DECLS

/* A question to practise with: an entry of the organisation's own, or a foreign one. */
typedef struct
{
  char *question;
  guint32 article; /* number of the article that answers; BHD_NO_WORD: none does */
  guint32 entry;   /* it is: passed over while it is asked; BHD_NO_WORD: none */
  gboolean title;  /* it is a title or heading: those are passed over in passages as well */
  guint place;     /* among the article's entries: tells the fold that left it out */
} BhdPractice;

#define BHD_PRACTICE_FOLDS 3

/* Some hundreds at most, the same ones each time.  The shard must not change meanwhile.
 * Returns: (transfer full): of BhdPractice */
GArray *bhd_practice_plan (BhdShard *shard);

/* Asks one.  @model: (nullable) that has not learnt the entry.  @trials: of BhdTrial, grows, but
 * for a title that could be another article's as well: it tells nothing. */
void
bhd_practice_ask (const BhdPractice *self, BhdShard *shard, const BhdModel *model, GArray *trials);

G_END_DECLS
