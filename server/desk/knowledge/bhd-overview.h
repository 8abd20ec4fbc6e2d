/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/knowledge/bhd-documents.h"

G_BEGIN_DECLS

/* The knowledge base in numbers. */
typedef struct
{
  BhdDocumentCounts documents;
  gint64 proposed; /* phrasings that wait for somebody to decide */
  gint64 gaps;     /* open ones */
} BhdOverview;

gboolean bhd_overview_read (BhdTurn *turn,
                            const char *organization_id,
                            BhdOverview *overview,
                            GError **error);

G_END_DECLS
