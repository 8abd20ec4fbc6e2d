/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The articles: searched, filtered, and added to by writing, by files (chosen or dropped on the
 * page) and by addresses of pages. */
#define BHC_TYPE_ARTICLES_PAGE (bhc_articles_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcArticlesPage, bhc_articles_page, BHC, ARTICLES_PAGE, AdwBin)

void bhc_articles_page_set_desk (BhcArticlesPage *self, BhcDesk *desk);

/* What dropping them does.  @files: of GFile. */
void bhc_articles_page_add_files (BhcArticlesPage *self, GSList *files);

G_END_DECLS
