/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What somebody wrote, as Pango's markup: everything in it is escaped, and only what is recognised
 * becomes a tag.  Addresses and telephone numbers become links.  @markdown: the small Markdown that
 * visitors see as well: **strong**, *emphasis*, `code`, [words](address), headings, lists, quotes,
 * fences.  Returns: (transfer full): always well-formed */
char *bhc_message_markup (const char *body, gboolean markdown);

/* What an operator or the assistant wrote, by its words alone, as a preview has room for.
 * Returns: (transfer full) */
char *bhc_message_words_alone (const char *body);

/* Shows where @words stand in @text (case and accents as written do not matter for case alone), and
 * each of @names behind an “@”.  Both (nullable).  Returns: (transfer full) */
PangoAttrList *bhc_message_marks (const char *text, const char *words, const char *const *names);

/* Puts them on a label with markup, in the place of those before. */
void bhc_message_marks_put (GtkLabel *label, PangoAttrList *marks);

G_END_DECLS
