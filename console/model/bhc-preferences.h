/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the person at this machine prefers, whoever is signed in: kept in a key file, each change
 * written at once.  A preference is a property, to be bound and watched as any other:
 *
 * "undo-seconds" (uint, 0 to 60, 0: off): how long what is sent can be taken back.
 * "enter-sends" (boolean): Enter sends and Shift+Enter breaks the line; else Ctrl+Enter sends.
 * "inbox-sorts" (string): in which order which view is read, see bhc-sorts.h of the widgets.
 * "notify-messages" (boolean): the visitors' words in one's own conversations are notified of.
 * "notify-mentions" (boolean): so are colleagues' mentions and whispers.
 * "away-minutes" (uint, 0 to 240, 0: never): after how long untouched one is away.
 * "background" (boolean): closing the window leaves the console ringing.
 * "autostart" (boolean): it starts with the session.
 *
 * A new one is one line of bhc_preferences_class_init().  Main thread. */
#define BHC_TYPE_PREFERENCES (bhc_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BhcPreferences, bhc_preferences, BHC, PREFERENCES, GObject)

/* @path: the file, made with its folder when something is changed; NULL: kept nowhere.  A file that
 * cannot be read is as one that is not there; a value out of bounds is the default. */
BhcPreferences *bhc_preferences_new (const char *path);

guint bhc_preferences_get_undo_seconds (BhcPreferences *self);
gboolean bhc_preferences_get_enter_sends (BhcPreferences *self);

G_END_DECLS
