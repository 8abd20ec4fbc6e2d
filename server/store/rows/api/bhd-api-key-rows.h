/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table api_key. */

typedef struct
{
  char *organization_id;
  char *id;
  char *kind; /* “widget”, “admin” */
  char *name;
  char *prefix;
  char *secret_hash;
  gint64 created_us;
  gint64 last_used_us; /* 0: never */
  gint64 revoked_us;   /* 0: it is good */
} BhdApiKeyRow;

void bhd_api_key_row_free (BhdApiKeyRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdApiKeyRow, bhd_api_key_row_free)

gboolean bhd_api_key_rows_insert (BhDb *db, const BhdApiKeyRow *row, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdApiKeyRow *
bhd_api_key_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Those that are good, oldest first.  Returns: (transfer full): of BhdApiKeyRow */
GPtrArray *bhd_api_key_rows_list (BhDb *db, const char *organization_id, GError **error);

/* Those that are good and begin like this, whoever's.  Returns: (transfer full): of BhdApiKeyRow */
GPtrArray *
bhd_api_key_rows_list_prefix (BhDb *db, const char *kind, const char *prefix, GError **error);

/* Whether anybody has a good key of this kind.  FALSE with @error set. */
gboolean bhd_api_key_rows_any (BhDb *db, const char *kind, gboolean *any, GError **error);

/* @revoked: (out): FALSE where no good key has this id. */
gboolean bhd_api_key_rows_revoke (BhDb *db,
                                  const char *organization_id,
                                  const char *id,
                                  gint64 now_us,
                                  gboolean *revoked,
                                  GError **error);

gboolean bhd_api_key_rows_touch (BhDb *db,
                                 const char *organization_id,
                                 const char *id,
                                 gint64 now_us,
                                 GError **error);

G_END_DECLS
