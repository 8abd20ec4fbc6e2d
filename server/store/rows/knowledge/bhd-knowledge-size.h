/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table knowledge_size: how many documents and passages an organisation has, kept by those who add
 * and remove them. */
typedef struct
{
  gint64 documents;
  gint64 passages;
} BhdKnowledgeSize;

/* In the transaction of the rows themselves; negative where they go. */
gboolean bhd_knowledge_size_add (BhDb *db,
                                 const char *organization_id,
                                 gint64 documents,
                                 gint64 passages,
                                 GError **error);

gboolean bhd_knowledge_size_read (BhDb *db,
                                  const char *organization_id,
                                  BhdKnowledgeSize *size,
                                  GError **error);

G_END_DECLS
