/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for the address of a page and has the daemon fetch it; closes when that is under way. */
#define BHC_TYPE_IMPORT_WINDOW (bhc_import_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcImportWindow, bhc_import_window, BHC, IMPORT_WINDOW, AdwWindow)

GtkWidget *bhc_import_window_new (GtkWindow *parent,
                                  BhcLibrary *library,
                                  const char *category /* (nullable) */);

G_END_DECLS
