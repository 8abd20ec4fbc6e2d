/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/runs/bhc-run-view.h"

G_BEGIN_DECLS

/* “Why this answer?” in a window of its own.
 *
 * Signal "open-article" (const char *id, const char *passage): as of BhcRunView; it has closed. */
#define BHC_TYPE_RUN_WINDOW (bhc_run_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcRunWindow, bhc_run_window, BHC, RUN_WINDOW, AdwWindow)

GtkWidget *bhc_run_window_new (GtkWindow *parent, BhcLibrary *library, const BhRun *run);

G_END_DECLS
