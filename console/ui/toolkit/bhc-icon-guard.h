/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GTK loads icons in threads of its own, and finds those that are in use without holding them: one
 * that a thread is the last to let go of could be found while it is being finalised, which ends the
 * program.  From now on the main loop, which alone looks for icons, is the last to let go of them.
 * Before the first window. */
void bhc_icon_guard_begin (void);

G_END_DECLS
