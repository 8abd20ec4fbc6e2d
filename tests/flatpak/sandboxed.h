/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/atspi/bht-atspi.h"

G_BEGIN_DECLS

/* The installed console in its sandbox: the environment says which installation (FLATPAK_USER_DIR)
 * and whose home.  Everything here blocks and fails the test where something is wrong. */
#define SANDBOXED_APP "org.bellhop.Console"

/* Both return its window's tree.  @sandboxed_start: as from a shell; @sandboxed_activate: as by a
 * click in the desktop's menu, that is by the bus. */
AtspiAccessible *sandboxed_start (void);
AtspiAccessible *sandboxed_activate (void);
void sandboxed_end (void); /* and waits until it is gone */

/* Runs a command of the host, or inside of a sandbox like the console's.  @output: (out)
 * (optional): what it wrote to standard output.  Returns: whether it succeeded */
gboolean sandboxed_host (const char *command, char **output);
gboolean sandboxed_inside (const char *command, char **output);

/* The text field that screen readers call @name. */
void sandboxed_write (AtspiAccessible *root, const char *name, const char *text);

G_END_DECLS
