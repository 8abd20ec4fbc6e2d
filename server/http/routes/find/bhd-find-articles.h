/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/find/bh-find-query.h"
#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* Writes "articles":[…]: those in which the knowledge base finds the words of @query, best first.
 */
void bhd_find_write_articles (const BhdRequest *request, const BhFindQuery *query, BhdReply *reply);

G_END_DECLS
