/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Lets somebody choose one of the articles, by searching for it; closes then.
 *
 * Signal "chosen" (const char *id, const char *title). */
#define BHC_TYPE_ARTICLE_CHOOSER (bhc_article_chooser_get_type ())
G_DECLARE_FINAL_TYPE (BhcArticleChooser, bhc_article_chooser, BHC, ARTICLE_CHOOSER, AdwWindow)

/* @question: what it has to answer, shown above. */
GtkWidget *bhc_article_chooser_new (GtkWindow *parent, BhcLibrary *library, const char *question);

G_END_DECLS
