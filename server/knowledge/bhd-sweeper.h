/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"
#include "server/store/files/bhd-blobs.h"
#include "server/store/files/bhd-parts.h"

G_BEGIN_DECLS

/* The thread that removes files: at start what a crash left without a row, later blobs that no
 * document needs any more and uploads that nobody continued for a day. */
typedef struct _BhdSweeper BhdSweeper;

BhdSweeper *bhd_sweeper_new (BhdStore *store, BhdBlobs *blobs, BhdParts *parts);
void bhd_sweeper_wake (BhdSweeper *self); /* any thread */
void bhd_sweeper_free (BhdSweeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdSweeper, bhd_sweeper_free)

G_END_DECLS
