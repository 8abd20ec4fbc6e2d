/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-contacts.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/contacts/bhd-contact-view.h"
#include "server/desk/contacts/bhd-contact-words.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/widget/bhd-contact-news-private.h"
#include "server/store/rows/bhd-conversation-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define JSON_MAX (64 * 1024)

GPtrArray *
bhd_contacts_list (BhdTurn *turn,
                   const char *organization_id,
                   const BhdContactSearch *search,
                   GError **error)
{
  g_auto (GStrv) words = search->query != NULL ? bhd_contact_words_split (search->query) : NULL;
  const BhdContactFilter filter = { organization_id, search->before_us, search->before_id,
                                    (const char *const *) words, search->limit };

  return bhd_contact_list_read (turn->db, &filter, error);
}

BhdContactRow *
bhd_contacts_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdContactRow) row = bhd_contact_rows_find (turn->db, organization_id, id, &inner);

  return bhd_tell_found (row != NULL, N_ ("no such contact"), inner, error) ? g_steal_pointer (&row)
                                                                            : NULL;
}

GPtrArray *
bhd_contacts_list_conversations (BhdTurn *turn,
                                 const char *organization_id,
                                 const char *id,
                                 guint limit,
                                 GError **error)
{
  return bhd_conversation_rows_list_own (turn->db, organization_id, id, G_MAXINT64, "", limit,
                                         error);
}

gboolean
bhd_contacts_announce (BhdTurn *turn,
                       const char *organization_id,
                       const BhdContactRow *row,
                       GError **error)
{
  const BhdContactDraft contact = bhd_contact_draft_of (row, organization_id);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bhd_contact_write_json (&contact, NULL, &json, "contact");
  bh_json_end_object (&json);
  return bhd_tell (turn, organization_id, "contact.updated", NULL, &json, error) &&
         bhd_contact_news_tell (turn, &contact, "contact.updated", error);
}

static gboolean
is_key (const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return g_ascii_islower (*name) && name[length] == '\0' && length <= 32;
}

/* One member of what the desk sent; NULL takes the attribute away. */
static gboolean
set_attribute (JsonObject *attributes, const char *name, JsonNode *value, GError **error)
{
  gboolean text =
      JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;

  if (JSON_NODE_HOLDS_NULL (value))
    json_object_remove_member (attributes, name);
  else if (!is_key (name))
    return bhd_refuse_field (error, "attributes", "“%s” is no name of an attribute", name);
  else if (!text || g_utf8_strlen (json_node_get_string (value), -1) > BHD_CONTACT_ATTRIBUTE_MAX)
    return bhd_refuse_field (error, "attributes", "“%s” must be a text of at most %d characters",
                             name, BHD_CONTACT_ATTRIBUTE_MAX);
  else
    json_object_set_string_member (attributes, name, json_node_get_string (value));
  return TRUE;
}

/* Returns: (transfer full) (nullable): NULL with @error set, or where nothing is left. */
static char *
merge_attributes (const char *before, const char *change, GError **error)
{
  g_autoptr (JsonNode) old = bh_json_parse_object (
      before != NULL ? before : "{}", before != NULL ? strlen (before) : 2, JSON_MAX, error);
  g_autoptr (JsonNode) new =
      old != NULL ? bh_json_parse_object (change, strlen (change), JSON_MAX, error) : NULL;
  JsonObject *attributes;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (new == NULL)
    return NULL;
  attributes = json_node_get_object (old);
  json_object_iter_init (&iter, json_node_get_object (new));
  while (json_object_iter_next (&iter, &name, &value))
    if (!set_attribute (attributes, name, value, error))
      return NULL;
  if (json_object_get_size (attributes) > BHD_CONTACT_ATTRIBUTES)
    bhd_refuse_field (error, "attributes", "a contact has at most %d", BHD_CONTACT_ATTRIBUTES);
  else if (json_object_get_size (attributes) > 0)
    return json_to_string (old, FALSE);
  return NULL;
}

static gboolean
apply (BhdContactRow *row, const BhdContactChange *change, GError **error)
{
  GError *inner = NULL;
  char *merged;

  bhd_set_given (&row->name, change->name);
  bhd_set_given (&row->email, change->email);
  if (change->attributes == NULL)
    return TRUE;
  merged = merge_attributes (row->attributes, change->attributes, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  g_free (row->attributes);
  row->attributes = merged;
  return TRUE;
}

static gboolean
store (BhdTurn *turn, const char *organization_id, const BhdContactRow *row, GError **error)
{
  const BhdContactDraft contact = bhd_contact_draft_of (row, organization_id);

  return bhd_contact_rows_update (turn->db, &contact, error) &&
         bhd_contact_words_store (turn, &contact, error);
}

BhdContactRow *
bhd_contacts_change (BhdTurn *turn,
                     const char *organization_id,
                     const char *id,
                     const BhdContactChange *change,
                     GError **error)
{
  g_autoptr (BhdContactRow) row = bhd_contacts_find (turn, organization_id, id, error);

  if (row == NULL || !apply (row, change, error))
    return NULL;
  if (change->blocked != NULL && *change->blocked != (row->blocked_us > 0))
    {
      row->blocked_us = *change->blocked ? turn->now_us : 0;
      if (!bhd_contact_rows_block (turn->db, organization_id, id, row->blocked_us, error))
        return NULL;
    }
  if (!store (turn, organization_id, row, error) ||
      !bhd_contacts_announce (turn, organization_id, row, error))
    return NULL;
  return g_steal_pointer (&row);
}
