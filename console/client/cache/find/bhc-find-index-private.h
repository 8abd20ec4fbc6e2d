/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Beside a cache, the file in which all that it holds can be searched.  Derived: made anew where it
 * is missing, damaged, of another version, or speaks of a cache that has been begun anew.
 *
 * said: which row of the cache a message is in, and when it was written; its seq is the place, so
 * that newer ones lie behind.  known: contacts, as some row of a conversation tells of them.  The
 * words of both are full text (FTS5) over what bh_find_fold() makes.  state: which cache it follows
 * (stamp), up to which line of find_log (done), and how much of what was there before is still to
 * be read (walk, met: below these rows).
 *
 * user_version: how far overwriting what was erased is, see bhc-find-wipe.c.
 *
 * All of it is one thread's. */

/* What the connection calls the cache. */
#define BHC_FIND_CACHE "kept"

/* Returns: (transfer full): beside @cache. */
char *bhc_find_index_path (const char *cache);

/* Opens or makes the index of @cache. */
BhDb *bhc_find_index_open (const char *cache, GError **error);

/* The same, after it was found to be damaged. */
BhDb *bhc_find_index_open_anew (const char *cache, GError **error);

/* One bounded piece of following the cache: some milliseconds. */
typedef struct
{
  gboolean more;    /* there is more to do */
  gboolean walking; /* what was there before the index is not all in it yet */
  gint64 done;      /* up to here find_log is no longer needed; 0: nothing new */
  gboolean erased;  /* words have gone: their bytes are to go, too */
  gboolean wiped;   /* … and have gone just now */
} BhcFindStep;

gboolean bhc_find_index_step (BhDb *index, BhcFindStep *step, GError **error);

/* A piece of overwriting what was erased; when there is nothing more to follow.  In a transaction,
 * and the last one behind it. */
gboolean bhc_find_wipe (BhDb *index, BhcFindStep *step, GError **error);
gboolean bhc_find_wipe_logs (BhDb *index, BhcFindStep *step, GError **error);

G_END_DECLS
