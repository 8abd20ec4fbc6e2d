/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-drafts.h"
#include "console/model/writing/bhc-letter.h"

G_BEGIN_DECLS

/* What is being written in each conversation, as it was last heard of; on the disk half a second
 * later.  Main thread. */
typedef struct _BhcPad BhcPad;

/* @problem: (nullable) why what is written is not on the disk; NULL: it is there after all. */
typedef void (*BhcPadTrouble) (const char *problem, gpointer teller);

/* What the disk does not take is kept in memory and tried again. */
BhcPad *bhc_pad_new (BhcCache *cache, BhcPadTrouble tell, gpointer teller);
void bhc_pad_free (BhcPad *self); /* nothing more is written: flush before */

/* Returns: (transfer full): an empty one where nothing is written */
BhcLetter *bhc_pad_read (BhcPad *self, const char *conversation, BhMessageKind kind);
void bhc_pad_put (BhcPad *self,
                  const char *conversation,
                  BhMessageKind kind,
                  BhcLetter *draft); /* (transfer full) */

/* The disk has just refused something: the next that it keeps ends the trouble. */
void bhc_pad_note_trouble (BhcPad *self);

/* The cache already has @draft (nullable: nothing). */
void bhc_pad_note (BhcPad *self,
                   const char *conversation,
                   BhMessageKind kind,
                   BhcLetter *draft); /* (transfer full) */

/* How many there are with something in them, on the disk or not yet. */
guint bhc_pad_count (BhcPad *self);

/* Into the cache's queue now, before whatever is queued next. */
void bhc_pad_flush (BhcPad *self);

/* As the cache keeps it.  Returns: (transfer full) */
BhcOutgoing *bhc_pad_to_outgoing (const BhcLetter *draft,
                                  const char *id,
                                  const char *conversation,
                                  BhMessageKind kind);

G_END_DECLS
