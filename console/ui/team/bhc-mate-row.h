/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/team/bhc-crew.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One of the team: picture, whether they are there, how loaded, what they whispered unread.
 * Returns: (transfer floating): for a GtkListBox */
GtkWidget *bhc_mate_row_new (BhcDesk *desk, BhcMate *mate);
BhcMate *bhc_mate_row_get (GtkWidget *row); /* (transfer none) */

/* “Online”, “Away”, “Busy”, “Offline”; without a connection “Busy, as last known”, and of oneself
 * that there is none.  (transfer full) */
char *bhc_mate_row_presence_words (BhcDesk *desk, BhcMate *mate);

/* An answer the AI is at.  Returns: (transfer floating): for a GtkListBox */
GtkWidget *bhc_ai_run_row_new (BhcAiRun *run);
BhcAiRun *bhc_ai_run_row_get (GtkWidget *row); /* (transfer none) */

G_END_DECLS
