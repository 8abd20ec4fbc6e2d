/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-keeper-private.h"
#include "server/store/bhd-queue-private.h"

G_BEGIN_DECLS

/* The one thread that writes.  Whatever waits becomes one transaction, so that many jobs share one
 * flush of the disk. */
#define BHD_BATCH_MAX 256

typedef struct _BhdWriter BhdWriter;

/* Takes @db over. */
BhdWriter *bhd_writer_new (BhDb *db, BhdKeeper *keeper);
void bhd_writer_set_commit_func (BhdWriter *self, BhdCommitFunc func, gpointer data);
BhdQueue *bhd_writer_queue (BhdWriter *self);
void bhd_writer_stop (BhdWriter *self); /* after the work that waits */
void bhd_writer_free (BhdWriter *self); /* after it was stopped */

G_END_DECLS
