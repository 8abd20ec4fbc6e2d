/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether there is room on the disk beside the file @path for what a cache writes first.  Takes it
 * and gives it back. */
gboolean bhc_room_is_beside (const char *path);

/* Sets @error to what is said where there is none. */
void bhc_room_set_error (GError **error);

/* @error: (transfer full).  Returns: (transfer full): the same, but of a full disk it says what to
 * do */
GError *bhc_room_explain (GError *error);

G_END_DECLS
