/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/files/bhd-attachment.h"

#include "common/bh-json-writer.h"

G_BEGIN_DECLS

/* Files in conversations.  The desk keeps count; the bytes are the business of who receives them.
 * Until a message has taken one it is its sender's alone. */

#define BHD_ATTACHMENTS_MESSAGE 5 /* in one message */
#define BHD_ATTACHMENTS_LOOSE 10  /* of one sender in one conversation that no message has taken */
#define BHD_ATTACHMENTS_CONVERSATION 200
#define BHD_ATTACHMENTS_BYTES (200 * 1024 * 1024) /* in one conversation */
#define BHD_ATTACHMENT_MAX_SIZE (10 * 1024 * 1024)

/* @draft: id, name and size.
 * @attachment: (out) (transfer full): announced, or the same one again (*@created FALSE), perhaps
 * complete.
 * FALSE with BH_ERROR_INVALID (and the detail “field”) for what the organisation does not take,
 * _TOO_LARGE for more than @max_size bytes or the organisation's own limit, _CLOSED, _CONFLICT for
 * an id that names something else or where there are too many. */
gboolean bhd_attachments_open (BhdTurn *turn,
                               const BhdCaller *caller,
                               const char *conversation_id,
                               const BhdAttachment *draft,
                               gint64 max_size,
                               BhdAttachment **attachment,
                               gboolean *created,
                               GError **error);

/* The caller's own, which no message has taken.  Returns: (transfer full): NULL with
 * BH_ERROR_NOT_FOUND. */
BhdAttachment *
bhd_attachments_find_own (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error);

/* One that the caller may see the bytes of, all of which are here.  Returns: (transfer full): NULL
 * with BH_ERROR_NOT_FOUND. */
BhdAttachment *
bhd_attachments_find (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error);

/* @from to @to have arrived and lie safely.  BH_ERROR_CONFLICT with the detail “received” where it
 * is not at @from. */
gboolean bhd_attachments_advance (BhdTurn *turn,
                                  const BhdAttachment *attachment,
                                  gint64 from,
                                  gint64 to,
                                  GError **error);

/* Judges a file by the beginning of its bytes: sets media_type, width and height.  FALSE with
 * BH_ERROR_INVALID where they contradict the name of a picture, or where it had better not be
 * decoded.  Any thread. */
gboolean bhd_attachments_judge (BhdAttachment *attachment, GBytes *head, GError **error);

/* All bytes lie among the blobs under blob_hash and were judged. */
gboolean bhd_attachments_complete (BhdTurn *turn, const BhdAttachment *attachment, GError **error);

/* The row goes, and with the last one that refers to them the bytes. */
gboolean bhd_attachments_drop (BhdTurn *turn, const BhdAttachment *attachment, GError **error);

/* Drops up to a hundred of all organisations that no message has taken for @age_us.
 * Returns: (transfer full): of BhdAttachment, for who has their parts. */
GPtrArray *bhd_attachments_drop_stale (BhdTurn *turn, gint64 age_us, GError **error);

/* Drops those of a conversation that is erased. */
gboolean bhd_attachments_erase (BhdTurn *turn,
                                const char *organization_id,
                                const char *conversation_id,
                                GError **error);

/* As PROTOCOL.md says. */
void bhd_attachment_write_json (const BhdAttachment *self, BhJsonWriter *json, const char *name);

G_END_DECLS
