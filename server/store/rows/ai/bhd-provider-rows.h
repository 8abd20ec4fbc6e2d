/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table provider: language models in the order in which they are asked. */

typedef struct
{
  char *organization_id;
  char *id;
  gint64 position;
  char *kind;
  char *name;
  char *base_url;
  char *model;
  char *key; /* (nullable) sealed, see bhd-providers.h */
  gboolean enabled;
  gint64 price_in; /* millionths of the currency for a million tokens, 0 unknown */
  gint64 price_out;
  gboolean vision; /* its model can look at pictures */
  gint64 created_us;
  gint64 updated_us;
} BhdProviderRow;

void bhd_provider_row_free (BhdProviderRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdProviderRow, bhd_provider_row_free)

/* Returns: (transfer full): of BhdProviderRow, by position */
GPtrArray *bhd_provider_rows_list (BhDb *db, const char *organization_id, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdProviderRow *
bhd_provider_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

gboolean bhd_provider_rows_insert (BhDb *db, const BhdProviderRow *row, GError **error);
gboolean bhd_provider_rows_update (BhDb *db, const BhdProviderRow *row, GError **error);
gboolean
bhd_provider_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

G_END_DECLS
