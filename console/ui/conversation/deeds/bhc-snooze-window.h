/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks until when a conversation is put off.
 *
 * Signal "chosen" (gint64 until_us): in the future; the window has closed. */
#define BHC_TYPE_SNOOZE_WINDOW (bhc_snooze_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcSnoozeWindow, bhc_snooze_window, BHC, SNOOZE_WINDOW, AdwWindow)

GtkWidget *bhc_snooze_window_new (GtkWindow *parent);

G_END_DECLS
