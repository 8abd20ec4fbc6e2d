/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Listening sockets, non-blocking.  libsoup's own have a backlog of ten and cannot share a port. */

/* One for each of @count fronts on the same port (@port 0: any free one).  A port that another
 * program uses is refused, even where that program would share it.  Returns: descriptors. */
gboolean bhd_listen_tcp (const char *address, guint16 port, int *fds, guint count, GError **error);

/* Makes a socket that was handed over fit for us. */
gboolean bhd_listen_adopt (int fd, GError **error);

/* For this user alone.  The socket of a daemon that is gone is replaced, that of a living one
 * refused. Returns: the descriptor, or -1. */
int bhd_listen_local (const char *path, GError **error);

guint16 bhd_listen_port (int fd);

G_END_DECLS
