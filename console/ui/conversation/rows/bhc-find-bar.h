/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-transcript.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Looks for words in a whole conversation: an entry, which of how many, and the ways to the next.
 * Signal "go" (gint64 seq): that message is to be seen; 0: nothing is looked for any more. */
#define BHC_TYPE_FIND_BAR (bhc_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (BhcFindBar, bhc_find_bar, BHC, FIND_BAR, AdwBin)

void bhc_find_bar_set_transcript (BhcFindBar *self, BhcTranscript *transcript); /* (nullable) */
void bhc_find_bar_open (BhcFindBar *self);
const char *bhc_find_bar_get_words (BhcFindBar *self);

/* Lights the words that are looked for in each of @messages, or puts them out. */
void bhc_find_bar_mark (BhcFindBar *self, GListModel *messages, gboolean on);

G_END_DECLS
