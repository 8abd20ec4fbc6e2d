/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* Drives a window as a screen reader sees it: what is shown, under which name, and what can be done
 * with it.  Needs a session bus (dbus-run-session) and a display (xvfb-run).  Names are patterns
 * with
 * * and ? (GPatternSpec).  Every object returned is (transfer full).
 *
 * “wait” functions look again and again until the deadline; on failure they print the tree they saw
 * and end the test. */
#define BHT_ATSPI_ANY ATSPI_ROLE_INVALID /* whatever the role is */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)

/* The application of the process @pid, as soon as it has a window. */
AtspiAccessible *bht_atspi_wait_application (GPid pid, int seconds);

/* The application with a window of this name, whatever its process: those in a sandbox are behind
 * another's. */
AtspiAccessible *bht_atspi_wait_window (const char *name, int seconds);

/* Returns: (nullable): nothing like it is shown now */
AtspiAccessible *bht_atspi_find (AtspiAccessible *root, AtspiRole role, const char *name);
AtspiAccessible *
bht_atspi_wait (AtspiAccessible *root, AtspiRole role, const char *name, int seconds);
void bht_atspi_wait_gone (AtspiAccessible *root, AtspiRole role, const char *name, int seconds);
guint bht_atspi_count (AtspiAccessible *root, AtspiRole role, const char *name);

char *bht_atspi_name (AtspiAccessible *object);
gboolean bht_atspi_has_state (AtspiAccessible *object, AtspiStateType state);

/* Buttons (GTK 4.8 calls a toggle one, too), check boxes, rows: does what a click on it does. */
void bht_atspi_press (AtspiAccessible *object);
void bht_atspi_set_text (AtspiAccessible *object, const char *text);
char *bht_atspi_get_text (AtspiAccessible *object);
double bht_atspi_get_value (AtspiAccessible *object); /* of bars: how far it is */

/* Waits for the thing and presses it. */
void bht_atspi_wait_press (AtspiAccessible *root, AtspiRole role, const char *name, int seconds);

/* One line for each thing shown: role, name, states worth knowing. */
char *bht_atspi_dump (AtspiAccessible *root);

/* Things that a screen reader would call by the name of their class (“GtkButton”), or that can be
 * used but have no name at all, a line each; empty where all is well. */
char *bht_atspi_list_nameless (AtspiAccessible *root);

/* The whole display into a PNG, by ImageMagick's import; a missing program is only told. */
void bht_atspi_picture (const char *file);

G_END_DECLS
