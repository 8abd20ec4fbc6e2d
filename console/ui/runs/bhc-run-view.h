/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-runs.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Why the AI said what it said: what it was asked, what it found and how sure it was, what it
 * called, what stopped it, who wrote the answer and what that took; and whether that was good.
 *
 * Signal "open-article" (const char *id, const char *passage): somebody wants to read it. */
#define BHC_TYPE_RUN_VIEW (bhc_run_view_get_type ())
G_DECLARE_FINAL_TYPE (BhcRunView, bhc_run_view, BHC, RUN_VIEW, AdwBin)

GtkWidget *bhc_run_view_new (void);
void bhc_run_view_set_run (BhcRunView *self, BhcLibrary *library, const BhRun *run);

G_END_DECLS
