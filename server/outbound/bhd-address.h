/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/socket.h>

G_BEGIN_DECLS

/* Whether a resolved address is one of the public internet: not this machine, not a private,
 * shared, link-local, documentation, multicast or reserved range (IANA's special-purpose
 * registries), and not one of those in IPv6's clothes. */
gboolean bhd_address_is_public (const struct sockaddr *address);

G_END_DECLS
