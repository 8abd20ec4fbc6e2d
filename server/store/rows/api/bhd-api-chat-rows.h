/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table api_session, and what programs are told of conversations. */

/* @contact_id: (out) (nullable): NULL where the session is new. */
gboolean bhd_api_chat_rows_find_session (BhDb *db,
                                         const char *organization_id,
                                         const char *session_id,
                                         char **contact_id,
                                         GError **error);
gboolean bhd_api_chat_rows_add_session (BhDb *db,
                                        const char *organization_id,
                                        const char *session_id,
                                        const char *contact_id,
                                        gint64 now_us,
                                        GError **error);

/* Whether a run of the conversation waits or runs. */
gboolean bhd_api_chat_rows_is_open (BhDb *db,
                                    const char *organization_id,
                                    const char *conversation_id,
                                    gboolean *open,
                                    GError **error);

/* What the run that gave this answer used up; 0 where none did. */
gboolean bhd_api_chat_rows_usage (BhDb *db,
                                  const char *organization_id,
                                  const char *message_id,
                                  gint64 *tokens_in,
                                  gint64 *tokens_out,
                                  GError **error);

/* A conversation in a program's list. */
typedef struct
{
  char *id;
  char *session_id; /* the program's, else the contact's id */
  char *last_body;  /* (nullable) */
  gint64 created_us;
  gint64 updated_us;
} BhdApiConversation;

void bhd_api_conversation_free (BhdApiConversation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdApiConversation, bhd_api_conversation_free)

/* By last activity, newest first, behind (@before_us, @before_id).
 * Returns: (transfer full): of BhdApiConversation */
GPtrArray *bhd_api_chat_rows_list (BhDb *db,
                                   const char *organization_id,
                                   gint64 before_us,
                                   const char *before_id,
                                   guint limit,
                                   GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdApiConversation *
bhd_api_chat_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* -1 with @error set. */
gint64 bhd_api_chat_rows_count (BhDb *db, const char *organization_id, GError **error);

G_END_DECLS
