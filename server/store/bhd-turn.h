/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "server/store/bhd-event.h"

G_BEGIN_DECLS

/* Who has work after a commit. */
typedef enum
{
  BHD_WAKE_AGENT = 1 << 0,     /* a run waits */
  BHD_WAKE_INDEXER = 1 << 1,   /* a document waits to be cut and indexed, or has gone */
  BHD_WAKE_COURIER = 1 << 2,   /* a webhook delivery waits */
  BHD_WAKE_FRONTS = 1 << 3,    /* an organisation, its people or its settings are new */
  BHD_WAKE_SWEEPER = 1 << 4,   /* a file is no longer needed */
  BHD_WAKE_MAILER = 1 << 5,    /* an e-mail waits */
  BHD_WAKE_CARETAKER = 1 << 6, /* something is to be forgotten */
} BhdWake;

/* One transaction as the desk sees it: the data, the time, and the news it makes.  A turn lives on
 * the thread that runs it and ends with the job.  A reading turn has a read-only connection;
 * publishing or waking on it is a programming error. */
typedef struct
{
  BhDb *db;
  gint64 now_us;
  gboolean writing;
  GPtrArray *events; /* of BhdEvent; visible to others only after the commit */
  BhdWake wakes;
} BhdTurn;

/* Numbers are taken in the transaction, so they rise by one without holes.  A number has to be
 * known before an event's body can be written (a message carries it): reserve it, then publish
 * under it, in the same turn, in order.  Returns: the number, or 0 with @error set. */
gint64 bhd_turn_reserve_seq (BhdTurn *turn, const char *organization_id, GError **error);

/* Appends one row to the organisation's log under @draft->seq and remembers it for the subscribers.
 */
gboolean bhd_turn_publish (BhdTurn *turn, const BhdEventDraft *draft, GError **error);

G_END_DECLS
