/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The knowledge base: articles, gaps, proposed phrasings, the playground.
 *
 * Actions for what stands in it: "knowledge.open-article" (ss id, passage or “”), "knowledge.tell"
 * (s a sentence that passes), "knowledge.offer-reopen" (s a gap that was dismissed). */
#define BHC_TYPE_KNOWLEDGE_PAGE (bhc_knowledge_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcKnowledgePage, bhc_knowledge_page, BHC, KNOWLEDGE_PAGE, AdwBin)

GtkWidget *bhc_knowledge_page_new (BhcDesk *desk);
void bhc_knowledge_page_open_article (BhcKnowledgePage *self, const char *id, const char *passage);

/* “articles”, “gaps”, “phrasings”, “playground” */
void bhc_knowledge_page_show (BhcKnowledgePage *self, const char *section);

G_END_DECLS
