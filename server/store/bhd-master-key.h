/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BHD_MASTER_KEY_BYTES 32

/* Where the one key of this installation comes from, in order: the systemd credential
 * “bellhop-key”; a file of mode 0600, only where the administrator named one (who named it must not
 * be asked for a keyring's password as well); the keyring.  A key is made when none exists: in the
 * named file, else, with @make, in the keyring; never as a credential.  @key is filled in.  Blocks
 * on D-Bus. */
gboolean bhd_master_key_find (const char *key_file,
                              gboolean make,
                              guint8 key[BHD_MASTER_KEY_BYTES],
                              GError **error);

G_END_DECLS
