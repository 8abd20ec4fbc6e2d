/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/agent/guard/bhd-guard-pattern.h"
#include "server/agent/tools/bhd-schema-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROPERTIES_MAX 100
#define CHOICES_MAX 200
#define COUNT_MAX G_GINT64_CONSTANT (1000000)

static const struct
{
  const char *name;
  BhdSchemaType type;
} types[] = {
  { "object", BHD_SCHEMA_OBJECT },   { "array", BHD_SCHEMA_ARRAY },
  { "string", BHD_SCHEMA_STRING },   { "number", BHD_SCHEMA_NUMBER },
  { "integer", BHD_SCHEMA_INTEGER }, { "boolean", BHD_SCHEMA_BOOLEAN },
  { "null", BHD_SCHEMA_NULL },
};

const char *
bhd_schema_type_name (guint type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].name;
  return "value";
}

void
bhd_schema_node_free (BhdSchemaNode *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->properties, g_hash_table_unref);
  g_clear_pointer (&self->required, g_ptr_array_unref);
  g_clear_pointer (&self->choices, json_array_unref);
  g_clear_pointer (&self->pattern, bhd_guard_pattern_free);
  bhd_schema_node_free (self->items);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdSchemaNode, bhd_schema_node_free)

/* One keyword being read. */
typedef struct
{
  BhdSchemaNode *node;
  const char *keyword;
  const char *path;
  JsonNode *value;
} Reading;

static gboolean
refuse (const Reading *reading, GError **error, const char *reason)
{
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "“%s” of %s %s", reading->keyword,
               *reading->path != '\0' ? reading->path : "the schema", reason);
  return FALSE;
}

static const char *
text_of (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
add_type (const Reading *reading, JsonNode *node, GError **error)
{
  const char *name = text_of (node);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, name) == 0)
      {
        reading->node->types |= types[i].type;
        return TRUE;
      }
  return refuse (reading, error,
                 N_ ("must be object, array, string, number, integer, boolean or null"));
}

static gboolean
read_type (const Reading *reading, GError **error)
{
  JsonArray *list =
      JSON_NODE_HOLDS_ARRAY (reading->value) ? json_node_get_array (reading->value) : NULL;

  reading->node->types = 0;
  if (list == NULL)
    return add_type (reading, reading->value, error);
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!add_type (reading, json_array_get_element (list, i), error))
      return FALSE;
  return reading->node->types != 0 || refuse (reading, error, N_ ("must name a type"));
}

static BhdSchemaNode *
read_child (const Reading *reading, JsonNode *value, const char *path, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return bhd_schema_node_new (json_node_get_object (value), path, error);
  refuse (reading, error, N_ ("must hold schemas, which are objects"));
  return NULL;
}

static gboolean
read_properties (const Reading *reading, GError **error)
{
  JsonObject *object =
      JSON_NODE_HOLDS_OBJECT (reading->value) ? json_node_get_object (reading->value) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (object == NULL || json_object_get_size (object) > PROPERTIES_MAX)
    return refuse (reading, error, N_ ("must be an object of at most 100 schemas"));
  reading->node->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                     (GDestroyNotify) bhd_schema_node_free);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *path =
          *reading->path != '\0' ? g_strconcat (reading->path, ".", name, NULL) : g_strdup (name);
      BhdSchemaNode *child = read_child (reading, value, path, error);

      if (child == NULL)
        return FALSE;
      g_hash_table_replace (reading->node->properties, g_strdup (name), child);
    }
  return TRUE;
}

static gboolean
read_required (const Reading *reading, GError **error)
{
  JsonArray *list =
      JSON_NODE_HOLDS_ARRAY (reading->value) ? json_node_get_array (reading->value) : NULL;

  if (list == NULL || json_array_get_length (list) > PROPERTIES_MAX)
    return refuse (reading, error, N_ ("must be an array of at most 100 names"));
  reading->node->required = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      const char *name = text_of (json_array_get_element (list, i));

      if (name == NULL)
        return refuse (reading, error, N_ ("must be an array of names"));
      g_ptr_array_add (reading->node->required, g_strdup (name));
    }
  return TRUE;
}

static gboolean
read_enum (const Reading *reading, GError **error)
{
  JsonArray *list =
      JSON_NODE_HOLDS_ARRAY (reading->value) ? json_node_get_array (reading->value) : NULL;

  if (list == NULL || json_array_get_length (list) == 0 ||
      json_array_get_length (list) > CHOICES_MAX)
    return refuse (reading, error, N_ ("must be an array of 1 to 200 values"));
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (JSON_NODE_HOLDS_ARRAY (json_array_get_element (list, i)) ||
        JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, i)))
      return refuse (reading, error, N_ ("must hold plain values"));
  reading->node->choices = json_array_ref (list);
  return TRUE;
}

static gboolean
read_items (const Reading *reading, GError **error)
{
  g_autofree char *path = g_strconcat (reading->path, "[]", NULL);

  reading->node->items = read_child (reading, reading->value, path, error);
  return reading->node->items != NULL;
}

static gboolean
read_additional (const Reading *reading, GError **error)
{
  if (json_node_get_value_type (reading->value) != G_TYPE_BOOLEAN)
    return refuse (reading, error, N_ ("must be true or false"));
  reading->node->closed = !json_node_get_boolean (reading->value);
  return TRUE;
}

static gboolean
read_bound (const Reading *reading, double *bound, gboolean *has, GError **error)
{
  GType type = json_node_get_value_type (reading->value);

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return refuse (reading, error, N_ ("must be a number"));
  *bound = json_node_get_double (reading->value);
  *has = TRUE;
  return TRUE;
}

static gboolean
read_minimum (const Reading *reading, GError **error)
{
  return read_bound (reading, &reading->node->minimum, &reading->node->has_minimum, error);
}

static gboolean
read_maximum (const Reading *reading, GError **error)
{
  return read_bound (reading, &reading->node->maximum, &reading->node->has_maximum, error);
}

static gboolean
read_count (const Reading *reading, gint64 *count, GError **error)
{
  if (json_node_get_value_type (reading->value) == G_TYPE_INT64)
    {
      *count = json_node_get_int (reading->value);
      if (*count >= 0 && *count <= COUNT_MAX)
        return TRUE;
    }
  return refuse (reading, error, N_ ("must be a whole number from 0 to 1000000"));
}

static gboolean
read_min_length (const Reading *reading, GError **error)
{
  return read_count (reading, &reading->node->min_length, error);
}

static gboolean
read_max_length (const Reading *reading, GError **error)
{
  return read_count (reading, &reading->node->max_length, error);
}

static gboolean
read_min_items (const Reading *reading, GError **error)
{
  return read_count (reading, &reading->node->min_items, error);
}

static gboolean
read_max_items (const Reading *reading, GError **error)
{
  return read_count (reading, &reading->node->max_items, error);
}

static gboolean
read_pattern (const Reading *reading, GError **error)
{
  const char *text = text_of (reading->value);

  if (text == NULL)
    return refuse (reading, error, N_ ("must be a regular expression"));
  reading->node->pattern = bhd_guard_pattern_new_exact (text, NULL);
  return reading->node->pattern != NULL || refuse (reading, error, N_ ("is no regular expression"));
}

static gboolean
read_nothing (const Reading *reading, GError **error)
{
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*read) (const Reading *reading, GError **error);
} keywords[] = {
  { "type", read_type },
  { "properties", read_properties },
  { "required", read_required },
  { "enum", read_enum },
  { "items", read_items },
  { "additionalProperties", read_additional },
  { "minimum", read_minimum },
  { "maximum", read_maximum },
  { "minLength", read_min_length },
  { "maxLength", read_max_length },
  { "minItems", read_min_items },
  { "maxItems", read_max_items },
  { "pattern", read_pattern },
  { "title", read_nothing },
  { "description", read_nothing },
  { "default", read_nothing },
  { "examples", read_nothing },
  { "format", read_nothing },
  { "$schema", read_nothing },
  { "$comment", read_nothing },
};

static gboolean
read_keyword (const Reading *reading, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (strcmp (keywords[i].name, reading->keyword) == 0)
      return keywords[i].read (reading, error);
  return refuse (reading, error, N_ ("is not understood here: describe the value without it"));
}

BhdSchemaNode *
bhd_schema_node_new (JsonObject *schema, const char *path, GError **error)
{
  g_autoptr (BhdSchemaNode) self = g_new0 (BhdSchemaNode, 1);
  Reading reading = { .node = self, .path = path };
  JsonObjectIter iter;

  self->types = BHD_SCHEMA_ANY;
  self->min_length = self->max_length = self->min_items = self->max_items = -1;
  json_object_iter_init (&iter, schema);
  while (json_object_iter_next (&iter, &reading.keyword, &reading.value))
    if (!read_keyword (&reading, error))
      return NULL;
  return g_steal_pointer (&self);
}

static gboolean
are_quick (GHashTable *properties, guint *left)
{
  GHashTableIter iter;
  gpointer node;

  if (properties == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, properties);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    if (!bhd_schema_node_is_quick (node, left))
      return FALSE;
  return TRUE;
}

gboolean
bhd_schema_node_is_quick (const BhdSchemaNode *self, guint *left)
{
  if (self == NULL)
    return TRUE;
  if (self->pattern != NULL && (*left == 0 || !bhd_guard_pattern_is_quick (self->pattern)))
    return FALSE;
  *left -= self->pattern != NULL;
  return bhd_schema_node_is_quick (self->items, left) && are_quick (self->properties, left);
}
