/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-message-rows.h"

#include "common/bh-db-row.h"

#define COLUMNS                                                                                    \
  "id, conversation_id, seq, author, author_id, author_name, kind, notice, body, sources, "        \
  "extra, created_us"

gboolean
bhd_message_rows_insert (BhDb *db,
                         const char *organization_id,
                         const BhMessage *message,
                         GError **error)
{
  static const char sql[] = "INSERT INTO message (organization_id, " COLUMNS ") "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
  const BhDbValue params[] = { BH_TEXT (organization_id),
                               BH_TEXT (message->id),
                               BH_TEXT (message->conversation_id),
                               BH_INT (message->seq),
                               BH_TEXT (bh_author_to_string (message->author)),
                               BH_TEXT (message->author_id),
                               BH_TEXT (message->author_name),
                               BH_TEXT (bh_message_kind_to_string (message->kind)),
                               BH_TEXT (message->notice),
                               BH_TEXT (message->body),
                               BH_TEXT (message->sources),
                               BH_TEXT (message->extra),
                               BH_INT (message->created_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_message_rows_set_extra (BhDb *db,
                            const char *organization_id,
                            const char *id,
                            const char *extra,
                            GError **error)
{
  static const char sql[] = "UPDATE message SET extra = $3 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ssms)", organization_id, id, extra), error);
}

static BhMessage *
message_from_row (BhDbRow *row)
{
  BhMessage fields = { 0 };

  fields.id = bh_db_row_dup_text (row);
  fields.conversation_id = bh_db_row_dup_text (row);
  fields.seq = bh_db_row_int (row);
  bh_author_from_string (bh_db_row_text (row), &fields.author);
  fields.author_id = bh_db_row_dup_text (row);
  fields.author_name = bh_db_row_dup_text (row);
  bh_message_kind_from_string (bh_db_row_text (row), &fields.kind);
  fields.notice = bh_db_row_dup_text (row);
  fields.body = bh_db_row_dup_text (row);
  fields.sources = bh_db_row_dup_text (row);
  fields.extra = bh_db_row_dup_text (row);
  fields.created_us = bh_db_row_int (row);
  return bh_message_new_take (&fields);
}

static void
keep_message (BhDbRow *row, gpointer data)
{
  *(BhMessage **) data = message_from_row (row);
}

BhMessage *
bhd_message_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM message WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  BhMessage *message = NULL;

  bh_db_each (db, sql, params, G_N_ELEMENTS (params), keep_message, &message, error);
  return message;
}

static void
add_message (BhDbRow *row, gpointer data)
{
  g_ptr_array_add (data, message_from_row (row));
}

static void
reverse (GPtrArray *list)
{
  for (guint i = 0, j = list->len; i + 1 < j; i++)
    {
      gpointer first = list->pdata[i];

      list->pdata[i] = list->pdata[--j];
      list->pdata[j] = first;
    }
}

GPtrArray *
bhd_message_rows_page (BhDb *db, const BhdMessagePage *page, GError **error)
{
#define PAGE                                                                                       \
  "SELECT " COLUMNS " FROM message WHERE organization_id = $1 AND conversation_id = $2 "           \
  "AND seq < $3 AND seq > $4 AND ($5 = 1 OR kind <> 'note') ORDER BY seq "
  static const char forwards[] = PAGE "LIMIT $6";
  static const char backwards[] = PAGE "DESC LIMIT $6";
#undef PAGE
  gboolean back = page->after == 0;
  const BhDbValue params[] = { BH_TEXT (page->organization_id),
                               BH_TEXT (page->conversation_id),
                               BH_INT (page->before > 0 ? page->before : G_MAXINT64),
                               BH_INT (page->after),
                               BH_INT (page->notes),
                               BH_INT (page->limit) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);

  if (bh_db_each (db, back ? backwards : forwards, params, G_N_ELEMENTS (params), add_message, list,
                  error) < 0)
    return NULL;
  if (back)
    reverse (list);
  return g_steal_pointer (&list);
}

#define READ(WHICH)                                                                                \
  "SELECT COALESCE((SELECT MAX(seq) FROM message WHERE organization_id = $1 "                      \
  "AND conversation_id = $2 AND seq <= $3 AND " WHICH "), 0), "                                    \
  "(SELECT COUNT(*) FROM message WHERE organization_id = $1 AND conversation_id = $2 "             \
  "AND seq > $3 AND " WHICH ")"

gboolean
bhd_message_rows_read (BhDb *db,
                       const BhdReader *reader,
                       gint64 seq,
                       gint64 *read_seq,
                       gint64 *unread,
                       GError **error)
{
  static const char visitor[] = READ ("author <> 'visitor' AND kind = 'text'");
  static const char desk[] = READ ("author = 'visitor'");
  GVariant *params = g_variant_new ("(ssx)", reader->organization_id, reader->conversation_id, seq);
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(xx)", reader->visitor ? visitor : desk, params, error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(xx)", read_seq, unread);
  return TRUE;
}
