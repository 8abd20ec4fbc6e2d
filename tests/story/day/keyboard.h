/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/atspi/bht-atspi.h"

G_BEGIN_DECLS

/* Hands on a keyboard, and no mouse: xdotool's key presses go to whatever window has the focus,
 * which a window manager of this test's own decides (openbox). */

/* Starts the window manager; it goes with the test. */
void keyboard_start (void);

/* From now on it is the keyboard of another screen than this process's own. */
void keyboard_use (const char *screen);

void keyboard_press (const char *keys); /* “ctrl+k”, several with blanks between them */
void keyboard_type (const char *text);  /* ASCII */

/* Waits until what has the keyboard is called so. */
void keyboard_wait_focus (AtspiAccessible *root, AtspiRole role, const char *pattern);

/* Presses @keys again and again until what has the keyboard is called so: walking by Tab. */
void keyboard_walk (AtspiAccessible *root, const char *keys, AtspiRole role, const char *pattern);

/* By the palette of commands: the one that @words find. */
void keyboard_command (AtspiAccessible *root, const char *words);

G_END_DECLS
