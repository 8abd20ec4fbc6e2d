/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "server/store/files/bhd-attachment.h"

G_BEGIN_DECLS

/* Table attachment. */

gboolean bhd_attachment_rows_insert (BhDb *db, const BhdAttachment *attachment, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdAttachment *
bhd_attachment_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* @stored: (out): FALSE where there are not @from bytes (any more). */
gboolean bhd_attachment_rows_advance (BhDb *db,
                                      const char *organization_id,
                                      const char *id,
                                      gint64 from,
                                      gint64 to,
                                      gint64 now_us,
                                      gboolean *stored,
                                      GError **error);

/* Stores what is known of it now that all of it is here. */
gboolean bhd_attachment_rows_complete (BhDb *db, const BhdAttachment *attachment, GError **error);

/* @stored: (out): FALSE where a message has it already. */
gboolean bhd_attachment_rows_claim (BhDb *db,
                                    const BhdAttachment *attachment,
                                    const char *message_id,
                                    gboolean internal,
                                    gboolean *stored,
                                    GError **error);

gboolean
bhd_attachment_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

/* What the contact has sent in all its conversations since @since_us, and how many of those files
 * no message has taken. */
gboolean bhd_attachment_rows_count_of_visitor (BhDb *db,
                                               const char *organization_id,
                                               const char *contact_id,
                                               gint64 since_us,
                                               gint64 *bytes,
                                               gint64 *loose,
                                               GError **error);

/* What a conversation holds.  @loose: of @sender_id, taken by no message. */
gboolean bhd_attachment_rows_count (BhDb *db,
                                    const char *organization_id,
                                    const char *conversation_id,
                                    const char *sender_id,
                                    gint64 *n,
                                    gint64 *bytes,
                                    gint64 *loose,
                                    GError **error);

/* Returns: (transfer full): of BhdAttachment */
GPtrArray *bhd_attachment_rows_list (BhDb *db,
                                     const char *organization_id,
                                     const char *conversation_id,
                                     GError **error);

/* Of one canned reply, complete or not; the complete ones of all of an organisation's.
 * Returns: (transfer full): of BhdAttachment */
GPtrArray *bhd_attachment_rows_list_of_canned (BhDb *db,
                                               const char *organization_id,
                                               const char *canned_id,
                                               GError **error);
GPtrArray *bhd_attachment_rows_list_canned (BhDb *db, const char *organization_id, GError **error);

/* Of all organisations, untouched since @before_us and taken by no message; a canned reply keeps
 * what is complete.
 * Returns: (transfer full): of BhdAttachment */
GPtrArray *bhd_attachment_rows_list_stale (BhDb *db, gint64 before_us, guint limit, GError **error);

G_END_DECLS
