/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Terms that an organisation does not want to hear from its AI, taken out of a text while it comes.
 * Each stands for itself as whole words, whatever its case. */
typedef struct _BhdWording BhdWording;

BhdWording *bhd_wording_new (char *const *blocked);
void bhd_wording_free (BhdWording *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdWording, bhd_wording_free)

/* Appends to @out what can be said already; as much waits as a term is long. */
void bhd_wording_feed (BhdWording *self, const char *piece, GString *out);
void bhd_wording_end (BhdWording *self, GString *out);

/* How many were taken out. */
guint bhd_wording_count (const BhdWording *self);

G_END_DECLS
