/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/lost/bhc-doubts.h"

#include "common/bh-json-reader.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/cache/bhc-write.h"

#include <string.h>

#define RECORD_MAX (4 * 1024 * 1024)

/* The same word stands in no body: there its quotes are escaped. */
#define NOTE                                                                                       \
  "INSERT INTO doubt (id, conversation_id, seq, record) "                                          \
  "SELECT id, conversation_id, seq, record FROM message "                                          \
  "WHERE instr (record, '\"author_id\":\"' || $1 || '\"') > 0 AND conversation_id "
#define ONCE " ON CONFLICT DO NOTHING"

/* Where an answer was ahead of the feed, events of the older daemon may have been believed before
 * that came to light. */
gboolean
bhc_doubts_begin (BhcWrite *write, GError **error)
{
  static const char sql[] = NOTE "IN (SELECT conversation_id FROM ahead)" ONCE;
  g_autofree char *generation = bhc_cache_file_get_meta (write->db, "generation", error);

  return generation != NULL && bhc_cache_file_set_meta (write->db, "restored", generation, error) &&
         bh_db_exec (write->db, sql, g_variant_new ("(s)", write->lens->me), error);
}

static gboolean
is_restored (BhcWrite *write)
{
  g_autofree char *restored = bhc_cache_file_get_meta (write->db, "restored", NULL);
  g_autofree char *generation = bhc_cache_file_get_meta (write->db, "generation", NULL);

  return restored != NULL && g_strcmp0 (restored, generation) == 0;
}

gboolean
bhc_doubts_note (BhcWrite *write, const char *conversation, GError **error)
{
  return !is_restored (write) ||
         bh_db_exec (write->db, NOTE "= $2" ONCE,
                     g_variant_new ("(ss)", write->lens->me, conversation), error);
}

gboolean
bhc_doubts_note_unseen (BhcWrite *write, gint64 generation, GError **error)
{
  static const char sql[] = NOTE "IN (SELECT id FROM conversation WHERE generation < $2)" ONCE;

  return !is_restored (write) ||
         bh_db_exec (write->db, sql, g_variant_new ("(sx)", write->lens->me, generation), error);
}

/* ---- asking ---- */

void
bhc_doubts_free (BhcDoubts *self)
{
  g_free (self->conversation_id);
  g_hash_table_unref (self->seqs);
  g_free (self);
}

static void
add (BhcDoubts *self, const char *id, gint64 seq)
{
  self->oldest = MIN (self->oldest, seq);
  g_hash_table_insert (self->seqs, g_strdup (id), g_memdup2 (&seq, sizeof seq));
}

BhcDoubts *
bhc_doubts_read (BhcCache *cache)
{
  static const char sql[] = "SELECT conversation_id, id, seq FROM doubt WHERE conversation_id = "
                            "(SELECT MIN (conversation_id) FROM doubt)";
  BhDb *reader = bhc_cache_get_reader (cache);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) rows =
      reader != NULL ? bh_db_query (reader, "(ssx)", sql, NULL, &error) : NULL;
  BhcDoubts *self = NULL;

  if (error != NULL)
    bhc_cache_report (cache, error);
  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      const char *conversation, *id;
      gint64 seq;

      g_variant_get_child (rows, i, "(&s&sx)", &conversation, &id, &seq);
      if (self == NULL)
        {
          self = g_new0 (BhcDoubts, 1);
          self->conversation_id = g_strdup (conversation);
          self->seqs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
          self->oldest = seq;
        }
      add (self, id, seq);
    }

  return self;
}

/* ---- the verdict ---- */

typedef struct
{
  char *conversation_id;
  GHashTable *found;
} Verdict;

static void
verdict_free (Verdict *self)
{
  g_free (self->conversation_id);
  g_hash_table_unref (self->found);
  g_free (self);
}

static gboolean
is_waiting (BhcWrite *write, const char *id)
{
  g_autoptr (GVariant) row = bh_db_query_row (
      write->db, "(x)", "SELECT 1 FROM outbox WHERE id = $1", g_variant_new ("(s)", id), NULL);

  return row != NULL;
}

/* Notices are nobody's words, and what cannot be read cannot be sent. */
static gboolean
lose (BhcWrite *write, const char *record, GError **error)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (record, strlen (record), RECORD_MAX, NULL);
  g_autoptr (BhMessage) message =
      root != NULL ? bh_message_from_json (json_node_get_object (root), NULL) : NULL;
  g_autoptr (BhcOutgoing) outgoing = NULL;

  if (message == NULL || message->author != BH_AUTHOR_OPERATOR ||
      message->kind == BH_MESSAGE_NOTICE || is_waiting (write, message->id))
    return TRUE;

  outgoing = bhc_outgoing_with_extra (bhc_outgoing_new (message->id, message->conversation_id,
                                                        message->kind, message->body,
                                                        message->created_us, NULL),
                                      message->extra);
  return bhc_write_outgoing (write, outgoing, error) &&
         bhc_write_refusal (write, message->id, "", BHC_OUTGOING_LOST, error);
}

static gboolean
settle_job (BhcWrite *write, gpointer data, GError **error)
{
  static const char select[] =
      "SELECT id, record FROM doubt WHERE conversation_id = $1 ORDER BY seq";
  static const char forget[] = "DELETE FROM doubt WHERE conversation_id = $1";
  const Verdict *verdict = data;
  GVariant *params = g_variant_new ("(s)", verdict->conversation_id);
  g_autoptr (GVariant) held = g_variant_ref_sink (params);
  g_autoptr (GVariant) rows = bh_db_query (write->db, "(ss)", select, held, error);

  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      const char *id, *record;

      g_variant_get_child (rows, i, "(&s&s)", &id, &record);
      if (!g_hash_table_contains (verdict->found, id) && !lose (write, record, error))
        return FALSE;
    }

  return rows != NULL && bh_db_exec (write->db, forget, held, error);
}

void
bhc_doubts_settle_async (BhcCache *cache,
                         const char *conversation,
                         GHashTable *found,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Verdict *verdict = g_new0 (Verdict, 1);

  verdict->conversation_id = g_strdup (conversation);
  verdict->found = g_hash_table_ref (found);
  bhc_cache_run_async (cache, settle_job, verdict, (GDestroyNotify) verdict_free, callback, data);
}
