/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/files/bhc-file-tray.h"

G_BEGIN_DECLS

/* Files that are dropped on @widget go into @tray while it can be seen; @sign (nullable) shows
 * itself meanwhile. */
void bhc_file_drop_watch (GtkWidget *widget, BhcFileTray *tray, GtkWidget *sign);

/* A picture or files in the clipboard go into @tray instead of into @text. */
void bhc_file_paste_watch (GtkTextView *text, BhcFileTray *tray);

G_END_DECLS
