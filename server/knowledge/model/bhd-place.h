/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-shard.h"
#include "server/knowledge/model/bhd-calibration.h"
#include "server/knowledge/model/bhd-model.h"

G_BEGIN_DECLS

/* An organisation's shard, its lock, and what has been learnt about it: filling or teaching one
 * does not hold up the others' visitors. */
typedef struct
{
  GRWLock lock; /* guards all that follows; held for milliseconds */
  BhdShard *shard;
  BhdModel *model; /* (nullable) */
  BhdCalibration calibration;
  guint64 changes; /* of the shard */
} BhdPlace;

BhdPlace *bhd_place_new (void);
void bhd_place_free (BhdPlace *self);

/* Learns what the shard holds now; may take seconds, any thread, without the lock.  Ends early,
 * with nothing or a part learnt, when *@stop is set or the shard changes meanwhile. */
void bhd_place_learn (BhdPlace *self, const gint *stop);

G_END_DECLS
