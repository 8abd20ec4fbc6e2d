/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-preferences.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the person has left the machine: nobody has touched the console's windows for
 * "away-minutes" of the preferences, or the screen is locked.  Signal "changed" (gboolean idle). */
#define BHC_TYPE_IDLE_WATCH (bhc_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (BhcIdleWatch, bhc_idle_watch, BHC, IDLE_WATCH, GObject)

BhcIdleWatch *bhc_idle_watch_new (GtkApplication *application, BhcPreferences *preferences);
gboolean bhc_idle_watch_is_idle (BhcIdleWatch *self);

/* Somebody has touched something, at @now_us of the monotonic clock. */
void bhc_idle_watch_touch (BhcIdleWatch *self, gint64 now_us);

/* Looks whether it was too long ago; the watch itself does so every half a minute. */
void bhc_idle_watch_look (BhcIdleWatch *self, gint64 now_us);

G_END_DECLS
