/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table erasure: what is being forgotten, and the rows of all tables that speak of it. */

typedef struct
{
  char *organization_id;
  char *kind; /* “contact”, “conversation”, “gap”, “phrasing” */
  char *subject_id;
  gint64 log_seq; /* the log is empty of it up to here */
  gboolean swept; /* once already */
} BhdErasure;

void bhd_erasure_free (BhdErasure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdErasure, bhd_erasure_free)

gboolean bhd_erasure_rows_add (BhDb *db,
                               const char *organization_id,
                               const char *kind,
                               const char *subject_id,
                               gint64 now_us,
                               GError **error);

/* The row of the conversation, and what would still act in its name.  Who looks for it from now on
 * does not find it. */
gboolean bhd_erasure_rows_unhook (BhDb *db,
                                  const char *organization_id,
                                  const char *conversation_id,
                                  GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where none is due. */
BhdErasure *bhd_erasure_rows_next (BhDb *db, gint64 now_us, GError **error);

/* Deletes what hangs on the contact or conversation, at most about @limit rows.
 * @more: (out): there may be more. */
gboolean bhd_erasure_rows_sweep (BhDb *db,
                                 const BhdErasure *erasure,
                                 guint limit,
                                 gint64 now_us,
                                 gboolean *more,
                                 GError **error);

/* The events of the log behind @after up to @upto that speak of anything that is being forgotten
 * keep their numbers, and nothing else. */
gboolean bhd_erasure_rows_empty_log (BhDb *db,
                                     const char *organization_id,
                                     gint64 after,
                                     gint64 upto,
                                     GError **error);

/* It is swept: again at @again_us, for what came late, or where it was already: it is done. */
gboolean
bhd_erasure_rows_finish (BhDb *db, const BhdErasure *erasure, gint64 again_us, GError **error);

/* Of the conversation.  Returns: (transfer full): NULL with @error set */
char **bhd_erasure_rows_list_gaps (BhDb *db, const BhdErasure *conversation, GError **error);
char **bhd_erasure_rows_list_phrasings (BhDb *db, const BhdErasure *conversation, GError **error);

/* What stays of them no longer says where it was asked. */
gboolean
bhd_erasure_rows_unlink_phrasings (BhDb *db, const BhdErasure *conversation, GError **error);

/* Forgets that the conversation asked it; what others asked stays.  @gone: (out): nobody else did.
 */
gboolean bhd_erasure_rows_leave_gap (BhDb *db,
                                     const BhdErasure *conversation,
                                     const char *gap_id,
                                     gboolean *gone,
                                     GError **error);

/* Ids.  Returns: (transfer full): NULL with @error set */
char **bhd_erasure_rows_list_conversations (BhDb *db,
                                            const char *organization_id,
                                            const char *contact_id,
                                            GError **error);
char **bhd_erasure_rows_list_sessions (BhDb *db,
                                       const char *organization_id,
                                       const char *contact_id,
                                       GError **error);

/* Conversations that were resolved before @before_us. */
char **bhd_erasure_rows_list_old (BhDb *db,
                                  const char *organization_id,
                                  gint64 before_us,
                                  guint limit,
                                  GError **error);

G_END_DECLS
