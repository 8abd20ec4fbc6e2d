/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-clock.h"
#include "common/bh-db.h"
#include "server/store/bhd-caller.h"

G_BEGIN_DECLS

/* Tables contact and contact_session. */

/* How far behind “last active” may be: not every message is written into two rows. */
#define BHD_CONTACT_PATIENCE (10 * BH_MINUTE)

/* A visitor as they introduced themself; strings are the caller's. */
typedef struct
{
  const char *organization_id;
  const char *id;
  const char *name;
  const char *email;
  const char *metadata; /* (nullable) a JSON object */
  gint64 created_us;
  const char *attributes;  /* (nullable) a JSON object */
  const char *external_id; /* (nullable): the site vouches for them */
  gboolean blocked;        /* not written here: bhd_contact_rows_block() */
} BhdContactDraft;

gboolean bhd_contact_rows_insert (BhDb *db, const BhdContactDraft *draft, GError **error);

/* All of a stored contact but when it came. */
gboolean bhd_contact_rows_update (BhDb *db, const BhdContactDraft *draft, GError **error);

/* @blocked_us: 0: they may write. */
gboolean bhd_contact_rows_block (BhDb *db,
                                 const char *organization_id,
                                 const char *id,
                                 gint64 blocked_us,
                                 GError **error);

gboolean
bhd_contact_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

/* They were active. */
gboolean bhd_contact_rows_touch (BhDb *db,
                                 const char *organization_id,
                                 const char *id,
                                 gint64 now_us,
                                 GError **error);

/* A contact as it is stored. */
typedef struct
{
  char *id;
  char *name;
  char *email;
  char *metadata;    /* (nullable) */
  char *attributes;  /* (nullable) */
  char *external_id; /* (nullable) */
  gint64 created_us;
  gint64 blocked_us; /* 0: they may write */
  gint64 last_us;    /* active; behind by up to BHD_CONTACT_PATIENCE */
} BhdContactRow;

void bhd_contact_row_free (BhdContactRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdContactRow, bhd_contact_row_free)

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdContactRow *
bhd_contact_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);
BhdContactRow *bhd_contact_rows_find_external (BhDb *db,
                                               const char *organization_id,
                                               const char *external_id,
                                               GError **error);

gboolean bhd_contact_rows_open_session (BhDb *db,
                                        const char *token_hash,
                                        const BhdContactDraft *contact,
                                        gint64 now_us,
                                        gint64 expires_us,
                                        GError **error);

/* Returns: (transfer full) (nullable): the caller, ended or not. */
BhdCaller *bhd_contact_rows_find_session (BhDb *db, const char *token_hash, GError **error);
gboolean bhd_contact_rows_close_session (BhDb *db, const char *token_hash, GError **error);
gboolean bhd_contact_rows_extend_session (BhDb *db,
                                          const char *token_hash,
                                          gint64 expires_us,
                                          GError **error);

/* Up to @limit of those that ended before @now_us.  Returns: how many, -1 with @error set. */
gint64 bhd_contact_rows_forget_sessions (BhDb *db, gint64 now_us, guint limit, GError **error);

G_END_DECLS
