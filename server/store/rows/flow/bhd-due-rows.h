/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Conversations whose time has come, of all organisations, by index. */

typedef enum
{
  BHD_DUE_SNOOZE,  /* its snooze ends */
  BHD_DUE_TIMEOUT, /* its owner let the visitor wait too long */
  BHD_DUE_ORPHAN,  /* its owner is disabled */
  BHD_DUE_IDLE,    /* nothing was said for as long as the organisation waits */
  BHD_DUE_KINDS,
} BhdDue;

typedef struct
{
  char *organization_id;
  char *id;
} BhdDueRow;

/* At most @limit of them.  Returns: (transfer full): of BhdDueRow */
GPtrArray *bhd_due_rows_list (BhDb *db, BhdDue due, gint64 now_us, guint limit, GError **error);

/* Nothing was said or done before @idle_since_us; 0: it is closed. */
gboolean bhd_due_rows_set_idle (BhDb *db,
                                const char *organization_id,
                                const char *id,
                                gint64 idle_since_us,
                                GError **error);

G_END_DECLS
