/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/bhd-config.h"

G_BEGIN_DECLS

/* Every room, built in order and handed what it needs of the others: the one place, with main.c,
 * that knows them all. */
typedef struct _BhdDaemon BhdDaemon;

/* @listen_fd: a listening socket handed over by systemd, or -1.  Requests are answered when it
 * returns. */
BhdDaemon *bhd_daemon_new (const BhdConfig *config, int listen_fd, GError **error);
guint16 bhd_daemon_port (BhdDaemon *self);
void bhd_daemon_free (BhdDaemon *self); /* finishes what was accepted */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdDaemon, bhd_daemon_free)

G_END_DECLS
