/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the daemon can be told, by topic. */
#define BHC_TYPE_SETTINGS_WINDOW (bhc_settings_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcSettingsWindow, bhc_settings_window, BHC, SETTINGS_WINDOW, AdwWindow)

GtkWidget *bhc_settings_window_new (GtkWindow *parent, BhcDesk *desk);
void bhc_settings_window_open (BhcSettingsWindow *self, const char *topic);

G_END_DECLS
