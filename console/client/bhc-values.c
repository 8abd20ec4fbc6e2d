/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-values.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"

#include <glib/gi18n.h>
#include <string.h>

static GVariant *object_from_json (JsonObject *object, const char *const *raw);

static gboolean
is_raw (const char *const *raw, const char *name)
{
  return raw != NULL && g_strv_contains (raw, name);
}

/* @value: of what type values are to be. */
static gboolean
holds_only (JsonArray *array, JsonNodeType type, GType value)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_node_type (node) != type ||
          (type == JSON_NODE_VALUE && json_node_get_value_type (node) != value))
        return FALSE;
    }
  return TRUE;
}

static gboolean
holds_values (JsonArray *array, GType value)
{
  return holds_only (array, JSON_NODE_VALUE, value);
}

static gboolean
holds_lists_of (JsonArray *array, GType value)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!holds_values (json_array_get_array_element (array, i), value))
        return FALSE;
    }
  return TRUE;
}

static GVariant *
words_from_json (JsonArray *array)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_variant_builder_add (&builder, "s", json_array_get_string_element (array, i));
  return g_variant_builder_end (&builder);
}

static GVariant *
numbers_from_json (JsonArray *array)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_variant_builder_add (&builder, "x", json_array_get_int_element (array, i));
  return g_variant_builder_end (&builder);
}

static GVariant *
lists_from_json (JsonArray *array)
{
  gboolean numbers = !holds_lists_of (array, G_TYPE_STRING) && holds_lists_of (array, G_TYPE_INT64);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (numbers ? "aax" : "aas"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *inner = json_array_get_array_element (array, i);

      if (numbers)
        g_variant_builder_add_value (&builder, numbers_from_json (inner));
      else if (holds_values (inner, G_TYPE_STRING))
        g_variant_builder_add_value (&builder, words_from_json (inner));
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
records_from_json (JsonArray *array, const char *const *raw)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_variant_builder_add_value (
          &builder, object_from_json (json_array_get_object_element (array, i), raw));
    }
  return g_variant_builder_end (&builder);
}

/* Returns: (nullable): floating */
static GVariant *
list_from_json (JsonArray *array, const char *const *raw)
{
  if (holds_values (array, G_TYPE_STRING))
    return words_from_json (array);
  if (holds_values (array, G_TYPE_INT64))
    return numbers_from_json (array);
  if (holds_only (array, JSON_NODE_ARRAY, G_TYPE_NONE))
    return lists_from_json (array);
  return holds_only (array, JSON_NODE_OBJECT, G_TYPE_NONE) ? records_from_json (array, raw) : NULL;
}

static GVariant *
scalar_from_json (JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_BOOLEAN:
      return g_variant_new_boolean (json_node_get_boolean (node));
    case G_TYPE_INT64:
      return g_variant_new_int64 (json_node_get_int (node));
    case G_TYPE_DOUBLE:
      return g_variant_new_double (json_node_get_double (node));
    default:
      return g_variant_new_string (json_node_get_string (node));
    }
}

static GVariant *
value_from_json (JsonNode *node, const char *const *raw)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_VALUE:
      return scalar_from_json (node);
    case JSON_NODE_ARRAY:
      return list_from_json (json_node_get_array (node), raw);
    case JSON_NODE_OBJECT:
      return object_from_json (json_node_get_object (node), raw);
    case JSON_NODE_NULL:
    default:
      return g_variant_new_maybe (G_VARIANT_TYPE_STRING, NULL);
    }
}

static GVariant *
object_from_json (JsonObject *object, const char *const *raw)
{
  GVariantDict dict;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_variant_dict_init (&dict, NULL);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *text = is_raw (raw, name) ? json_to_string (node, TRUE) : NULL;
      GVariant *value = text != NULL ? g_variant_new_string (text) : value_from_json (node, raw);

      if (value != NULL)
        g_variant_dict_insert_value (&dict, name, value);
    }
  return g_variant_dict_end (&dict);
}

GVariant *
bhc_values_from_json (JsonObject *object, const char *const *raw)
{
  return g_variant_ref_sink (object_from_json (object, raw));
}

static gboolean write_values (BhJsonWriter *json,
                              const char *name,
                              GVariant *values,
                              const char *const *raw,
                              GError **error);

static void
write_texts (BhJsonWriter *json, const char *name, GVariant *value)
{
  GVariantIter iter;
  char *key, *text;

  bh_json_begin_object (json, name);
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_loop (&iter, "{ss}", &key, &text))
    bh_json_string (json, key, text);
  bh_json_end_object (json);
}

static void
write_list (BhJsonWriter *json, const char *name, GVariant *value)
{
  bh_json_begin_array (json, name);
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      if (g_variant_is_of_type (child, G_VARIANT_TYPE_STRING))
        bh_json_string (json, NULL, g_variant_get_string (child, NULL));
      else if (g_variant_is_of_type (child, G_VARIANT_TYPE_INT64))
        bh_json_int (json, NULL, g_variant_get_int64 (child));
      else
        write_list (json, NULL, child);
    }
  bh_json_end_array (json);
}

static gboolean
is_list (GVariant *value)
{
  static const char *const types[] = { "as", "aas", "ax", "aax", NULL };

  return g_strv_contains (types, g_variant_get_type_string (value));
}

static gboolean
write_raw (BhJsonWriter *json, const char *name, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), strlen (text), NULL);

  if (node == NULL)
    {
      g_autofree char *field = g_strdup_printf ("\"%s\"", name);

      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, _ ("this is no JSON object: { … }"));
      if (error != NULL)
        bh_error_set_detail (*error, "field", field);
      return FALSE;
    }
  bh_json_raw (json, name, text);
  return TRUE;
}

static gboolean
write_records (BhJsonWriter *json,
               const char *name,
               GVariant *value,
               const char *const *raw,
               GError **error)
{
  gboolean written = TRUE;

  bh_json_begin_array (json, name);
  for (gsize i = 0; written && i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      written = write_values (json, NULL, child, raw, error);
    }
  bh_json_end_array (json);
  return written;
}

static gboolean
write_value (BhJsonWriter *json,
             const char *name,
             GVariant *value,
             const char *const *raw,
             GError **error)
{
  const char *type = g_variant_get_type_string (value);

  if (g_str_equal (type, "a{sv}"))
    return write_values (json, name, value, raw, error);
  if (g_str_equal (type, "aa{sv}"))
    return write_records (json, name, value, raw, error);
  if (g_str_equal (type, "s") && is_raw (raw, name))
    return write_raw (json, name, g_variant_get_string (value, NULL), error);

  if (g_str_equal (type, "s"))
    bh_json_string (json, name, g_variant_get_string (value, NULL));
  else if (g_str_equal (type, "b"))
    bh_json_bool (json, name, g_variant_get_boolean (value));
  else if (g_str_equal (type, "x"))
    bh_json_int (json, name, g_variant_get_int64 (value));
  else if (g_str_equal (type, "d"))
    bh_json_double (json, name, g_variant_get_double (value));
  else if (g_str_equal (type, "a{ss}"))
    write_texts (json, name, value);
  else if (is_list (value))
    write_list (json, name, value);
  else
    bh_json_string (json, name, NULL);
  return TRUE;
}

static gboolean
write_values (BhJsonWriter *json,
              const char *name,
              GVariant *values,
              const char *const *raw,
              GError **error)
{
  GVariantIter iter;
  char *key;
  GVariant *value;
  gboolean written = TRUE;

  bh_json_begin_object (json, name);
  g_variant_iter_init (&iter, values);
  /* The key is a copy: another thread that turns the values into bytes frees what they were made
   * of.
   */
  while (written && g_variant_iter_next (&iter, "{sv}", &key, &value))
    {
      written = write_value (json, key, value, raw, error);
      g_variant_unref (value);
      g_free (key);
    }
  bh_json_end_object (json);
  return written;
}

char *
bhc_values_to_json (GVariant *values, const char *const *raw, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  if (!write_values (&json, NULL, values, raw, error))
    return NULL;
  return bh_json_writer_steal (&json);
}
