/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table webhook_delivery: what webhooks are told, with how it went.  Those of one webhook stand in
 * a line; table webhook says when each line moves on, so a line that waits costs the others
 * nothing. */

typedef struct
{
  char *organization_id;
  char *id;
  char *webhook_id;
  char *event;
  char *url; /* where it was sent, or will be */
  char *body;
  char *state;        /* “waiting”, “delivered” or “failed” */
  gint64 attempts;    /* so far */
  gint64 http_status; /* of the last answer, 0: there was none */
  char *error;        /* (nullable) */
  char *answer;       /* (nullable): its beginning */
  gint64 due_us;      /* waiting: not before, nor before its line moves on: */
  gint64 line_us;
  gint64 created_us;
  gint64 finished_us;          /* 0: not yet */
  const char *contact_id;      /* (nullable): of whom it speaks; only written */
  const char *conversation_id; /* (nullable) */
} BhdDelivery;

void bhd_delivery_free (BhdDelivery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdDelivery, bhd_delivery_free)

/* Joins its webhook's line; takes id, webhook_id, event, url, body, created_us and whom
 * it speaks of, of @delivery. */
gboolean bhd_delivery_rows_insert (BhDb *db, const BhdDelivery *delivery, GError **error);

/* The first of the line that is due longest, which stays away until @lease_us, so that it comes
 * again should nobody report.  @next_us: (out): when the next line is due, 0 for none.
 * Returns: (transfer full) (nullable): NULL without @error where none is due. */
BhdDelivery *
bhd_delivery_rows_take (BhDb *db, gint64 now_us, gint64 lease_us, gint64 *next_us, GError **error);

/* Gives back what was taken by somebody who cannot report any more. */
gboolean bhd_delivery_rows_give_back (BhDb *db, gint64 now_us, GError **error);

/* Writes how an attempt ended: state, attempts, http_status, error, answer, due_us, finished_us. */
gboolean bhd_delivery_rows_update (BhDb *db, const BhdDelivery *delivery, GError **error);

/* Lets the line go on with the delivery that is due first, but not before @from_us.  @held: nothing
 * that joins it meanwhile moves it before that either. */
gboolean bhd_delivery_rows_move_on (BhDb *db,
                                    const BhdDelivery *delivery,
                                    gint64 from_us,
                                    gboolean held,
                                    GError **error);

/* Lets the line go on at once, held or not, unless one of it is on its way. */
gboolean
bhd_delivery_rows_hurry (BhDb *db, const BhdDelivery *delivery, gint64 now_us, GError **error);

/* Everything that waits in the line has failed, with @reason. */
gboolean bhd_delivery_rows_give_up (BhDb *db,
                                    const char *organization_id,
                                    const char *webhook_id,
                                    const char *reason,
                                    gint64 now_us,
                                    GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdDelivery *
bhd_delivery_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

typedef struct
{
  const char *webhook_id; /* (nullable): of all */
  const char *state;      /* (nullable): in any */
  const char *after;      /* (nullable): behind this one */
  guint limit;
} BhdDeliveryFilter;

/* Newest first.  Returns: (transfer full): of BhdDelivery */
GPtrArray *bhd_delivery_rows_list (BhDb *db,
                                   const char *organization_id,
                                   const BhdDeliveryFilter *filter,
                                   GError **error);

/* Forgets at most @limit of what was delivered or given up and made before @before_us.  Returns:
 * how many; -1 with @error set. */
gint64 bhd_delivery_rows_prune (BhDb *db,
                                const char *organization_id,
                                gint64 before_us,
                                guint limit,
                                GError **error);

G_END_DECLS
