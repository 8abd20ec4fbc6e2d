/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Secrets of tenants at rest: sealed with the master key (XChaCha20-Poly1305), bound to the
 * organisation and the name they were sealed for, so that a row moved elsewhere does not open.
 * This protects the database file and its backups, not against who can become the daemon. */

/* Finds the key (see bhd-master-key.h) and keeps it in locked memory; a failure is kept too, and
 * told to whoever needs the key.  Calling it again looks again.  This and the next block on D-Bus:
 * they are not for the writer or a front. */
void bhd_seal_unlock (const char *key_file);

/* Before the first secret is sealed: where bhd_seal_unlock() found no key, one is made.  Both wait
 * for each other. */
gboolean bhd_seal_ensure (GError **error);
void bhd_seal_lock (void); /* forgets the key */

/* Any thread.  BH_ERROR_UNAVAILABLE: no key.  Returns: (transfer full): text for a column. */
char *
bhd_seal_close (const char *organization_id, const char *name, const char *secret, GError **error);

/* BH_ERROR_MALFORMED: altered, of another key, organisation or name.
 * Returns: (transfer full): free it with bhd_secret_free(). */
char *
bhd_seal_open (const char *organization_id, const char *name, const char *sealed, GError **error);

void bhd_secret_free (char *secret); /* wipes it first */

G_END_DECLS
