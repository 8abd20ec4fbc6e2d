/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-transcript.h"

G_BEGIN_DECLS

/* What a transcript says about itself.  Both (transfer full). */
char *bhc_transcript_words_latest (guint n_new);               /* the way down, to so many */
char *bhc_transcript_words_typing (BhcTranscript *transcript); /* (nullable); "": nobody does */

G_END_DECLS
