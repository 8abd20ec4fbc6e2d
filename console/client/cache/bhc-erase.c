/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-erase.h"

#include "common/bh-json-reader.h"
#include "console/client/cache/bhc-write.h"

#include <string.h>

#define RECORD_MAX (4 * 1024 * 1024)

static JsonNode *
parse (const char *text, GError **error)
{
  return bh_json_parse_object (text, strlen (text), RECORD_MAX, error);
}

/* ---- forgetting ---- */

/* The files of a conversation lie beside the cache; who keeps them is told which go. */
static gboolean
note_files (BhcWrite *self, const char *conversation, GError **error)
{
  static const char sql[] =
      "SELECT record FROM message WHERE conversation_id = $1 AND record LIKE '%\"attachments\"%'";
  g_autoptr (GVariant) rows =
      bh_db_query (self->db, "(s)", sql, g_variant_new ("(s)", conversation), error);

  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (BhMessage) message = NULL;
      g_autoptr (GPtrArray) files = NULL;
      const char *record;

      g_variant_get_child (rows, i, "(&s)", &record);
      root = parse (record, NULL);
      message = root != NULL ? bh_message_from_json (json_node_get_object (root), NULL) : NULL;
      files = message != NULL ? bh_attachments_read (message->extra) : NULL;
      if (files != NULL)
        g_ptr_array_extend_and_steal (self->changes->files, g_steal_pointer (&files));
    }

  return rows != NULL;
}

static gboolean
drop_rows (BhcWrite *self, const char *conversation, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO find_log (is_message, seq, row, was) "
    "SELECT 1, seq, rowid, record FROM message WHERE conversation_id = $1",
    "DELETE FROM message WHERE conversation_id = $1",
    "DELETE FROM outbox WHERE conversation_id = $1",
    "DELETE FROM draft WHERE conversation_id = $1",
    "DELETE FROM doubt WHERE conversation_id = $1",
    "DELETE FROM conversation WHERE id = $1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!bh_db_exec (self->db, statements[i], g_variant_new ("(s)", conversation), error))
      return FALSE;

  return TRUE;
}

static gboolean
forget (BhcWrite *self, const char *conversation, GError **error)
{
  static const char sql[] =
      "SELECT updated_us, row, views, waiting_us, rank FROM conversation WHERE id = $1";
  g_autoptr (GVariant) rows =
      bh_db_query (self->db, "(xxxxx)", sql, g_variant_new ("(s)", conversation), error);
  BhcPlace before;

  if (rows == NULL || !note_files (self, conversation, error) ||
      !drop_rows (self, conversation, error))
    return FALSE;

  if (g_variant_n_children (rows) > 0)
    {
      g_variant_get_child (rows, 0, "(xxxxx)", &before.updated_us, &before.row, &before.views,
                           &before.waiting_us, &before.rank);
      bhc_changes_drop_conversation (self->changes, &before);
    }
  bhc_changes_add_outgoing (self->changes, conversation);
  g_ptr_array_add (self->changes->erased, g_strdup (conversation));

  return TRUE;
}

static GVariant *
list_of_contact (BhcWrite *self, const char *contact, GError **error)
{
  static const char sql[] = "SELECT id FROM conversation WHERE contact_id = $1";

  return bh_db_query (self->db, "(s)", sql, g_variant_new ("(s)", contact), error);
}

static gboolean
forget_contact (BhcWrite *self, const BhcErasure *erasure, GError **error)
{
  g_autoptr (GVariant) rows = list_of_contact (self, erasure->contact_id, error);
  const char *id;

  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      g_variant_get_child (rows, i, "(&s)", &id);
      if (!forget (self, id, error))
        return FALSE;
    }

  return rows != NULL;
}

/* ---- another contact ---- */

/* Members that were not told stay: an event leaves out what the desk does not show in lists. */
static void
put_contact (JsonObject *object, JsonObject *contact)
{
  JsonObject *old = bh_json_get_object (object, "contact");
  GList *names = json_object_get_members (contact);

  for (GList *l = names; old != NULL && l != NULL; l = l->next)
    json_object_set_member (old, l->data, json_object_dup_member (contact, l->data));
  g_list_free (names);
}

/* The record with its contact as @contact is. */
static BhConversation *
with_contact (const char *record, JsonObject *contact, GError **error)
{
  g_autoptr (JsonNode) root = parse (record, error);

  if (root == NULL)
    return NULL;

  put_contact (json_node_get_object (root), contact);
  return bh_conversation_from_json (json_node_get_object (root), error);
}

static gboolean
rewrite (BhcWrite *self, GVariant *rows, gsize i, JsonObject *contact, GError **error)
{
  static const char sql[] = "UPDATE conversation SET record = $2, contact_id = $3 WHERE row = $1";
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  g_autoptr (BhConversation) changed = NULL;
  const char *record;
  BhcPlace place;

  g_variant_get_child (rows, i, "(xxxxx&s)", &place.updated_us, &place.row, &place.views,
                       &place.waiting_us, &place.rank, &record);
  changed = with_contact (record, contact, error);
  if (changed == NULL)
    return FALSE;

  bh_conversation_write_json (changed, &json, NULL);
  text = bh_json_writer_steal (&json);
  bhc_changes_add_conversation (self->changes, &place, &place, changed);
  return bh_db_exec (self->db, sql, g_variant_new ("(xsms)", place.row, text, changed->contact_id),
                     error);
}

static gboolean
rewrite_all (BhcWrite *self, const char *of, JsonObject *contact, GError **error)
{
  static const char sql[] = "SELECT updated_us, row, views, waiting_us, rank, record "
                            "FROM conversation WHERE contact_id = $1";
  g_autoptr (GVariant) rows =
      bh_db_query (self->db, "(xxxxxs)", sql, g_variant_new ("(s)", of), error);

  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    if (!rewrite (self, rows, i, contact, error))
      return FALSE;

  return rows != NULL;
}

gboolean
bhc_write_contact (BhcWrite *self, const char *contact, GError **error)
{
  g_autoptr (JsonNode) root = parse (contact, error);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *id = object != NULL ? bh_json_get_string (object, "id", NULL) : NULL;

  if (object == NULL)
    return FALSE;

  return id == NULL || rewrite_all (self, id, object, error);
}

/* Until the one that stays is told itself, the copies are those known of it. */
static gboolean
merge (BhcWrite *self, const BhcErasure *erasure, GError **error)
{
  static const char sql[] = "SELECT record FROM conversation WHERE contact_id = $1 LIMIT 1";
  g_autoptr (GVariant) rows =
      bh_db_query (self->db, "(s)", sql, g_variant_new ("(s)", erasure->into), error);
  g_autoptr (JsonObject) bare = json_object_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *contact = bare;
  const char *record;

  if (rows == NULL)
    return FALSE;

  json_object_set_string_member (bare, "id", erasure->into);
  if (g_variant_n_children (rows) > 0)
    {
      g_variant_get_child (rows, 0, "(&s)", &record);
      root = parse (record, error);
      if (root == NULL)
        return FALSE;
      contact = bh_json_get_object (json_node_get_object (root), "contact");
    }

  return contact == NULL || rewrite_all (self, erasure->contact_id, contact, error);
}

gboolean
bhc_write_erasure (BhcWrite *self, const BhcErasure *erasure, GError **error)
{
  if (erasure->into != NULL)
    return erasure->contact_id == NULL || merge (self, erasure, error);

  for (guint i = 0; erasure->conversations != NULL && erasure->conversations[i] != NULL; i++)
    if (!forget (self, erasure->conversations[i], error))
      return FALSE;

  return erasure->contact_id == NULL || forget_contact (self, erasure, error);
}
