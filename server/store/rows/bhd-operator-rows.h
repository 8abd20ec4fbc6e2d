/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "server/store/bhd-caller.h"

G_BEGIN_DECLS

/* Tables operator and operator_session. */

gboolean bhd_operator_rows_insert (BhDb *db,
                                   const BhOperator *
                                   operator,
                                   const char * password_hash,
                                   gint64 now_us,
                                   GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhOperator *
bhd_operator_rows_find_by_email (BhDb *db, const char *email, char **hash, GError **error);
BhOperator *
bhd_operator_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);
GPtrArray *bhd_operator_rows_list (BhDb *db, const char *organization_id, GError **error);
gboolean bhd_operator_rows_set_password (BhDb *db,
                                         const char *id,
                                         const char *password_hash,
                                         GError **error);

gboolean bhd_operator_rows_set_status (BhDb *db,
                                       const char *organization_id,
                                       const char *id,
                                       BhAttendance status,
                                       GError **error);
/* Name, address, role, and since when disabled.  BH_ERROR_CONFLICT for an address that another one
 * has. */
gboolean
bhd_operator_rows_update (BhDb *db, const BhOperator *operator, gint64 now_us, GError **error);

/* Up to @limit open conversations that are this operator's.  Returns: (transfer full): their ids */
char **bhd_operator_rows_list_conversations (BhDb *db,
                                             const char *organization_id,
                                             const char *id,
                                             guint limit,
                                             GError **error);

/* Where a picture lies, for whoever knows its hash. */
typedef struct
{
  char *organization_id;
  char *media_type;
} BhdAvatar;

void bhd_avatar_free (BhdAvatar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdAvatar, bhd_avatar_free)

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdAvatar *bhd_operator_rows_find_avatar (BhDb *db, const char *hash, GError **error);

/* @hash, @media_type: (nullable) */
gboolean bhd_operator_rows_set_avatar (BhDb *db,
                                       const char *organization_id,
                                       const char *id,
                                       const char *hash,
                                       const char *media_type,
                                       GError **error);

gboolean bhd_operator_rows_open_session (BhDb *db,
                                         const char *token_hash,
                                         const BhOperator *
                                         operator,
                                         gint64 now_us,
                                         gint64 expires_us,
                                         GError **error);

/* Returns: (transfer full) (nullable): the caller, ended or not. */
BhdCaller *bhd_operator_rows_find_session (BhDb *db, const char *token_hash, GError **error);
/* The token hashes of whoever has this (folded) address.  Returns: (transfer full) */
char **bhd_operator_rows_list_sessions (BhDb *db, const char *email, GError **error);
gboolean bhd_operator_rows_close_session (BhDb *db, const char *token_hash, GError **error);

/* All of the operator's, but the one with the hash @but (nullable).  Returns: (transfer full): the
 * token hashes of those */
char **
bhd_operator_rows_end_sessions (BhDb *db, const char *operator_id, const char *but, GError **error);

/* Those that ended before @ended_before_us; G_MAXINT64: all. */
gboolean bhd_operator_rows_close_sessions (BhDb *db,
                                           const char *operator_id,
                                           gint64 ended_before_us,
                                           GError **error);

/* Up to @limit of those that ended before @now_us.  Returns: how many, -1 with @error set. */
gint64 bhd_operator_rows_forget_sessions (BhDb *db, gint64 now_us, guint limit, GError **error);

G_END_DECLS
