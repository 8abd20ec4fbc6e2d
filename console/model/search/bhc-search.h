/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/search/bhc-found.h"

G_BEGIN_DECLS

/* One search over everything ever said: at once in what this machine has seen, then joined with
 * what the daemon finds, who is asked later where there is no connection.  What is typed next ends
 * it.
 *
 * Signal "changed": what the functions below answer is another.
 * Main thread. */
#define BHC_TYPE_SEARCH (bhc_search_get_type ())
G_DECLARE_FINAL_TYPE (BhcSearch, bhc_search, BHC, SEARCH, GObject)

BhcSearch *bhc_search_new (BhcDesk *desk);

/* (transfer none): of BhcFound: contacts, articles, then messages, newest first. */
GListModel *bhc_search_get_results (BhcSearch *self);

void bhc_search_set_text (BhcSearch *self, const char *text);
const char *bhc_search_get_text (BhcSearch *self);

/* The next page, from the machine and from the daemon; does nothing where there is none. */
void bhc_search_load_more (BhcSearch *self);

gboolean bhc_search_is_loading (BhcSearch *self);
gboolean bhc_search_is_local (BhcSearch *self);   /* the daemon was not heard: what this machine has
                                                     seen is all there is */
gboolean bhc_search_is_partial (BhcSearch *self); /* not even that can be searched whole yet */
const char *bhc_search_get_problem (BhcSearch *self); /* (nullable): what is wrong with the text */

/* The words to be found, for marking them where they stand; (transfer full) */
char *bhc_search_get_words (BhcSearch *self);

/* What was searched for before, the newest first.  (transfer full) */
GStrv bhc_search_get_history (BhcSearch *self);
void bhc_search_remember (BhcSearch *self); /* the text as it is: something found was opened */

G_END_DECLS
