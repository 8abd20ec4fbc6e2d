/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "server/store/bhd-event.h"

G_BEGIN_DECLS

/* The organisation's log: tables feed (its head) and event (its rows). */

gboolean bhd_event_rows_start (BhDb *db, const char *organization_id, GError **error);

/* Moves the head by one.  Returns: the new head, or 0 with @error set. */
gint64 bhd_event_rows_reserve (BhDb *db, const char *organization_id, GError **error);
gboolean bhd_event_rows_insert (BhDb *db, const BhdEvent *event, GError **error);

/* @seq: (out): the newest number.  @pruned_seq: (out) (optional): rows up to here are gone; who
 * wants to resume before it needs a snapshot. */
gboolean bhd_event_rows_head (BhDb *db,
                              const char *organization_id,
                              gint64 *seq,
                              gint64 *pruned_seq,
                              GError **error);

/* What came after @after, up to @upto, in order.  @contact_id (nullable): only what this visitor
 * may see; NULL: all.  Returns: (transfer full): of BhdEvent */
GPtrArray *bhd_event_rows_list (BhDb *db,
                                const char *organization_id,
                                const char *contact_id,
                                gint64 after,
                                gint64 upto,
                                guint limit,
                                GError **error);

typedef struct
{
  gint64 last_seq;
  guint count;
} BhdEventSpan;

/* The oldest rows as far as each was made before @before_us, at most @limit and never the newest of
 * all.  @span: (out) */
gboolean bhd_event_rows_find_old (BhDb *db,
                                  const char *organization_id,
                                  gint64 before_us,
                                  guint limit,
                                  BhdEventSpan *span,
                                  GError **error);

/* Forgets the rows up to @seq. */
gboolean bhd_event_rows_prune (BhDb *db, const char *organization_id, gint64 seq, GError **error);

G_END_DECLS
