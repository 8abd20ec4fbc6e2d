/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table label, and which conversations have which (conversation_label). */
typedef struct
{
  char *id;
  char *name;
  char *key;   /* the name, folded */
  char *color; /* #rrggbb */
  gint64 created_us;
} BhdLabelRow;

void bhd_label_row_free (BhdLabelRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdLabelRow, bhd_label_row_free)

/* Returns: (transfer full): of BhdLabelRow, in the order in which they were made */
GPtrArray *bhd_label_rows_list (BhDb *db, const char *organization_id, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdLabelRow *
bhd_label_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* BH_ERROR_CONFLICT for a name that another one has. */
gboolean bhd_label_rows_insert (BhDb *db,
                                const char *organization_id,
                                const BhdLabelRow *row,
                                GError **error);
gboolean bhd_label_rows_update (BhDb *db,
                                const char *organization_id,
                                const BhdLabelRow *row,
                                GError **error);
gboolean
bhd_label_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Up to @limit conversations that have it.  Returns: (transfer full): their ids */
char **bhd_label_rows_list_conversations (BhDb *db,
                                          const char *organization_id,
                                          const char *id,
                                          guint limit,
                                          GError **error);
gboolean bhd_label_rows_take_off (BhDb *db,
                                  const char *organization_id,
                                  const char *id,
                                  const char *conversation_id,
                                  GError **error);

G_END_DECLS
