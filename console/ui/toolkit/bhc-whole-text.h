/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @text, which does not scroll by itself, is as high as its words are.  GTK 4.8 asks for its height
 * before its width is known, and for no more once it has been allocated. */
void bhc_whole_text_show (GtkTextView *text);

G_END_DECLS
