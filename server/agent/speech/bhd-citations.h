/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes the marks by which a model names its passages, “[1]” or “[2, 3]”, out of a text while it
 * comes, and remembers them. */
typedef struct _BhdCitations BhdCitations;

/* @number: 1 to the @n_known of bhd_citations_set_known(). */
typedef void (*BhdCitedFunc) (guint number, gpointer data);

BhdCitations *bhd_citations_new (BhdCitedFunc func, gpointer data);
void bhd_citations_free (BhdCitations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdCitations, bhd_citations_free)

/* Brackets around other numbers are text. */
void bhd_citations_set_known (BhdCitations *self, guint n_known);

/* Appends to @out what can be said already; some characters wait for what follows them. */
void bhd_citations_feed (BhdCitations *self, const char *piece, GString *out);
void bhd_citations_end (BhdCitations *self, GString *out);

G_END_DECLS
