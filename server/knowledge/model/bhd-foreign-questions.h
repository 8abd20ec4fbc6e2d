/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Questions that nearly no organisation answers, in the language with that code (“en”).
 * Returns: (nullable): NULL-terminated; NULL where there are none in it */
const char *const *bhd_foreign_questions (const char *language);

G_END_DECLS
