/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table delivery: webhooks that wait, were delivered or were given up. */

typedef struct
{
  char *organization_id;
  char *id;
  char *url;
  char *body;
  gint64 attempts; /* so far */
  gint64 created_us;
} BhdDelivery;

void bhd_delivery_free (BhdDelivery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdDelivery, bhd_delivery_free)

gboolean bhd_delivery_rows_insert (BhDb *db,
                                   const char *organization_id,
                                   const char *url,
                                   const char *body,
                                   gint64 now_us,
                                   GError **error);

/* The one that is due longest; it is put off to @lease_us at once, so that it is tried again should
 * the courier never report.  @next_due_us: (out): when the next one is due, 0 for none.
 * Returns: (transfer full) (nullable): NULL without @error where none is due. */
BhdDelivery *bhd_delivery_rows_take (BhDb *db,
                                     gint64 now_us,
                                     gint64 lease_us,
                                     gint64 *next_due_us,
                                     GError **error);

/* How an attempt ended: @failure NULL: delivered; else tried again at @due_us, or given up where
 * that is 0. */
gboolean bhd_delivery_rows_report (BhDb *db,
                                   const BhdDelivery *delivery,
                                   const char *failure,
                                   gint64 due_us,
                                   GError **error);

G_END_DECLS
