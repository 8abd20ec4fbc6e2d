/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person types as the server's address, in the one form the console keeps: scheme, host and
 * port, no slash at the end.  “desk.example.org” means https; plain http is taken for this machine
 * alone, because a password travels over it.
 *
 * Returns: (transfer full) (nullable): NULL with a sentence for the form. */
char *bhc_server_normalize (const char *text, GError **error);

G_END_DECLS
