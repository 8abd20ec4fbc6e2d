/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The English of what the system says in a conversation; a notice's code and name travel with it.
 */

/* @name: (nullable) of whom it speaks.  Returns: (transfer full) (nullable): there is no such code
 */
char *bh_notice_write (const char *code, const char *name);

G_END_DECLS
