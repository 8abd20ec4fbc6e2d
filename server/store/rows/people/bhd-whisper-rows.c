/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/people/bhd-whisper-rows.h"

#include "common/bh-db-row.h"

#define BARE "organization_id, id, from_id, to_id, conversation_id, body, read_us, created_us "

/* With the names that the two have now. */
#define SELECT(whispers)                                                                           \
  "SELECT w.organization_id, w.id, w.from_id, COALESCE(f.name, ''), w.to_id, "                     \
  "COALESCE(t.name, ''), w.conversation_id, w.body, w.read_us, w.created_us FROM " whispers        \
  " w LEFT JOIN operator f ON f.id = w.from_id LEFT JOIN operator t ON t.id = w.to_id "

void
bhd_whisper_row_free (BhdWhisperRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->from_id);
  g_free (self->from_name);
  g_free (self->to_id);
  g_free (self->to_name);
  g_free (self->conversation_id);
  g_free (self->body);
  g_free (self);
}

void
bhd_unread_row_free (BhdUnreadRow *self)
{
  g_free (self->operator_id);
  g_free (self);
}

gboolean
bhd_whisper_rows_insert (BhDb *db, const BhdWhisperRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO whisper (" BARE ") "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  const BhDbValue params[] = {
    BH_TEXT (row->organization_id), BH_TEXT (row->id),
    BH_TEXT (row->from_id),         BH_TEXT (row->to_id),
    BH_TEXT (row->conversation_id), BH_TEXT (row->body),
    BH_INT (row->read_us),          BH_INT (row->created_us),
  };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

static void
add_row (BhDbRow *row, gpointer list)
{
  BhdWhisperRow *self = g_new0 (BhdWhisperRow, 1);

  self->organization_id = bh_db_row_dup_text (row);
  self->id = bh_db_row_dup_text (row);
  self->from_id = bh_db_row_dup_text (row);
  self->from_name = bh_db_row_dup_text (row);
  self->to_id = bh_db_row_dup_text (row);
  self->to_name = bh_db_row_dup_text (row);
  self->conversation_id = bh_db_row_dup_text (row);
  self->body = bh_db_row_dup_text (row);
  self->read_us = bh_db_row_int (row);
  self->created_us = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

BhdWhisperRow *
bhd_whisper_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = SELECT ("whisper") "WHERE w.organization_id = $1 AND w.id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_row, list, error) != 1)
    return NULL;
  return list->pdata[0];
}

/* Each half is read by its index, and no further than a page. */
#define HALF(from, to)                                                                             \
  "SELECT " BARE "FROM (SELECT " BARE "FROM whisper WHERE organization_id = $1 "                   \
  "AND from_id = " from " AND to_id = " to " AND (created_us, id) < ($4, $5) "                     \
  "ORDER BY created_us DESC, id DESC LIMIT $6) "

GPtrArray *
bhd_whisper_rows_list (BhDb *db,
                       const char *organization_id,
                       const char *me,
                       const char *with,
                       const BhdWhisperRow *before,
                       guint limit,
                       GError **error)
{
  static const char sql[] = SELECT ("(" HALF ("$2", "$3") "said UNION ALL " HALF (
      "$3", "$2") "heard)") "ORDER BY w.created_us DESC, w.id DESC LIMIT $6";
  const BhDbValue params[] = {
    BH_TEXT (organization_id),
    BH_TEXT (me),
    BH_TEXT (with),
    BH_INT (before != NULL ? before->created_us : G_MAXINT64),
    BH_TEXT (before != NULL ? before->id : ""),
    BH_INT (limit),
  };
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_whisper_row_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_row, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

static void
add_unread (BhDbRow *row, gpointer list)
{
  BhdUnreadRow *self = g_new0 (BhdUnreadRow, 1);

  self->operator_id = bh_db_row_dup_text (row);
  self->count = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

GPtrArray *
bhd_whisper_rows_count_unread (BhDb *db,
                               const char *organization_id,
                               const char *me,
                               GError **error)
{
  static const char sql[] = "SELECT from_id, COUNT(*) FROM whisper WHERE organization_id = $1 "
                            "AND to_id = $2 AND read_us = 0 GROUP BY from_id";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (me) };
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_unread_row_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_unread, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
bhd_whisper_rows_read (BhDb *db,
                       const char *organization_id,
                       const char *me,
                       const char *with,
                       gint64 now_us,
                       GError **error)
{
  static const char sql[] = "UPDATE whisper SET read_us = $4 WHERE organization_id = $1 "
                            "AND to_id = $2 AND from_id = $3 AND read_us = 0";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (me), BH_TEXT (with),
                               BH_INT (now_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}
