/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-preferences.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the person at this machine prefers: each change holds at once.
 * Returns: (transfer none): it belongs to GTK until it is destroyed */
GtkWidget *bhc_preferences_window_new (GtkWindow *parent, BhcPreferences *preferences);

G_END_DECLS
