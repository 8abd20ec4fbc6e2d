/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/conversation/bhc-transcript-view.h"

G_BEGIN_DECLS

/* Brings somebody to a message, however old, and marks @words in it for a moment.  Where that
 * cannot be, @view's action “conversation.tell” says why. */
void bhc_arrival_begin (BhcTranscriptView *view,
                        BhcTranscript *transcript,
                        gint64 seq,
                        const char *words);

G_END_DECLS
