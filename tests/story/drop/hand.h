/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A hand with a pointer, which drags files from a window like a file manager's (drag-source.c) onto
 * a console on this test's own screen. */

/* Takes @file and @other (nullable) and holds them over the console. */
void hand_take (const char *file, const char *other);
void hand_drop (void);     /* lets go of them */
void hand_put_away (void); /* the window they came from */

G_END_DECLS
