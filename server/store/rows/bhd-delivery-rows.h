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

/* Organisations that are being served: the next one goes to somebody else, so that nobody's slow
 * server holds up the others, and each gets its own in order. */
#define BHD_DELIVERY_BUSY 3
typedef const char *BhdDeliveryBusy[BHD_DELIVERY_BUSY]; /* ids, or NULL */

/* The one that is due longest; it is put off to @lease_us at once, so that it is tried again should
 * the courier never report.  @next_due_us: (out): when the next one is due, 0 for none.
 * Returns: (transfer full) (nullable): NULL without @error where none is due. */
BhdDelivery *bhd_delivery_rows_take (BhDb *db,
                                     const BhdDeliveryBusy busy,
                                     gint64 now_us,
                                     gint64 lease_us,
                                     gint64 *next_due_us,
                                     GError **error);

/* Forgets what was delivered or given up and was made before @before_us. */
gboolean
bhd_delivery_rows_prune (BhDb *db, const char *organization_id, gint64 before_us, GError **error);

/* How an attempt ended: @failure NULL: delivered; else tried again at @due_us, or given up where
 * that is 0. */
gboolean bhd_delivery_rows_report (BhDb *db,
                                   const BhdDelivery *delivery,
                                   const char *failure,
                                   gint64 due_us,
                                   GError **error);

G_END_DECLS
