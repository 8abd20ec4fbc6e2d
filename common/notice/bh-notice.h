/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The English of what the system says in a conversation.  A notice's code and name travel with the
 * message; where only its text does (what was said last), the code can be found again. */

/* @name: (nullable) of whom it speaks.  Returns: (transfer full) (nullable): there is no such code
 */
char *bh_notice_write (const char *code, const char *name);

/* @text, @name: (nullable).  Returns: (nullable): the notice that says this of @name */
const char *bh_notice_read (const char *text, const char *name);

G_END_DECLS
