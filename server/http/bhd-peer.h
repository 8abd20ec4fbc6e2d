/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The proxies whose word about the client's address is taken. */
typedef struct _BhdProxies BhdProxies;

/* @addresses (nullable): addresses or ranges, “10.0.0.0/8”. */
BhdProxies *bhd_proxies_new (const char *const *addresses, GError **error);
void bhd_proxies_free (BhdProxies *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdProxies, bhd_proxies_free)

/* The client behind the connection from @address: the rightmost address of @forwarded (the values
 * of X-Forwarded-For, nullable) that is no trusted proxy.  Returns: (transfer full) */
char *bhd_proxies_resolve (BhdProxies *self, const char *address, const char *forwarded);

/* Whether the connection from @address is a trusted proxy's, so that its other words count too. */
gboolean bhd_proxies_trust (BhdProxies *self, const char *address);

/* What a rate is counted by: the address, of IPv6 its network of 64 bits.  Returns: (transfer full)
 */
char *bhd_peer_network (const char *address);

G_END_DECLS
