/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-write.h"

#include "console/client/cache/bhc-cache-file.h"
#include "console/client/lost/bhc-doubts.h"

/* What the cache knows of a conversation before a change; all zero where that is nothing. */
typedef struct
{
  BhcPlace place;
  gint64 seq;
  gint64 generation;
} Known;

static gboolean
find_known (BhcWrite *self, const char *id, Known *known, GError **error)
{
  static const char sql[] = "SELECT row, updated_us, views, waiting_us, rank, seq, generation "
                            "FROM conversation WHERE id = $1";
  g_autoptr (GError) local = NULL;
  g_autoptr (GVariant) row =
      bh_db_query_row (self->db, "(xxxxxxx)", sql, g_variant_new ("(s)", id), &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row != NULL)
    g_variant_get (row, "(xxxxxxx)", &known->place.row, &known->place.updated_us,
                   &known->place.views, &known->place.waiting_us, &known->place.rank, &known->seq,
                   &known->generation);

  return TRUE;
}

/* A number kept in meta; @fallback where there is none. */
static gboolean
get_number (BhcWrite *self, const char *name, gint64 fallback, gint64 *number, GError **error)
{
  static const char sql[] = "SELECT value FROM meta WHERE name = $1";
  g_autoptr (GError) local = NULL;
  g_autoptr (GVariant) row =
      bh_db_query_row (self->db, "(s)", sql, g_variant_new ("(s)", name), &local);
  const char *value;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  *number = fallback;
  if (row != NULL)
    {
      g_variant_get (row, "(&s)", &value);
      *number = g_ascii_strtoll (value, NULL, 10);
    }

  return TRUE;
}

static gboolean
set_number (BhcWrite *self, const char *name, gint64 number, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return bhc_cache_file_set_meta (self->db, name, value, error);
}

static gboolean
touch_generation (BhcWrite *self, const char *id, gint64 generation, GError **error)
{
  static const char sql[] =
      "UPDATE conversation SET generation = $2 WHERE id = $1 AND generation <> $2";

  return bh_db_exec (self->db, sql, g_variant_new ("(sx)", id, generation), error);
}

static gboolean
store_conversation (BhcWrite *self,
                    const BhConversation *conversation,
                    BhcPlace *place,
                    gint64 generation,
                    GError **error)
{
  static const char sql[] =
      "INSERT INTO conversation "
      "(id, seq, updated_us, views, generation, record, waiting_us, rank, contact_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET "
      "seq = excluded.seq, updated_us = excluded.updated_us, views = excluded.views, "
      "generation = excluded.generation, record = excluded.record, "
      "waiting_us = excluded.waiting_us, rank = excluded.rank, contact_id = excluded.contact_id "
      "RETURNING row";
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  g_autoptr (GVariant) row = NULL;

  bh_conversation_write_json (conversation, &json, NULL);
  text = bh_json_writer_steal (&json);
  row = bh_db_query_row (self->db, "(x)", sql,
                         g_variant_new ("(sxxxxsxxms)", conversation->id, conversation->seq,
                                        place->updated_us, place->views, generation, text,
                                        place->waiting_us, place->rank, conversation->contact_id),
                         error);
  if (row == NULL)
    return FALSE;

  g_variant_get (row, "(x)", &place->row);
  return TRUE;
}

static gboolean
is_another (BhcWrite *self, const BhConversation *conversation)
{
  static const char sql[] = "SELECT 1 FROM conversation WHERE id = $1 AND record <> $2";
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  g_autoptr (GVariant) row = NULL;

  bh_conversation_write_json (conversation, &json, NULL);
  text = bh_json_writer_steal (&json);
  row =
      bh_db_query_row (self->db, "(x)", sql, g_variant_new ("(ss)", conversation->id, text), NULL);

  return row != NULL;
}

/* A new snapshot is believed even where it seems older, or the same and is not: the daemon may have
 * been put back to a backup. */
static gboolean
is_news (BhcWrite *self, const Known *known, const BhConversation *conversation, gint64 generation)
{
  if (known->place.views == 0 || conversation->seq > known->seq)
    return TRUE;
  if (known->generation == generation)
    return FALSE;

  return conversation->seq != known->seq || is_another (self, conversation);
}

gboolean
bhc_write_conversation (BhcWrite *self, const BhConversation *conversation, GError **error)
{
  BhcPlace after = bhc_lens_place (self->lens, conversation, self->now_us);
  Known known = { 0 };
  gint64 generation;

  if (!get_number (self, "generation", 0, &generation, error) ||
      !find_known (self, conversation->id, &known, error))
    return FALSE;
  if (!is_news (self, &known, conversation, generation))
    return touch_generation (self, conversation->id, generation, error);
  if (known.generation < generation && !bhc_doubts_note (self, conversation->id, error))
    return FALSE;
  if (!store_conversation (self, conversation, &after, generation, error))
    return FALSE;

  bhc_changes_add_conversation (self->changes, &known.place, &after, conversation);
  return TRUE;
}

gboolean
bhc_write_message (BhcWrite *self, const BhMessage *message, GError **error)
{
  static const char sql[] = "INSERT INTO message (conversation_id, seq, id, record) "
                            "VALUES ($1, $2, $3, $4) "
                            "ON CONFLICT (id) DO UPDATE SET record = excluded.record "
                            "WHERE record <> excluded.record AND message.seq = excluded.seq "
                            "ON CONFLICT DO NOTHING";
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_message_write_json (message, &json, NULL);
  text = bh_json_writer_steal (&json);
  if (!bh_db_exec (
          self->db, sql,
          g_variant_new ("(sxss)", message->conversation_id, message->seq, message->id, text),
          error))
    return FALSE;
  if (bh_db_changes (self->db) == 0)
    return bhc_write_drop_outgoing (self, message->id, error);

  bhc_changes_add_message (self->changes, message);
  return bhc_write_drop_outgoing (self, message->id, error);
}

gboolean
bhc_write_get_complete_from (BhcWrite *self, const char *conversation, gint64 *from, GError **error)
{
  static const char sql[] =
      "SELECT COALESCE (MAX (complete_from), -1) FROM conversation WHERE id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (self->db, "(x)", sql, g_variant_new ("(s)", conversation), error);

  if (row == NULL)
    return FALSE;

  g_variant_get (row, "(x)", from);
  return TRUE;
}

gboolean
bhc_write_set_complete_from (BhcWrite *self, const char *conversation, gint64 from, GError **error)
{
  static const char sql[] = "UPDATE conversation SET complete_from = $2 WHERE id = $1";

  return bh_db_exec (self->db, sql, g_variant_new ("(sx)", conversation, from), error);
}

gboolean
bhc_write_get_seq (BhcWrite *self, gint64 *seq, GError **error)
{
  return get_number (self, "seq", -1, seq, error);
}

gboolean
bhc_write_set_seq (BhcWrite *self, gint64 seq, gint64 mark, GError **error)
{
  return set_number (self, "seq", seq, error) && set_number (self, "mark", mark, error);
}

gboolean
bhc_write_begin_generation (BhcWrite *self, GError **error)
{
  gint64 generation;

  return get_number (self, "generation", 0, &generation, error) &&
         set_number (self, "generation", generation + 1, error);
}

#define UNSEEN                                                                                     \
  "SELECT updated_us, row, views, waiting_us, rank FROM conversation WHERE generation < $1 AND id "
#define TYPED_IN                                                                                   \
  "IN (SELECT conversation_id FROM outbox UNION SELECT conversation_id FROM draft "                \
  "UNION SELECT conversation_id FROM doubt)"

static BhcPlace
get_place (GVariant *rows, gsize i)
{
  BhcPlace place = { 0 };

  g_variant_get_child (rows, i, "(xxxxx)", &place.updated_us, &place.row, &place.views,
                       &place.waiting_us, &place.rank);
  return place;
}

static gboolean
drop_unseen (BhcWrite *self, gint64 generation, GError **error)
{
  static const char drop[] = "DELETE FROM conversation WHERE generation < $1 AND id NOT " TYPED_IN;
  g_autoptr (GVariant) rows = bh_db_query (self->db, "(xxxxx)", UNSEEN "NOT " TYPED_IN,
                                           g_variant_new ("(x)", generation), error);

  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      const BhcPlace before = get_place (rows, i);

      bhc_changes_drop_conversation (self->changes, &before);
    }

  return rows != NULL && bh_db_exec (self->db, drop, g_variant_new ("(x)", generation), error);
}

static gboolean
shelve_typed (BhcWrite *self, gint64 generation, GError **error)
{
  static const char shelve[] = "UPDATE conversation SET views = $2, waiting_us = 0 WHERE row = $1";
  g_autoptr (GVariant) rows =
      bh_db_query (self->db, "(xxxxx)", UNSEEN TYPED_IN, g_variant_new ("(x)", generation), error);

  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      const BhcPlace before = get_place (rows, i);
      BhcPlace after = before;

      after.views = 1 << BHC_VIEW_ALL;
      after.waiting_us = 0;
      bhc_changes_add_conversation (self->changes, &before, &after, NULL);
      if (!bh_db_exec (self->db, shelve, g_variant_new ("(xx)", after.row, after.views), error))
        return FALSE;
    }

  return rows != NULL;
}

gboolean
bhc_write_end_generation (BhcWrite *self, GError **error)
{
  gint64 generation;

  return get_number (self, "generation", 0, &generation, error) &&
         bhc_doubts_note_unseen (self, generation, error) &&
         drop_unseen (self, generation, error) && shelve_typed (self, generation, error);
}

gboolean
bhc_write_forget_sight (BhcWrite *self, gint64 seq, GError **error)
{
  static const char outbox[] = "UPDATE outbox SET seen_seq = $1 WHERE seen_seq > $1";
  static const char draft[] = "UPDATE draft SET seen_seq = $1 WHERE seen_seq > $1";

  return bh_db_exec (self->db, outbox, g_variant_new ("(x)", seq), error) &&
         bh_db_exec (self->db, draft, g_variant_new ("(x)", seq), error);
}

gboolean
bhc_write_forget_messages (BhcWrite *self, GError **error)
{
  self->changes->forgotten = TRUE;

  return bh_db_script (self->db,
                       "DELETE FROM message; UPDATE conversation SET complete_from = NULL;"
                       "DELETE FROM find_log WHERE is_message;"
                       "UPDATE meta SET value = hex (randomblob (8)) WHERE name = 'find';",
                       error);
}

gboolean
bhc_write_outgoing (BhcWrite *self, const BhcOutgoing *outgoing, GError **error)
{
  static const char sql[] =
      "INSERT INTO outbox (id, conversation_id, kind, body, created_us, extra, hold_us, seen_seq, "
      "offline) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

  bhc_changes_add_outgoing (self->changes, outgoing->conversation_id);
  self->durable = TRUE;

  return bh_db_exec (self->db, sql,
                     g_variant_new ("(ssssxmsxxx)", outgoing->id, outgoing->conversation_id,
                                    bh_message_kind_to_string (outgoing->kind), outgoing->body,
                                    outgoing->created_us, outgoing->extra, outgoing->hold_us,
                                    outgoing->seen_seq, (gint64) outgoing->offline),
                     error);
}

/* The conversation a statement … RETURNING conversation_id has touched, if any. */
static gboolean
change_outgoing (BhcWrite *self, const char *sql, GVariant *params, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GVariant) row = bh_db_query_row (self->db, "(s)", sql, params, &local);
  const char *conversation;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row != NULL)
    {
      g_variant_get (row, "(&s)", &conversation);
      bhc_changes_add_outgoing (self->changes, conversation);
    }

  return TRUE;
}

gboolean
bhc_write_refusal (BhcWrite *self,
                   const char *id,
                   const char *refusal,
                   const char *code,
                   GError **error)
{
  /* What is sent again is sent by somebody who has seen all there is. */
  static const char sql[] =
      "UPDATE outbox SET refusal = $2, code = $3, hold_us = 0, seen_seq = CASE WHEN $2 IS NULL "
      "THEN COALESCE ((SELECT MAX (m.seq) FROM message m "
      "WHERE m.conversation_id = outbox.conversation_id), seen_seq) ELSE seen_seq END "
      "WHERE id = $1 RETURNING conversation_id";

  return change_outgoing (self, sql, g_variant_new ("(smsms)", id, refusal, code), error);
}

gboolean
bhc_write_drop_outgoing (BhcWrite *self, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM outbox WHERE id = $1 RETURNING conversation_id";

  return change_outgoing (self, sql, g_variant_new ("(s)", id), error);
}
