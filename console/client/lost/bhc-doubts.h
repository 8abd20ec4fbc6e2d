/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* What this operator has said, the daemon had stored, and perhaps has no longer: it was put back to
 * a backup.  A snapshot that is taken for that reason notes it before it takes the cache's copies
 * away; the daemon is asked (bhc-inquiry.h), and what it does not have waits in the outbox, under
 * the code “lost”, for somebody to send it again or to discard it. */

/* The snapshot that has just begun is of a daemon that went back. */
gboolean bhc_doubts_begin (BhcWrite *write, GError **error);

/* One conversation is another now, or those are that the snapshot has not seen: what is ours in
 * them is in doubt.  Nothing happens where the daemon did not go back. */
gboolean bhc_doubts_note (BhcWrite *write, const char *conversation, GError **error);
gboolean bhc_doubts_note_unseen (BhcWrite *write, gint64 generation, GError **error);

/* Ids of one conversation with the numbers the daemon had given them: char * → gint64. */
typedef struct
{
  char *conversation_id;
  GHashTable *seqs;
  gint64 oldest;
} BhcDoubts;

void bhc_doubts_free (BhcDoubts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcDoubts, bhc_doubts_free)

/* Of whichever conversation comes next.  Main thread.  Returns: (transfer full) (nullable): none */
BhcDoubts *bhc_doubts_read (BhcCache *cache);

/* @found: set of the ids that the daemon has.  The others are lost, and no doubt is left. */
void bhc_doubts_settle_async (BhcCache *cache,
                              const char *conversation,
                              GHashTable *found,
                              GAsyncReadyCallback callback,
                              gpointer data); /* ended by bhc_cache_run_finish() */

G_END_DECLS
