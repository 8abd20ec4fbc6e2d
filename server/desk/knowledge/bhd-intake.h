/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* How a document that waits becomes one that is found, step by step, each a turn:
 *
 *   queued → extracting → indexing → ready, or error from any of them
 *
 * Whoever takes it through does the work between the turns.  What was changed or deleted meanwhile
 * is left alone: a step then says that nothing was stored.  After a restart whatever was on its way
 * is queued again. */

/* Takes the next one and marks it as being extracted.  @organization_id: (out) (transfer full).
 * Returns: (transfer full) (nullable): with body; NULL without @error where none waits. */
BhDocument *bhd_intake_take (BhdTurn *turn, char **organization_id, GError **error);
gboolean bhd_intake_recover (BhdTurn *turn, GError **error);

/* A page has been fetched: its bytes lie among the blobs under @blob.
 * Returns: (transfer full) (nullable): as it is now, with body; NULL without @error where it has
 * changed. */
BhDocument *bhd_intake_keep_page (BhdTurn *turn,
                                  const char *organization_id,
                                  const BhDocument *document,
                                  const char *format,
                                  const char *blob,
                                  gint64 size,
                                  GError **error);

/* The text has been extracted: stored as the body of what is no written article, which keeps what
 * was written; it is being indexed now.  @title: the document's own, taken where nobody gave it one
 * and no other has it.  Returns: as above. */
BhDocument *bhd_intake_read (BhdTurn *turn,
                             const char *organization_id,
                             const BhDocument *document,
                             const char *title,
                             const char *text,
                             GError **error);

#define BHD_INTAKE_PIECE 500

/* A large document's passages are stored piece by piece, so that others' jobs come between: those
 * from @kept on (0: what was there goes first), BHD_INTAKE_PIECE of them.  *@stored is FALSE where
 * the document has changed. */
gboolean bhd_intake_keep_piece (BhdTurn *turn,
                                const char *organization_id,
                                const BhDocument *document,
                                GPtrArray *passages,
                                guint kept,
                                gboolean *stored,
                                GError **error);

/* The end: @passages (of BhdPassage) of which the first @kept are stored, or @failure, what a
 * person reads.  *@stored is FALSE where it has changed. */
gboolean bhd_intake_finish (BhdTurn *turn,
                            const char *organization_id,
                            const BhDocument *document,
                            GPtrArray *passages,
                            guint kept,
                            const char *failure,
                            gboolean *stored,
                            GError **error);

G_END_DECLS
