/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* What people and the AI have to do at this moment, from the tables conversation and run. */

typedef struct
{
  gint64 open;    /* not resolved, and theirs */
  gint64 waiting; /* of these, the visitor waits for an answer */
} BhdLoad;

/* One query for all of them.  Returns: (transfer full): operator's id → BhdLoad; who has nothing is
 * not in it. */
GHashTable *bhd_load_rows_by_operator (BhDb *db, const char *organization_id, GError **error);

/* A run that has not ended. */
typedef struct
{
  char *run_id;
  char *conversation_id;
  char *contact_name;
  char *question;    /* the visitor's last words; "" where they sent none */
  char *provider;    /* (nullable) not known yet */
  gint64 started_us; /* 0: waits */
} BhdRunningRow;

void bhd_running_row_free (BhdRunningRow *self);

/* Those longest due first.  Returns: (transfer full): of BhdRunningRow */
GPtrArray *
bhd_load_rows_list_running (BhDb *db, const char *organization_id, guint limit, GError **error);

G_END_DECLS
