/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table handoff; strings are the caller's. */
typedef struct
{
  const char *organization_id;
  const char *id;
  const char *conversation_id;
  const char *status;
  const char *reason;
  const char *summary;
  const char *operator_id; /* (nullable) */
  gint64 created_us;
  gint64 claimed_us; /* 0: nobody has claimed it */
} BhdHandoffDraft;

gboolean bhd_handoff_rows_insert (BhDb *db, const BhdHandoffDraft *draft, GError **error);

/* Sets status, operator_id and claimed_us; a resolved one gets @now_us as its end. */
gboolean
bhd_handoff_rows_update (BhDb *db, const BhdHandoffDraft *draft, gint64 now_us, GError **error);

/* Its summary is to be written yet. */
gboolean bhd_handoff_rows_ask_summary (BhDb *db,
                                       const char *organization_id,
                                       const char *id,
                                       GError **error);

/* The oldest one whose summary is, of any organisation; not again.
 * Returns: (transfer full) (nullable): organization_id, id, conversation_id; NULL without @error
 * where there is none. */
char **bhd_handoff_rows_take_summary (BhDb *db, GError **error);

gboolean bhd_handoff_rows_set_summary (BhDb *db,
                                       const char *organization_id,
                                       const char *id,
                                       const char *summary,
                                       GError **error);

G_END_DECLS
