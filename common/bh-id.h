/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ids are UUID version 7 (RFC 9562) in lower-case text: time-ordered, so that rows made together
 * lie together, and made by whoever creates the thing, so that a request can be repeated. */
#define BH_ID_LENGTH 36

/* Returns: (transfer full): ids of one process rise even within a millisecond.  Any thread. */
char *bh_id_new (void);
gboolean bh_id_is_valid (const char *id); /* any UUID, lower case */

/* 256 random bits as 43 characters of base64url: a bearer token.  Returns: (transfer full) */
char *bh_token_new (void);

G_END_DECLS
