/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table webhook: where an organisation wants to be told of what.  The one whose id is the
 * organisation's own is its first: bellhopctl and the organisation's settings know it by its
 * address alone, and until it has one it is in no list. */

typedef struct
{
  char *organization_id;
  char *id;
  char *url;
  char *events; /* names with a blank between them */
  char *secret; /* (nullable): sealed */
  gboolean enabled;
  gint64 failing_since_us; /* 0: the last attempt was answered well */
  char *last_state;        /* (nullable): nothing was tried yet; “delivered” or “failed” */
  gint64 last_us;
  gint64 last_http_status; /* 0: no answer */
  gint64 created_us;
} BhdWebhookRow;

void bhd_webhook_row_free (BhdWebhookRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdWebhookRow, bhd_webhook_row_free)

/* Whether @events, names with a blank between them, has @name. */
gboolean bhd_webhook_events_have (const char *events, const char *name);

/* Those with an address, oldest first.  Returns: (transfer full): of BhdWebhookRow */
GPtrArray *bhd_webhook_rows_list (BhDb *db, const char *organization_id, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdWebhookRow *
bhd_webhook_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

gboolean bhd_webhook_rows_insert (BhDb *db, const BhdWebhookRow *row, GError **error);

/* Writes address, events, secret, enabled and since when it fails. */
gboolean bhd_webhook_rows_update (BhDb *db, const BhdWebhookRow *row, GError **error);

/* Writes how the last attempt ended, and since when it fails. */
gboolean bhd_webhook_rows_note_attempt (BhDb *db,
                                        const BhdWebhookRow *row,
                                        const char *state,
                                        gint64 now_us,
                                        gint64 http_status,
                                        GError **error);

/* With its deliveries. */
gboolean
bhd_webhook_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Every event that some enabled webhook of the organisation wants, kept with the organisation,
 * where whoever causes one reads it along.  @events: (nullable): none. */
gboolean bhd_webhook_rows_set_wanted (BhDb *db,
                                      const char *organization_id,
                                      const char *events,
                                      GError **error);

/* Returns: (transfer full) (nullable): NULL without @error: nothing is wanted. */
char *bhd_webhook_rows_get_wanted (BhDb *db, const char *organization_id, GError **error);

G_END_DECLS
