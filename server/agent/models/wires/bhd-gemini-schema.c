/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"

#include <string.h>

#include "server/agent/models/wires/bhd-gemini-schema.h"

#define SCHEMA_MAX (256 * 1024)

/* What is handed on as it is. */
static const char *const plain_members[] = {
  "title",     "description", "minimum", "maximum",       "minItems",      "maxItems",
  "minLength", "maxLength",   "pattern", "minProperties", "maxProperties", "nullable",
};

static const char *const known_formats[] = { "float", "double",    "int32", "int64",
                                             "enum",  "date-time", NULL };

static void write_schema (BhJsonWriter *json, const char *name, JsonObject *schema);

static JsonObject *
object_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
copy (BhJsonWriter *json, JsonObject *schema, const char *name)
{
  JsonNode *node = json_object_get_member (schema, name);
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;

  if (text != NULL)
    bh_json_raw (json, name, text);
}

static const char *
string_at (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* JSON schema may give several types; the first that is not “null” counts. */
static const char *
find_type (JsonObject *schema, gboolean *nullable)
{
  JsonArray *types = bh_json_get_array (schema, "type");
  guint n = types != NULL ? json_array_get_length (types) : 0;
  const char *found = bh_json_get_string (schema, "type", NULL);

  for (guint i = 0; i < n; i++)
    {
      const char *type = string_at (types, i);

      *nullable = *nullable || g_strcmp0 (type, "null") == 0;
      if (found == NULL && g_strcmp0 (type, "null") != 0)
        found = type;
    }
  if (found != NULL)
    return found;
  return bh_json_get_object (schema, "properties") != NULL ? "object" : "string";
}

/* Enumerations are of strings alone; a constant is one of a single word. */
static void
write_words (BhJsonWriter *json, JsonObject *schema)
{
  JsonArray *words = bh_json_get_array (schema, "enum");
  const char *only = bh_json_get_string (schema, "const", NULL);
  guint n = words != NULL ? json_array_get_length (words) : 0;

  if (n == 0 && only == NULL)
    return;
  bh_json_begin_array (json, "enum");
  for (guint i = 0; i < n; i++)
    if (string_at (words, i) != NULL)
      bh_json_string (json, NULL, string_at (words, i));
  if (n == 0)
    bh_json_string (json, NULL, only);
  bh_json_end_array (json);
}

static void
write_required (BhJsonWriter *json, JsonObject *schema, JsonObject *properties)
{
  JsonArray *required = bh_json_get_array (schema, "required");
  guint n = required != NULL ? json_array_get_length (required) : 0;

  if (n == 0)
    return;
  bh_json_begin_array (json, "required");
  for (guint i = 0; i < n; i++)
    if (string_at (required, i) != NULL &&
        json_object_has_member (properties, string_at (required, i)))
      bh_json_string (json, NULL, string_at (required, i));
  bh_json_end_array (json);
}

static void
write_properties (BhJsonWriter *json, JsonObject *schema)
{
  JsonObject *properties = bh_json_get_object (schema, "properties");
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *node = NULL;

  if (properties == NULL || json_object_get_size (properties) == 0)
    return;
  bh_json_begin_object (json, "properties");
  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    write_schema (json, name, object_of (node));
  bh_json_end_object (json);
  write_required (json, schema, properties);
}

static void
write_choices (BhJsonWriter *json, JsonArray *choices)
{
  bh_json_begin_array (json, "anyOf");
  for (guint i = 0; i < json_array_get_length (choices); i++)
    write_schema (json, NULL, object_of (json_array_get_element (choices, i)));
  bh_json_end_array (json);
}

static void
write_typed (BhJsonWriter *json, JsonObject *schema)
{
  gboolean nullable = FALSE;
  const char *type = find_type (schema, &nullable);
  const char *format = bh_json_get_string (schema, "format", "");

  bh_json_string (json, "type", type);
  if (nullable && !json_object_has_member (schema, "nullable"))
    bh_json_bool (json, "nullable", TRUE);
  if (g_strv_contains (known_formats, format))
    bh_json_string (json, "format", format);
  if (strcmp (type, "string") == 0)
    write_words (json, schema);
  if (strcmp (type, "object") == 0)
    write_properties (json, schema);
  if (strcmp (type, "array") == 0)
    write_schema (json, "items", bh_json_get_object (schema, "items"));
}

/* @schema: (nullable): JSON schema also knows “anything”; Gemini does not. */
static void
write_schema (BhJsonWriter *json, const char *name, JsonObject *schema)
{
  JsonArray *choices = NULL;

  bh_json_begin_object (json, name);
  if (schema == NULL)
    {
      bh_json_string (json, "type", "string");
      bh_json_end_object (json);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (plain_members); i++)
    copy (json, schema, plain_members[i]);
  choices = bh_json_get_array (schema, "anyOf");
  if (choices == NULL)
    choices = bh_json_get_array (schema, "oneOf");
  if (choices != NULL)
    write_choices (json, choices);
  else
    write_typed (json, schema);
  bh_json_end_object (json);
}

void
bhd_gemini_schema_write (BhJsonWriter *json, const char *name, const char *schema)
{
  g_autoptr (JsonNode) node =
      schema != NULL ? bh_json_parse_object (schema, strlen (schema), SCHEMA_MAX, NULL) : NULL;
  JsonObject *root = object_of (node);
  JsonObject *properties = root != NULL ? bh_json_get_object (root, "properties") : NULL;

  if (properties != NULL && json_object_get_size (properties) > 0)
    write_schema (json, name, root);
}
