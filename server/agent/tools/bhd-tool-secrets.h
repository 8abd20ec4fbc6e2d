/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a request carries and nobody may read in what comes back.  Wiped when freed. */
typedef struct _BhdToolSecrets BhdToolSecrets;

BhdToolSecrets *bhd_tool_secrets_new (void);
void bhd_tool_secrets_free (BhdToolSecrets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdToolSecrets, bhd_tool_secrets_free)

/* The value of a header, and the pieces it is made of; what is shorter than 4 bytes hides nothing.
 */
void bhd_tool_secrets_add (BhdToolSecrets *self, const char *value);

/* Also what stands behind “=” in the query of an address. */
void bhd_tool_secrets_add_query (BhdToolSecrets *self, const char *url);

/* Returns: (transfer full): @text with “[hidden]” for each of them, plain, escaped for JSON or for
 * an address, or as base64. */
char *bhd_tool_secrets_hide (const BhdToolSecrets *self, const char *text);

G_END_DECLS
