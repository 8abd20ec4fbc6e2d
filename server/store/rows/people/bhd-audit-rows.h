/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table audit. */

/* One thing that was done.  A draft's strings are the caller's, a row's its own. */
typedef struct
{
  char *organization_id;
  char *id;
  char *operator_id;   /* (nullable): the administrator of the machine, or the daemon itself */
  char *operator_name; /* as it was then; "" where there is no operator */
  char *action;        /* “label.created” */
  char *subject_id;    /* (nullable) */
  char *detail;        /* a JSON object */
  gint64 at_us;
} BhdAuditRow;

void bhd_audit_row_free (BhdAuditRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdAuditRow, bhd_audit_row_free)

typedef struct
{
  const char *before;      /* (nullable) the id of an entry: those older than it */
  const char *operator_id; /* (nullable) */
  const char *action;      /* (nullable) */
  guint limit;
} BhdAuditFilter;

gboolean bhd_audit_rows_insert (BhDb *db, const BhdAuditRow *row, GError **error);

/* Newest first.  Returns: (transfer full): of BhdAuditRow; nothing is older than an unknown
 * .before. */
GPtrArray *bhd_audit_rows_list (BhDb *db,
                                const char *organization_id,
                                const BhdAuditFilter *filter,
                                GError **error);

/* Up to @limit of those from before @before_us go.  Returns: how many, -1 with @error set. */
gint64 bhd_audit_rows_prune (BhDb *db,
                             const char *organization_id,
                             gint64 before_us,
                             guint limit,
                             GError **error);

G_END_DECLS
