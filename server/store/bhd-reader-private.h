/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-queue-private.h"

G_BEGIN_DECLS

/* A thread with a read-only connection.  All readers share one queue; a reading turn is one
 * transaction of its own, so it sees one state of the data. */
typedef struct _BhdReader BhdReader;

BhdReader *bhd_reader_new (const char *path, BhdQueue *queue, GError **error);
void bhd_reader_free (BhdReader *self); /* after the queue was closed */

G_END_DECLS
