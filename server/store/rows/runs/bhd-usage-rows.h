/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table ai_usage: what was used up, per visitor and day. */

typedef struct
{
  gint64 messages;
  gint64 tokens;
  gint64 cost; /* millionths of the currency */
} BhdUsage;

/* @contact_id: "" for the organisation's own row. */
gboolean bhd_usage_rows_add (BhDb *db,
                             const char *organization_id,
                             gint64 day,
                             const char *contact_id,
                             const BhdUsage *used,
                             GError **error);

/* @usage: (out): zero where there is no row. */
gboolean bhd_usage_rows_get (BhDb *db,
                             const char *organization_id,
                             gint64 day,
                             const char *contact_id,
                             BhdUsage *usage,
                             GError **error);

G_END_DECLS
