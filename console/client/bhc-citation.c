/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-citation.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define MAX_TEXT (256 * 1024)
#define MAX_CITATIONS 50

void
bhc_citation_free (BhcCitation *self)
{
  g_free (self->title);
  g_free (self->heading);
  g_free (self->quote);
  g_free (self->document_id);
  g_free (self->passage_id);
  g_free (self);
}

static BhcCitation *
citation_from_json (JsonObject *object)
{
  BhcCitation *self = g_new0 (BhcCitation, 1);

  self->title = g_strdup (bh_json_get_string (object, "title", ""));
  self->heading = g_strdup (bh_json_get_string (object, "heading", NULL));
  self->quote = g_strdup (bh_json_get_string (object, "quote", NULL));
  self->document_id = g_strdup (bh_json_get_string (object, "document_id", NULL));
  self->passage_id = g_strdup (bh_json_get_string (object, "passage_id", NULL));

  return self;
}

GPtrArray *
bhc_citations_parse (const char *sources)
{
  g_autoptr (GPtrArray) citations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_citation_free);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;

  if (sources == NULL)
    return g_steal_pointer (&citations);

  text = g_strdup_printf ("{\"sources\":%s}", sources);
  root = bh_json_parse_object (text, strlen (text), MAX_TEXT, NULL);
  array = root != NULL ? bh_json_get_array (json_node_get_object (root), "sources") : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_CITATIONS); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (citations, citation_from_json (json_node_get_object (node)));
    }

  return g_steal_pointer (&citations);
}

static char *
value_to_text (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");

  return g_strdup_printf ("%g", json_node_get_double (node));
}

GHashTable *
bhc_details_parse (const char *metadata)
{
  g_autoptr (GHashTable) details = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonNode) root = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (metadata != NULL)
    root = bh_json_parse_object (metadata, strlen (metadata), MAX_TEXT, NULL);
  if (root == NULL)
    return g_steal_pointer (&details);

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    {
      char *text = value_to_text (node);

      if (text != NULL)
        g_hash_table_insert (details, g_strdup (name), text);
    }

  return g_steal_pointer (&details);
}
