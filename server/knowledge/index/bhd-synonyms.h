/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words that people use for the same thing when they ask a help desk.  @language: a number of
 * bhd-language.h; @stem: in it.  Returns: (transfer none) (nullable): of char, the stems of the
 * other words.  Any thread. */
const GPtrArray *bhd_synonyms_find (guint language, const char *stem);

G_END_DECLS
