/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills @buffer with @text as Markdown means it to be read: headings, lists, quotes, code, strong
 * and emphasised words, links by their words.  What is none of these stays as it is. */
void bhc_markdown_fill (GtkTextBuffer *buffer, const char *text);

G_END_DECLS
