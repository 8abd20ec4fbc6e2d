/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where BHT_TAP names the Unix socket of tests/openapi/tap.mjs, all clients reach the daemon
 * through it: it passes every byte on as it is, and holds each exchange to the description of the
 * API. */

/* Returns: the descriptor that keeps the tap open, with *@port replaced by the tap's; -1 without.
 */
int bht_tap_open (guint16 *port);
void bht_tap_close (int fd);

G_END_DECLS
