/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One article: its text, the passages it is searched by, the ways to ask for it, where it comes
 * from.
 *
 * Signal "back": to the list again. */
#define BHC_TYPE_ARTICLE_VIEW (bhc_article_view_get_type ())
G_DECLARE_FINAL_TYPE (BhcArticleView, bhc_article_view, BHC, ARTICLE_VIEW, AdwBin)

/* @passage: (nullable) to be shown at once.  @library NULL: nothing. */
void bhc_article_view_open (BhcArticleView *self,
                            BhcLibrary *library,
                            const char *id,
                            const char *passage);

G_END_DECLS
