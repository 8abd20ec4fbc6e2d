/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-transcript.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The scrolled list of messages.  Fetches more at either end, keeps what is being read in its place
 * when it comes, and stays at the newest message while nobody has scrolled up.  What nobody has
 * read begins below a line “New”, which is shown first.
 *
 * Signal "at-latest": the newest message is before one's eyes. */
#define BHC_TYPE_TRANSCRIPT_VIEW (bhc_transcript_view_get_type ())
G_DECLARE_FINAL_TYPE (BhcTranscriptView, bhc_transcript_view, BHC, TRANSCRIPT_VIEW, AdwBin)

void bhc_transcript_view_set_transcript (BhcTranscriptView *self,
                                         BhcTranscript *transcript, /* (nullable) */
                                         guint unread); /* the visitor's texts nobody has read */
void bhc_transcript_view_jump_to_latest (BhcTranscriptView *self);
void bhc_transcript_view_find (BhcTranscriptView *self); /* opens the search */

/* What is not here (see bhc_transcript_go_to()) is not shown.  Returns: (transfer none) (nullable):
 * until the main loop runs on */
BhcMessage *bhc_transcript_view_show_message (BhcTranscriptView *self, gint64 seq);
BhcTranscript *
bhc_transcript_view_get_transcript (BhcTranscriptView *self); /* (transfer none) (nullable) */
gboolean bhc_transcript_view_is_at_latest (BhcTranscriptView *self);

G_END_DECLS
