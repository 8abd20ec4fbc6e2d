/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/knowledge/bhd-index.h"

G_BEGIN_DECLS

/* A search as an operator sees it: a BhdSearchFunc over the index that @data is. */
void bhd_lookup_search (const char *organization_id,
                        const char *question,
                        const char *category,
                        guint limit,
                        BhJsonWriter *json,
                        gpointer data);

G_END_DECLS
