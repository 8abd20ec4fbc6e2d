/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/team/bhc-whispers.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Something whispered: one's own stand at the end of the line.
 * Returns: (transfer floating): for a GtkListBox */
GtkWidget *bhc_whisper_row_new (BhcWhispers *whispers, BhcWhisper *whisper);

G_END_DECLS
