/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table tool: what an organisation's own systems can be asked. */

typedef struct
{
  char *organization_id;
  char *id;
  char *name;
  char *description;
  char *method;
  char *url;              /* with {name} in its path */
  char *headers;          /* (nullable) sealed, see bhd-tool-registry.h */
  char *header_names;     /* a JSON array */
  char *arguments_schema; /* a JSON object */
  gint64 timeout_ms;
  gint64 max_answer;
  gboolean confirm;
  gboolean enabled;
  gint64 created_us;
  gint64 updated_us;
} BhdToolRow;

BhdToolRow *bhd_tool_row_copy (const BhdToolRow *self);
void bhd_tool_row_free (BhdToolRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdToolRow, bhd_tool_row_free)

/* Returns: (transfer full): of BhdToolRow, by name */
GPtrArray *
bhd_tool_rows_list (BhDb *db, const char *organization_id, gboolean only_enabled, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdToolRow *
bhd_tool_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* BH_ERROR_CONFLICT where another one has the name. */
gboolean bhd_tool_rows_insert (BhDb *db, const BhdToolRow *row, GError **error);
gboolean bhd_tool_rows_update (BhDb *db, const BhdToolRow *row, GError **error);
gboolean
bhd_tool_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

G_END_DECLS
