/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-message-rows.h"

#define COLUMNS                                                                                    \
  "id, conversation_id, seq, author, author_id, author_name, kind, notice, body, sources, "        \
  "created_us"
#define ROW "(ssxsmsssmssmsx)"

gboolean
bhd_message_rows_insert (BhDb *db,
                         const char *organization_id,
                         const BhMessage *message,
                         GError **error)
{
  static const char sql[] = "INSERT INTO message (organization_id, " COLUMNS ") "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

  return bh_db_exec (
      db, sql,
      g_variant_new ("(sssxsmsssmssmsx)", organization_id, message->id, message->conversation_id,
                     message->seq, bh_author_to_string (message->author), message->author_id,
                     message->author_name, bh_message_kind_to_string (message->kind),
                     message->notice, message->body, message->sources, message->created_us),
      error);
}

static BhMessage *
message_from_row (GVariant *row)
{
  BhMessage fields = { 0 };
  const char *author, *kind;

  g_variant_get (row, "(ssx&smss&smssmsx)", &fields.id, &fields.conversation_id, &fields.seq,
                 &author, &fields.author_id, &fields.author_name, &kind, &fields.notice,
                 &fields.body, &fields.sources, &fields.created_us);
  bh_author_from_string (author, &fields.author);
  bh_message_kind_from_string (kind, &fields.kind);
  return bh_message_new_take (&fields);
}

BhMessage *
bhd_message_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM message WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row = NULL;

  row = bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, id), error);
  return row != NULL ? message_from_row (row) : NULL;
}

/* @backwards: the rows came newest first. */
static GPtrArray *
messages_from_rows (GVariant *rows, gboolean backwards)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  gsize count = g_variant_n_children (rows);

  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, backwards ? count - 1 - i : i);

      g_ptr_array_add (list, message_from_row (row));
    }
  return list;
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
  g_autoptr (GVariant) rows = NULL;

  rows = bh_db_query (db, ROW, back ? backwards : forwards,
                      g_variant_new ("(ssxxxx)", page->organization_id, page->conversation_id,
                                     page->before > 0 ? page->before : G_MAXINT64, page->after,
                                     (gint64) page->notes, (gint64) page->limit),
                      error);
  return rows != NULL ? messages_from_rows (rows, back) : NULL;
}

gint64
bhd_message_rows_count_visitor (BhDb *db,
                                const char *organization_id,
                                const char *conversation_id,
                                gint64 seq,
                                GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM message WHERE organization_id = $1 "
                            "AND conversation_id = $2 AND seq > $3 AND author = 'visitor'";
  g_autoptr (GVariant) row = NULL;
  gint64 count = -1;

  row = bh_db_query_row (db, "(x)", sql,
                         g_variant_new ("(ssx)", organization_id, conversation_id, seq), error);
  if (row != NULL)
    g_variant_get (row, "(x)", &count);
  return count;
}
