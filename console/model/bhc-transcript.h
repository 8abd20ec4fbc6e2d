/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

/* A GListModel of BhcMessage: one conversation, oldest first, read from the cache; at its end what
 * waits in the outbox and what the AI is writing.  Properties: "has-older", "has-newer", "loading",
 * "error" (nullable: why older messages could not be fetched), "typing" (nullable: the name of the
 * visitor or colleague who types now).  Main thread. */
#define BHC_TYPE_TRANSCRIPT (bhc_transcript_get_type ())
G_DECLARE_FINAL_TYPE (BhcTranscript, bhc_transcript, BHC, TRANSCRIPT, GObject)

const char *bhc_transcript_get_conversation_id (BhcTranscript *self);

/* Fetch the next page in that direction, from the cache and where that ends from the daemon; does
 * nothing while one is under way or where there is none. */
void bhc_transcript_load_older (BhcTranscript *self);
void bhc_transcript_load_newer (BhcTranscript *self);
gboolean bhc_transcript_get_has_older (BhcTranscript *self);
gboolean bhc_transcript_get_has_newer (BhcTranscript *self);

/* Every message there has ever been that has @words in it, whatever their case; what is not here is
 * fetched first.  Returns: (transfer full): of gint64, their seq, the oldest first; @partial: (out)
 * the older ones could not be fetched */
void bhc_transcript_find_async (BhcTranscript *self,
                                const char *words,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
GArray *bhc_transcript_find_finish (BhcTranscript *self,
                                    GAsyncResult *result,
                                    gboolean *partial,
                                    GError **error);

/* Shows the part of it around @seq.  Returns: the row's position; G_MAXUINT: it is gone */
guint bhc_transcript_go_to (BhcTranscript *self, gint64 seq);
void bhc_transcript_go_to_end (BhcTranscript *self);

G_END_DECLS
