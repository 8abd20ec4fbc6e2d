/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-settings-topics.h"

G_BEGIN_DECLS

/* One record of a collection, to be changed, made or deleted. */
#define BHC_TYPE_SHEET_WINDOW (bhc_sheet_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcSheetWindow, bhc_sheet_window, BHC, SHEET_WINDOW, AdwWindow)

/* @sheet: (nullable): NULL makes a new one. */
GtkWidget *bhc_sheet_window_new (GtkWindow *parent,
                                 BhcDesk *desk,
                                 const BhcCollection *collection,
                                 BhcSheets *sheets,
                                 BhcSheet *sheet,
                                 gboolean writable);

G_END_DECLS
