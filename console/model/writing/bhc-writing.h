/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/writing/bhc-letter.h"

G_BEGIN_DECLS

/* What an operator writes, and where it is until the daemon has it: a draft, the outbox, a refusal.
 * @kind is TEXT or NOTE everywhere.  What the disk did not take is the draft again: the desk's
 * signal “draft-returned” (const char *conversation). */

/* Into the outbox at once and for good: shown as waiting, sent in order, kept over restarts. */
void bhc_desk_post (BhcDesk *self, const char *conversation, BhMessageKind kind, const char *body);

/* With files that were taken (of BhAttachment): they are uploaded first; @body may be empty. */
void bhc_desk_post_files (BhcDesk *self,
                          const char *conversation,
                          BhMessageKind kind,
                          const char *body,
                          GPtrArray *files);

/* The same for a person, who can take it back for as long as the preferences say; its draft is gone
 * in the same moment.  Where a colleague has answered behind its “seen_seq” it is refused as stale.
 * What is held when the console ends is sent when it is started again. */
void bhc_desk_send (BhcDesk *self,
                    const char *conversation,
                    BhMessageKind kind,
                    BhcLetter *draft); /* (transfer full) */

/* Back into its draft, in front of what has been written since: a message that is held, waits or
 * was refused.  BH_ERROR_CLOSED: too late. */
void bhc_desk_recall_async (BhcDesk *self,
                            const char *message_id,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean bhc_desk_recall_finish (BhcDesk *self,
                                 GAsyncResult *result,
                                 BhMessageKind *kind, /* (out) */
                                 GError **error);

/* The last one there that can still be taken back.  Returns: (transfer full) (nullable): its id */
char *bhc_desk_find_held (BhcDesk *self, const char *conversation);

/* A refused one again, by somebody who has seen what there is now; or away. */
void bhc_desk_retry_message (BhcDesk *self, const char *message_id);
void bhc_desk_discard_message (BhcDesk *self, const char *message_id);

/* One draft for each conversation and kind, on the disk within a second, and at once when flushed.
 */
BhcLetter *bhc_desk_read_draft (BhcDesk *self,
                                const char *conversation,
                                BhMessageKind kind); /* (transfer full) */
void bhc_desk_keep_draft (BhcDesk *self,
                          const char *conversation,
                          BhMessageKind kind,
                          BhcLetter *draft); /* (transfer full) */
void bhc_desk_flush_drafts (BhcDesk *self);

/* Those with something in them, as of now. */
guint bhc_desk_count_drafts (BhcDesk *self);

/* The last message of the conversation that can be seen here; 0: none. */
gint64 bhc_desk_get_seen (BhcDesk *self, const char *conversation);

/* What a colleague has said to the visitor behind @seq.  Returns: (transfer full) (nullable) */
BhMessage *bhc_desk_find_answer (BhcDesk *self, const char *conversation, gint64 seq);

void bhc_desk_typing (BhcDesk *self, const char *conversation, gboolean on); /* throttled inside */

G_END_DECLS
