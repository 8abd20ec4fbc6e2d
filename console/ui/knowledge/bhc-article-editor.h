/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Writes an article and shows how it will be read; closes when the daemon has it.
 *
 * Signal "saved" (const char *id): of the article. */
#define BHC_TYPE_ARTICLE_EDITOR (bhc_article_editor_get_type ())
G_DECLARE_FINAL_TYPE (BhcArticleEditor, bhc_article_editor, BHC, ARTICLE_EDITOR, AdwWindow)

/* @document: to be changed, with its body; NULL: a new one. */
GtkWidget *
bhc_article_editor_new (GtkWindow *parent, BhcLibrary *library, const BhDocument *document);

/* A new one that closes a gap. */
GtkWidget *
bhc_article_editor_new_for_gap (GtkWindow *parent, BhcLibrary *library, const BhGap *gap);

G_END_DECLS
