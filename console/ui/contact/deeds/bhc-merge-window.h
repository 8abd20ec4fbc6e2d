/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Looks for the contact that another one really is, shows both beside each other, and merges them.
 *
 * Signal "merged" (const char *into): it is done; the window closes. */
#define BHC_TYPE_MERGE_WINDOW (bhc_merge_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcMergeWindow, bhc_merge_window, BHC, MERGE_WINDOW, AdwWindow)

GtkWidget *bhc_merge_window_new (GtkWidget *above,
                                 BhcDesk *desk,
                                 const char *id,
                                 const char *name,
                                 const char *email);

G_END_DECLS
