/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "common/knowledge/bh-gap.h"
#include "common/knowledge/bh-phrasing.h"
#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* What routes of the knowledge base answer alike. */

#define BHD_KNOWLEDGE_PAGE 100

/* The fields of every route that pages through rows by the id of the last one; an element of a
 * BhdField table. */
#define BHD_KNOWLEDGE_PAGE_FIELDS                                                                  \
  { "after", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },                                                  \
  {                                                                                                \
    "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 500                                            \
  }

const char *bhd_answers_organization (const BhdRequest *request);

/* Each writes {"document":…}, {"gap":…}, {"phrasing":…}; NULL is an error that is set already.
 * Returns: whether there was one. */
gboolean bhd_answers_document (BhdReply *reply, const BhDocument *document);
gboolean bhd_answers_gap (BhdReply *reply, const BhGap *gap);
gboolean bhd_answers_phrasing (BhdReply *reply, const BhPhrasing *phrasing);

/* Writes "next": @last (nullable), the id behind which the next page starts. */
void bhd_answers_next (BhdReply *reply, const char *last, gboolean more);

G_END_DECLS
