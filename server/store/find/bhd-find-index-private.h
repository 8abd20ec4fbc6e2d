/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* The file in which everything that was ever said can be searched: derived from the database,
 * local to this daemon, and made anew where it is missing, damaged, of another version, or ahead of
 * the database (which was restored).  Whoever posts never waits for it: it follows behind.
 *
 * said_words: full text (FTS5) over what bh_find_fold() makes; said: which message that was;
 * followed: how far each organisation's log was read.  A place is an organisation's number and the
 * message's seq in one integer, so that one tenant's words are one range, newest last. */

#define BHD_FIND_PLACE_BITS 40 /* of a place are the seq */

/* What a reader of the database calls the index once it is attached. */
#define BHD_FIND_SCHEMA "found"

/* Returns: (transfer full): beside @database. */
char *bhd_find_index_path (const char *database);

/* Opens or makes the index, for its one writer, with @database attached as “desk”. */
BhDb *bhd_find_index_open (const char *database, GError **error);

/* Begins a damaged index anew where it lies; who reads it meanwhile finds it empty. */
gboolean bhd_find_index_make_anew (BhDb *index, GError **error);

/* Lets a connection to @database, which must not be in a transaction, search it. */
gboolean bhd_find_index_attach (BhDb *db, const char *database, GError **error);

/* One bounded piece of work.  When nothing else is to be done, what was removed is overwritten,
 * piece by piece (see bh-find-merge.h, whose state is BhdFindWipe).  @more: (out): whether there
 * may be more to do.  @removed: (out): how many rows of find_removed were taken care of, see
 * bhd_find_index_done(). */
typedef enum
{
  BHD_FIND_WIPED,
  BHD_FIND_WIPE_WANTED,
  BHD_FIND_WIPING,
} BhdFindWipe;

typedef struct
{
  gboolean more;
  GPtrArray *removed; /* of BhdFindRemoval */
  gboolean wiped;     /* the last that had to be overwritten just was */
} BhdFindStep;

typedef struct
{
  char *organization_id;
  gint64 seq;
} BhdFindRemoval;

void bhd_find_step_clear (BhdFindStep *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdFindStep, bhd_find_step_clear)

gboolean bhd_find_index_step (BhDb *index, BhdFindStep *step, GError **error);

/* In a turn that writes to the database: forgets the removals that the index has seen. */
gboolean bhd_find_index_done (BhDb *db, GPtrArray *removed, GError **error);

G_END_DECLS
