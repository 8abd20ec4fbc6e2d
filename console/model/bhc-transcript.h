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

G_END_DECLS
