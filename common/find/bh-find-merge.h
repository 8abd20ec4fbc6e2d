/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Full text (FTS5) marks what is deleted and leaves the words where they are until the segments
 * they were written to are merged.  So after an erasure all are made one, in pieces, and the pages
 * that become free are overwritten (secure_delete). */

/* The merging of the full text in @table, a literal. */
#define BH_FIND_MERGE(table) "INSERT INTO " table " (" table ", rank) VALUES ('merge', $1)"

/* A piece of @merge, a BH_FIND_MERGE(): about @pages pages are written.  A negative number begins
 * to make one segment of all, the same above 0 goes on.  @more: (out): whether there is more to do.
 */
gboolean
bh_find_merge_piece (BhDb *db, const char *merge, int pages, gboolean *more, GError **error);

/* How far the caller is with it, in numbers of its own: stands in the file (PRAGMA user_version),
 * so that it goes on after a restart.  0 in a new file. */
gboolean bh_find_merge_get_state (BhDb *db, gint64 *state, GError **error);
gboolean bh_find_merge_set_state (BhDb *db, gint64 state, GError **error);

G_END_DECLS
