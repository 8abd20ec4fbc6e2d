/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-query.h"

G_BEGIN_DECLS

/* What a passage says about a question, in one walk over its words; shares of the question's mass,
 * 0 to 1. */
typedef struct
{
  double held;        /* that title, heading and text hold */
  double heading;     /* that title and heading hold */
  double sentence;    /* that the best sentence holds, with a part of what the one before it does */
  double wanted;      /* that the best sentence holds that names what is wanted */
  double order;       /* that stands next to the word it is asked beside */
  guint64 words;      /* those held, one bit each */
  double said;        /* likeness in meaning of the sentence most like the question, 0 to 1 */
  BhdMeaning meaning; /* of all of it */
} BhdSight;

/* The words of a question, ready to be met in passages; valid as long as both. */
typedef struct _BhdSeer BhdSeer;

BhdSeer *bhd_seer_new (BhdShard *shard, const BhdQuery *query);
void bhd_seer_free (BhdSeer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdSeer, bhd_seer_free)

/* @titled: title and heading are read as well */
void bhd_seer_look (BhdSeer *self, const BhdUnit *passage, gboolean titled, BhdSight *sight);

/* The share of the question's mass that the words in @words make. */
double bhd_query_share (const BhdQuery *query, guint64 words);

G_END_DECLS
