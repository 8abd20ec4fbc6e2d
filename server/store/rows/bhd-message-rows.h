/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/bh-message.h"

G_BEGIN_DECLS

/* Table message. */

gboolean bhd_message_rows_insert (BhDb *db,
                                  const char *organization_id,
                                  const BhMessage *message,
                                  GError **error);

/* @extra: (nullable) */
gboolean bhd_message_rows_set_extra (BhDb *db,
                                     const char *organization_id,
                                     const char *id,
                                     const char *extra,
                                     GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhMessage *
bhd_message_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Which part of a transcript. */
typedef struct
{
  const char *organization_id;
  const char *conversation_id;
  gint64 before; /* 0: no bound */
  gint64 after;  /* 0: no bound; else the page starts there, not at the end */
  gboolean notes;
  guint limit;
} BhdMessagePage;

/* Oldest first.  Returns: (transfer full): of BhMessage */
GPtrArray *bhd_message_rows_page (BhDb *db, const BhdMessagePage *page, GError **error);

/* Who reads a conversation: its visitor the others' texts, the desk the visitor's messages. */
typedef struct
{
  const char *organization_id;
  const char *conversation_id;
  gboolean visitor;
} BhdReader;

/* @read_seq: (out): of the last of them up to @seq, 0 where there is none; @unread: (out): how many
 * came after @seq. */
gboolean bhd_message_rows_read (BhDb *db,
                                const BhdReader *reader,
                                gint64 seq,
                                gint64 *read_seq,
                                gint64 *unread,
                                GError **error);

G_END_DECLS
