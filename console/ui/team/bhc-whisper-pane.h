/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/team/bhc-crew.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is whispered with one colleague, and the line to whisper in.  Property "folded": there is a
 * way back.  Signal "back". */
#define BHC_TYPE_WHISPER_PANE (bhc_whisper_pane_get_type ())
G_DECLARE_FINAL_TYPE (BhcWhisperPane, bhc_whisper_pane, BHC, WHISPER_PANE, AdwBin)

/* @with: (nullable): nobody yet. */
void bhc_whisper_pane_show (BhcWhisperPane *self, BhcDesk *desk, const char *with);
void bhc_whisper_pane_focus (BhcWhisperPane *self); /* to write */

G_END_DECLS
