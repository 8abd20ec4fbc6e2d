/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table whisper: who asks (@me) is one of the two in every function but bhd_whisper_rows_find(). */

/* What one operator said to another.  A draft's strings are the caller's and its names are not
 * read; a row's strings are its own. */
typedef struct
{
  char *organization_id;
  char *id;
  char *from_id;
  char *from_name; /* as it is now; "" where the operator is gone */
  char *to_id;
  char *to_name;
  char *conversation_id; /* (nullable) what it is about */
  char *body;
  gint64 read_us; /* 0: not yet */
  gint64 created_us;
} BhdWhisperRow;

void bhd_whisper_row_free (BhdWhisperRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdWhisperRow, bhd_whisper_row_free)

/* How many of one colleague's whispers are not read. */
typedef struct
{
  char *operator_id;
  gint64 count;
} BhdUnreadRow;

void bhd_unread_row_free (BhdUnreadRow *self);

gboolean bhd_whisper_rows_insert (BhDb *db, const BhdWhisperRow *row, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdWhisperRow *
bhd_whisper_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Those between the two that are older than @before (nullable), newest first.  Returns: (transfer
 * full): of BhdWhisperRow */
GPtrArray *bhd_whisper_rows_list (BhDb *db,
                                  const char *organization_id,
                                  const char *me,
                                  const char *with,
                                  const BhdWhisperRow *before,
                                  guint limit,
                                  GError **error);

/* Returns: (transfer full): of BhdUnreadRow */
GPtrArray *bhd_whisper_rows_count_unread (BhDb *db,
                                          const char *organization_id,
                                          const char *me,
                                          GError **error);

gboolean bhd_whisper_rows_read (BhDb *db,
                                const char *organization_id,
                                const char *me,
                                const char *with,
                                gint64 now_us,
                                GError **error);

G_END_DECLS
