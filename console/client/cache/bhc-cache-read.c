/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-cache-read.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define RECORD_MAX (4 * 1024 * 1024)
#define PLACES_AT_ONCE 4096 /* bounds what a chunk of them takes while it is being read */

static GVariant *
query (BhcCache *self, const char *row_type, const char *sql, GVariant *params)
{
  g_autoptr (GVariant) owned = params != NULL ? g_variant_ref_sink (params) : NULL;
  g_autoptr (GError) error = NULL;
  BhDb *reader = bhc_cache_get_reader (self);
  GVariant *rows;

  if (reader == NULL)
    return NULL;

  rows = bh_db_query (reader, row_type, sql, owned, &error);
  if (rows == NULL)
    bhc_cache_report (self, error);

  return rows;
}

static gsize
count_rows (GVariant *rows)
{
  return rows != NULL ? g_variant_n_children (rows) : 0;
}

static gint64
read_number (BhcCache *self, const char *name, gint64 fallback)
{
  static const char sql[] = "SELECT value FROM meta WHERE name = $1";
  g_autoptr (GVariant) rows = query (self, "(s)", sql, g_variant_new ("(s)", name));
  const char *value;

  if (count_rows (rows) == 0)
    return fallback;

  g_variant_get_child (rows, 0, "(&s)", &value);
  return g_ascii_strtoll (value, NULL, 10);
}

gint64
bhc_cache_read_seq (BhcCache *self)
{
  return read_number (self, "seq", -1);
}

gint64
bhc_cache_read_mark (BhcCache *self)
{
  return read_number (self, "mark", 0);
}

gint64
bhc_cache_read_ahead (BhcCache *self)
{
  g_autoptr (GVariant) rows =
      query (self, "(x)", "SELECT COALESCE (MAX (seq), 0) FROM ahead", NULL);
  gint64 seq = 0;

  if (count_rows (rows) > 0)
    g_variant_get_child (rows, 0, "(x)", &seq);
  return seq;
}

void
bhc_cache_read_counts (BhcCache *self, guint counts[BHC_N_VIEWS])
{
  static const char sql[] = "SELECT views, COUNT(*) FROM conversation GROUP BY views";
  g_autoptr (GVariant) rows = query (self, "(xx)", sql, NULL);
  gint64 views, count;

  memset (counts, 0, BHC_N_VIEWS * sizeof counts[0]);
  for (gsize i = 0; i < count_rows (rows); i++)
    {
      g_variant_get_child (rows, i, "(xx)", &views, &count);
      for (guint view = 0; view < BHC_N_VIEWS; view++)
        counts[view] += bhc_views_contain ((BhcViews) views, view) ? (guint) count : 0;
    }
}

/* The places below @top, the next of them.  An array of (xxxxx) lies in memory as one of BhcPlace.
 */
static gboolean
append_places (BhDb *db, GArray *places, guint limit, GError **error)
{
  static const char sql[] = "SELECT updated_us, row, views, waiting_us, rank FROM conversation "
                            "WHERE (updated_us, row) < ($1, $2) "
                            "ORDER BY updated_us DESC, row DESC LIMIT $3";
  const BhcPlace *last =
      places->len > 0 ? &g_array_index (places, BhcPlace, places->len - 1) : NULL;
  g_autoptr (GVariant) rows = NULL;
  gconstpointer elements;
  gsize n;

  rows = bh_db_query (db, "(xxxxx)", sql,
                      g_variant_new ("(xxx)", last != NULL ? last->updated_us : G_MAXINT64,
                                     last != NULL ? last->row : G_MAXINT64, (gint64) limit),
                      error);
  if (rows == NULL)
    return FALSE;

  elements = g_variant_get_fixed_array (rows, &n, sizeof (BhcPlace));
  if (n > 0)
    g_array_append_vals (places, elements, (guint) n);

  return TRUE;
}

GArray *
bhc_cache_read_places (BhcCache *self, guint limit)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BhcPlace));
  g_autoptr (GError) error = NULL;
  BhDb *reader = bhc_cache_get_reader (self);

  if (reader != NULL && !append_places (reader, places, limit, &error))
    bhc_cache_report (self, error);

  return g_steal_pointer (&places);
}

static gboolean
places_job (BhcWrite *write, gpointer data, GError **error)
{
  GArray *places = data;
  guint before;

  do
    {
      before = places->len;
      if (!append_places (write->db, places, PLACES_AT_ONCE, error))
        return FALSE;
    }
  while (places->len - before == PLACES_AT_ONCE);

  return TRUE;
}

void
bhc_cache_read_all_places_async (BhcCache *self, GAsyncReadyCallback callback, gpointer data)
{
  bhc_cache_run_async (self, places_job, g_array_new (FALSE, FALSE, sizeof (BhcPlace)),
                       (GDestroyNotify) g_array_unref, callback, data);
}

GArray *
bhc_cache_read_all_places_finish (BhcCache *self, GAsyncResult *result, GError **error)
{
  if (!bhc_cache_run_finish (self, result, error))
    return NULL;

  return g_array_ref (bhc_cache_run_get_data (result));
}

static JsonNode *
parse (BhcCache *self, const char *record)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = bh_json_parse_object (record, strlen (record), RECORD_MAX, &error);

  if (root == NULL)
    bhc_cache_report (self, error);

  return root;
}

static BhConversation *
parse_conversation (BhcCache *self, const char *record)
{
  g_autoptr (JsonNode) root = parse (self, record);
  g_autoptr (GError) error = NULL;
  BhConversation *conversation = NULL;

  if (root == NULL)
    return NULL;

  conversation = bh_conversation_from_json (json_node_get_object (root), &error);
  if (conversation == NULL)
    bhc_cache_report (self, error);

  return conversation;
}

BhConversation *
bhc_cache_read_conversation (BhcCache *self, gint64 row)
{
  static const char sql[] = "SELECT record FROM conversation WHERE row = $1";
  g_autoptr (GVariant) rows = query (self, "(s)", sql, g_variant_new ("(x)", row));
  const char *record;

  if (count_rows (rows) == 0)
    return NULL;

  g_variant_get_child (rows, 0, "(&s)", &record);
  return parse_conversation (self, record);
}

BhConversation *
bhc_cache_find_conversation (BhcCache *self, const char *id, gint64 *row)
{
  static const char sql[] = "SELECT row, record FROM conversation WHERE id = $1";
  g_autoptr (GVariant) rows = query (self, "(xs)", sql, g_variant_new ("(s)", id));
  const char *record;

  if (count_rows (rows) == 0)
    return NULL;

  g_variant_get_child (rows, 0, "(x&s)", row, &record);
  return parse_conversation (self, record);
}

static GPtrArray *
parse_messages (BhcCache *self, GVariant *rows, gboolean reverse)
{
  g_autoptr (GPtrArray) messages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  gsize n = count_rows (rows);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (JsonNode) root = NULL;
      const char *record;
      BhMessage *message;

      g_variant_get_child (rows, reverse ? n - 1 - i : i, "(&s)", &record);
      root = parse (self, record);
      message = root != NULL ? bh_message_from_json (json_node_get_object (root), NULL) : NULL;
      if (message != NULL)
        g_ptr_array_add (messages, message);
    }

  return g_steal_pointer (&messages);
}

GPtrArray *
bhc_cache_read_messages_before (BhcCache *self,
                                const char *conversation,
                                gint64 before,
                                guint limit)
{
  static const char sql[] =
      "SELECT m.record FROM message m JOIN conversation c ON c.id = m.conversation_id "
      "WHERE m.conversation_id = $1 AND m.seq < $2 AND m.seq >= c.complete_from "
      "ORDER BY m.seq DESC LIMIT $3";
  g_autoptr (GVariant) rows =
      query (self, "(s)", sql, g_variant_new ("(sxx)", conversation, before, (gint64) limit));

  return parse_messages (self, rows, TRUE);
}

GPtrArray *
bhc_cache_read_messages_after (BhcCache *self, const char *conversation, gint64 after, guint limit)
{
  static const char sql[] =
      "SELECT m.record FROM message m JOIN conversation c ON c.id = m.conversation_id "
      "WHERE m.conversation_id = $1 AND m.seq > $2 AND m.seq >= c.complete_from "
      "ORDER BY m.seq LIMIT $3";
  g_autoptr (GVariant) rows =
      query (self, "(s)", sql, g_variant_new ("(sxx)", conversation, after, (gint64) limit));

  return parse_messages (self, rows, FALSE);
}

gint64
bhc_cache_read_complete_from (BhcCache *self, const char *conversation)
{
  static const char sql[] =
      "SELECT complete_from FROM conversation WHERE id = $1 AND complete_from IS NOT NULL";
  g_autoptr (GVariant) rows = query (self, "(x)", sql, g_variant_new ("(s)", conversation));
  gint64 from = -1;

  if (count_rows (rows) > 0)
    g_variant_get_child (rows, 0, "(x)", &from);

  return from;
}

#define OUTBOX                                                                                     \
  "SELECT id, conversation_id, kind, body, created_us, refusal, extra, code, hold_us, seen_seq, "  \
  "offline FROM outbox "

static BhcOutgoing *
read_outgoing (GVariant *row)
{
  const char *id, *where, *kind, *body, *refusal, *extra, *code;
  gint64 created_us, hold_us, seen_seq, offline;
  BhMessageKind parsed = BH_MESSAGE_TEXT;
  BhcOutgoing *self;

  g_variant_get (row, "(&s&s&s&sxm&sm&sm&sxxx)", &id, &where, &kind, &body, &created_us, &refusal,
                 &extra, &code, &hold_us, &seen_seq, &offline);
  bh_message_kind_from_string (kind, &parsed);
  self = bhc_outgoing_with_extra (bhc_outgoing_new (id, where, parsed, body, created_us, refusal),
                                  extra);
  self->code = g_strdup (code);
  self->hold_us = hold_us;
  self->seen_seq = seen_seq;
  self->offline = offline != 0;

  return self;
}

GPtrArray *
bhc_cache_read_outbox (BhcCache *self, const char *conversation)
{
  static const char all[] = OUTBOX "ORDER BY row";
  static const char one[] = OUTBOX "WHERE conversation_id = $1 ORDER BY row";
  g_autoptr (GPtrArray) outbox =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_outgoing_free);
  g_autoptr (GVariant) rows =
      query (self, "(ssssxmsmsmsxxx)", conversation != NULL ? one : all,
             conversation != NULL ? g_variant_new ("(s)", conversation) : NULL);

  for (gsize i = 0; i < count_rows (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

      g_ptr_array_add (outbox, read_outgoing (row));
    }

  return g_steal_pointer (&outbox);
}

gint64
bhc_cache_read_newest_seq (BhcCache *self, const char *conversation)
{
  static const char sql[] =
      "SELECT COALESCE (MAX (seq), 0) FROM message WHERE conversation_id = $1";
  g_autoptr (GVariant) rows = query (self, "(x)", sql, g_variant_new ("(s)", conversation));
  gint64 seq = 0;

  if (count_rows (rows) > 0)
    g_variant_get_child (rows, 0, "(x)", &seq);

  return seq;
}
