/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table guardrail: what the AI must not hear or say. */

typedef struct
{
  char *organization_id;
  char *id;
  char *name;
  char *type; /* “blocked_topic”, “topic_boundary”, “pii_filter”, “jailbreak_detection”, “custom” */
  char *pattern;
  char *action;    /* “block”, “warn”, “log” */
  char *direction; /* “in”, “out”, “both” */
  char *message;   /* (nullable) what the visitor reads instead */
  gboolean enabled;
  gint64 created_us;
  gint64 updated_us;
} BhdGuardrailRow;

BhdGuardrailRow *bhd_guardrail_row_copy (const BhdGuardrailRow *self);
void bhd_guardrail_row_free (BhdGuardrailRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdGuardrailRow, bhd_guardrail_row_free)

/* Oldest first.  Returns: (transfer full): of BhdGuardrailRow */
GPtrArray *bhd_guardrail_rows_list (BhDb *db, const char *organization_id, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdGuardrailRow *
bhd_guardrail_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

gboolean bhd_guardrail_rows_insert (BhDb *db, const BhdGuardrailRow *row, GError **error);
gboolean bhd_guardrail_rows_update (BhDb *db, const BhdGuardrailRow *row, GError **error);
gboolean
bhd_guardrail_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

G_END_DECLS
