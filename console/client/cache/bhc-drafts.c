/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-drafts.h"

#include "common/bh-json-reader.h"
#include "console/client/cache/bhc-write.h"

#include <string.h>

#define EXTRA_MAX (256 * 1024) /* bytes */
#define COLUMNS "conversation_id, kind, body, extra, seen_seq, created_us"

static BhcOutgoing *
read_row (GVariant *row)
{
  const char *where, *kind, *body, *extra;
  gint64 seen_seq, created_us;
  BhMessageKind parsed = BH_MESSAGE_TEXT;
  BhcOutgoing *self;

  g_variant_get (row, "(&s&s&sm&sxx)", &where, &kind, &body, &extra, &seen_seq, &created_us);
  bh_message_kind_from_string (kind, &parsed);
  self =
      bhc_outgoing_with_extra (bhc_outgoing_new ("", where, parsed, body, created_us, NULL), extra);
  self->seen_seq = seen_seq;

  return self;
}

static BhcOutgoing *
find (BhDb *db, const char *conversation, BhMessageKind kind, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM draft WHERE conversation_id = $1 AND kind = $2";
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(sssmsxx)", sql, g_variant_new ("(ss)", conversation, bh_message_kind_to_string (kind)),
      error);

  return row != NULL ? read_row (row) : NULL;
}

static gboolean
forget (BhcWrite *write, const BhcOutgoing *draft, GError **error)
{
  static const char sql[] = "DELETE FROM draft WHERE conversation_id = $1 AND kind = $2";

  bhc_changes_add_draft (write->changes, draft->conversation_id);
  return bh_db_exec (
      write->db, sql,
      g_variant_new ("(ss)", draft->conversation_id, bh_message_kind_to_string (draft->kind)),
      error);
}

static gboolean
keep (BhcWrite *write, const BhcOutgoing *draft, GError **error)
{
  static const char sql[] =
      "INSERT INTO draft (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6) "
      "ON CONFLICT (conversation_id, kind) DO UPDATE SET body = excluded.body, "
      "extra = excluded.extra, seen_seq = excluded.seen_seq, created_us = excluded.created_us";

  write->durable = TRUE;
  if (bhc_outgoing_is_empty (draft))
    return forget (write, draft, error);

  bhc_changes_add_draft (write->changes, draft->conversation_id);
  return bh_db_exec (write->db, sql,
                     g_variant_new ("(sssmsxx)", draft->conversation_id,
                                    bh_message_kind_to_string (draft->kind), draft->body,
                                    draft->extra, draft->seen_seq, draft->created_us),
                     error);
}

static gboolean
keep_job (BhcWrite *write, gpointer data, GError **error)
{
  return keep (write, data, error);
}

void
bhc_cache_keep_draft_async (BhcCache *self,
                            BhcOutgoing *draft,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  bhc_cache_run_async (self, keep_job, draft, (GDestroyNotify) bhc_outgoing_free, callback, data);
}

static gboolean
send_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_write_outgoing (write, data, error) && forget (write, data, error);
}

void
bhc_cache_send_draft_async (BhcCache *self,
                            BhcOutgoing *outgoing,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  bhc_cache_run_async (self, send_job, outgoing, (GDestroyNotify) bhc_outgoing_free, callback,
                       data);
}

/* ---- taking back ---- */

typedef struct
{
  char *id;
  BhcOutgoing *draft; /* (nullable) */
} Recall;

static void
recall_free (Recall *recall)
{
  g_free (recall->id);
  g_clear_pointer (&recall->draft, bhc_outgoing_free);
  g_free (recall);
}

/* Adds the lists of @more to those of @extra. */
static char *
join_extra (const char *extra, const char *more)
{
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) other = NULL;
  g_autoptr (GList) names = NULL;

  if (extra == NULL || more == NULL)
    return g_strdup (extra != NULL ? extra : more);
  one = bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL);
  other = bh_json_parse_object (more, strlen (more), EXTRA_MAX, NULL);
  if (one == NULL || other == NULL)
    return g_strdup (extra);

  names = json_object_get_members (json_node_get_object (other));
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *object = json_node_get_object (one);
      JsonArray *from = bh_json_get_array (json_node_get_object (other), l->data);
      JsonArray *to = bh_json_get_array (object, l->data);

      if (to == NULL)
        json_object_set_member (
            object, l->data,
            json_node_copy (json_object_get_member (json_node_get_object (other), l->data)));
      for (guint i = 0; to != NULL && from != NULL && i < json_array_get_length (from); i++)
        json_array_add_element (to, json_node_copy (json_array_get_element (from, i)));
    }

  return json_to_string (one, FALSE);
}

/* In front of what has been written since. */
static void
join (BhcOutgoing *draft, const BhcOutgoing *since)
{
  g_autofree char *body = draft->body;
  g_autofree char *extra = draft->extra;

  draft->body = *since->body != '\0' && *body != '\0' ? g_strconcat (body, "\n", since->body, NULL)
                                                      : g_strconcat (body, since->body, NULL);
  draft->extra = join_extra (extra, since->extra);
}

static BhcOutgoing *
find_outgoing (BhDb *db, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM outbox WHERE id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(sssmsxx)", sql, g_variant_new ("(s)", id), error);

  return row != NULL ? read_row (row) : NULL;
}

static gboolean
recall_job (BhcWrite *write, gpointer data, GError **error)
{
  Recall *recall = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (BhcOutgoing) since = NULL;

  recall->draft = find_outgoing (write->db, recall->id, &local);
  if (recall->draft != NULL)
    since = find (write->db, recall->draft->conversation_id, recall->draft->kind, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (recall->draft == NULL)
    return TRUE;

  if (since != NULL)
    join (recall->draft, since);
  return bhc_write_drop_outgoing (write, recall->id, error) && keep (write, recall->draft, error);
}

void
bhc_cache_recall_async (BhcCache *self, const char *id, GAsyncReadyCallback callback, gpointer data)
{
  Recall *recall = g_new0 (Recall, 1);

  recall->id = g_strdup (id);
  bhc_cache_run_async (self, recall_job, recall, (GDestroyNotify) recall_free, callback, data);
}

BhcOutgoing *
bhc_cache_recall_finish (BhcCache *self, GAsyncResult *result, GError **error)
{
  if (!bhc_cache_run_finish (self, result, error))
    return NULL;

  return g_steal_pointer (&((Recall *) bhc_cache_run_get_data (result))->draft);
}

/* ---- reading ---- */

BhcOutgoing *
bhc_cache_read_draft (BhcCache *self, const char *conversation, BhMessageKind kind)
{
  BhDb *reader = bhc_cache_get_reader (self);
  g_autoptr (GError) error = NULL;
  BhcOutgoing *draft = reader != NULL ? find (reader, conversation, kind, &error) : NULL;

  if (error != NULL)
    bhc_cache_report (self, error);
  return draft;
}

GPtrArray *
bhc_cache_read_drafts (BhcCache *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_outgoing_free);
  BhDb *reader = bhc_cache_get_reader (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) rows =
      reader != NULL
          ? bh_db_query (reader, "(sssmsxx)", "SELECT " COLUMNS " FROM draft", NULL, &error)
          : NULL;

  if (error != NULL)
    bhc_cache_report (self, error);
  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

      g_ptr_array_add (drafts, read_row (row));
    }

  return drafts;
}
