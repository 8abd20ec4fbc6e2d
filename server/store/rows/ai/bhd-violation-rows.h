/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table violation: when a rule was hit, and by what, masked. */

typedef struct
{
  char *organization_id;
  char *id;
  char *guardrail_id;
  char *guardrail_name;
  char *type;
  char *action;
  char *direction;       /* “in”, “out” */
  char *conversation_id; /* (nullable) */
  char *run_id;          /* (nullable) */
  char *excerpt;
  gint64 created_us;
} BhdViolationRow;

void bhd_violation_row_free (BhdViolationRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdViolationRow, bhd_violation_row_free)

gboolean bhd_violation_rows_insert (BhDb *db, const BhdViolationRow *row, GError **error);

/* Newest first.  @after: (nullable): the id of the last one seen.
 * Returns: (transfer full): of BhdViolationRow */
GPtrArray *bhd_violation_rows_page (BhDb *db,
                                    const char *organization_id,
                                    const char *after,
                                    guint limit,
                                    GError **error);

G_END_DECLS
