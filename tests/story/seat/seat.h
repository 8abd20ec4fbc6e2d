/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/atspi/bht-atspi.h"
#include "tests/bht-patience.h"

G_BEGIN_DECLS

/* An operator's seat: a screen with a window manager, a session bus with somebody who shows
 * notifications and can lock the screen, a home and a keyring, and the console as a program of its
 * own.  Two seats share nothing but the daemon, and what looks at their windows.  (A story that
 * needs one window has a Scene, scene.h.)
 *
 * Whatever waits ends the test where that does not come. */
typedef struct _Seat Seat;

#define SEAT_SECONDS BHT_PATIENCE_S

/* @dir: where its home may be; @name: tells seats apart, and is who signs in (name@example.org). */
Seat *seat_new (const char *dir, const char *name, int width, int height);
void seat_free (Seat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seat, seat_free)

/* Before the console is opened.  @key of the preferences. */
void seat_prefer (Seat *self, const char *key, const char *value);

/* Secrets go to whoever keeps them on its bus (seat-keyring.h), and not into a file. */
void seat_use_keyring (Seat *self);

/* Opens the console.  @url: (nullable) signs in there at once, for as long as the program runs;
 * NULL: as the program finds it. */
void seat_open (Seat *self, const char *url);

/* By hand, where the console asks for it; kept on this computer. */
void seat_sign_in (Seat *self, const char *url, const char *email);
void seat_close (Seat *self); /* quits, by the key for it, and waits for the end */

/* The program is started again while it runs, as from a menu of the desktop. */
void seat_activate (Seat *self);

AtspiAccessible *seat_root (Seat *self);
const char *seat_screen (Seat *self); /* “:123” */
const char *seat_bus (Seat *self);    /* its address */
const char *seat_home (Seat *self);
gboolean seat_is_open (Seat *self); /* the program has not ended */

/* ---- what the operator does and sees ---- */

void seat_keys (Seat *self, const char *keys); /* “ctrl+k”, several with blanks between them */
void seat_type (Seat *self, const char *text);
void seat_command (Seat *self, const char *words); /* by the palette of commands */
void seat_walk (Seat *self, const char *keys, AtspiRole role, const char *pattern);
void seat_at (Seat *self, AtspiRole role, const char *pattern); /* waits for the focus */
void seat_see (Seat *self, AtspiRole role, const char *pattern);
void seat_see_gone (Seat *self, AtspiRole role, const char *pattern);
void seat_press (Seat *self, AtspiRole role, const char *pattern); /* as a screen reader does */
void seat_picture (Seat *self, const char *name);

/* Until there are so many windows of the program. */
void seat_wait_windows (Seat *self, int n);

/* Of the window that has the keyboard. */
void seat_resize (Seat *self, int width, int height);
void seat_wait_size (Seat *self, int width, int height);

G_END_DECLS
