/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BHD_PASSWORD_MIN 10  /* characters */
#define BHD_PASSWORD_MAX 200 /* bytes */

/* argon2id at libsodium's interactive strength: about 60 ms and 64 MiB, so never on a front or the
 * writer.  Returns: (transfer full) */
char *bhd_password_hash (const char *password, GError **error);

/* @hash may be NULL (no such operator): the time spent is the same. */
gboolean bhd_password_verify (const char *password, const char *hash);

/* Tokens are stored as the hex of their SHA-256.  Returns: (transfer full) */
char *bhd_token_hash (const char *token);

G_END_DECLS
