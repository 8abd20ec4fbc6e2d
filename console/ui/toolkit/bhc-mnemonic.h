/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @name as the label of a menu item: none of its underscores is taken for a mnemonic.  Returns:
 * (transfer full) */
char *bhc_mnemonic_escape (const char *name);

G_END_DECLS
