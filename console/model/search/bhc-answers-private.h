/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/find/bhc-find-page.h"
#include "console/model/search/bhc-found.h"

G_BEGIN_DECLS

/* @found is the caller's until the function returns. */
typedef void (*BhcFoundFunc) (BhcFound *found, gpointer data);

/* What a page of the cache, and what the daemon's answer (a bag of values) tells of. */
void bhc_answers_read_page (const BhcFindPage *page,
                            const BhFindQuery *query,
                            BhcFoundFunc func,
                            gpointer data);
void
bhc_answers_read (GVariant *answer, const BhFindQuery *query, BhcFoundFunc func, gpointer data);

G_END_DECLS
