/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* The thread behind the search index: after each commit it reads on from where it had come to, in
 * small pieces; what it has read is found from then on. */
typedef struct _BhdFindFollower BhdFindFollower;

/* Takes @index over (see bhd_find_index_open()). */
BhdFindFollower *bhd_find_follower_new (BhDb *index, BhdStore *store);
void bhd_find_follower_start (BhdFindFollower *self); /* once the store can run jobs */
void bhd_find_follower_wake (BhdFindFollower *self);  /* any thread */
void bhd_find_follower_stop (BhdFindFollower *self);  /* while the store still runs jobs */
void bhd_find_follower_free (BhdFindFollower *self);  /* after it was stopped */

G_END_DECLS
