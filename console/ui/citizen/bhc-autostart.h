/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-preferences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells the desktop what "background" and "autostart" of the preferences say, now and whenever they
 * change: the background portal where there is one (it also asks the person, in a Flatpak), else a
 * file in the folder of programs that start with the session. */
void bhc_autostart_follow (GtkApplication *application, BhcPreferences *preferences);

/* The file for a session without a portal; written or removed.  @folder: “~/.config/autostart” */
gboolean bhc_autostart_write (const char *folder, gboolean on, GError **error);

G_END_DECLS
