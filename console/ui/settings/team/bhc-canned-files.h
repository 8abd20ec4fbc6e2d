/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/settings/bhc-sheet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The files of a canned reply: those it has, to be taken away, and those that are to be sent once
 * it is kept. */
#define BHC_TYPE_CANNED_FILES (bhc_canned_files_get_type ())
G_DECLARE_FINAL_TYPE (BhcCannedFiles, bhc_canned_files, BHC, CANNED_FILES, AdwBin)

/* @reply: (nullable): one that is not there yet. */
GtkWidget *bhc_canned_files_new (BhcDesk *desk, BhcSheet *reply, gboolean writable);

/* Takes away what was taken away, then sends what waits, to the reply with this id.  The result is
 * a GTask's boolean. */
void bhc_canned_files_follow (GtkWidget *widget,
                              const char *id,
                              GAsyncReadyCallback callback,
                              gpointer data);

G_END_DECLS
