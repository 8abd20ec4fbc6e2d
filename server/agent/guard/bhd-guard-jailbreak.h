/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How people try to talk a model out of its task: regular expressions, in the languages visitors
 * write; the last one is NULL. */
extern const char *const bhd_guard_jailbreaks[];

G_END_DECLS
