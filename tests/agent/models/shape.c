/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/models/shape.h"

#include <string.h>

static const char *
type_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "array";
  if (JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return "string";
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? "bool" : "int";
}

static gboolean
is_one_of (const char *words, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char *const *) parts, word);
}

static const Shape *
find (const Shape *shapes, const char *path)
{
  for (; shapes->path != NULL; shapes++)
    if (strcmp (shapes->path, path) == 0)
      return shapes;
  g_error ("the vendor knows no member “%s”", path);
}

/* “a.b” is a member of “a”, “a.b.c” and “a[].b” are not. */
static const char *
member_of (const char *path, const char *parent)
{
  gsize length = strlen (parent);

  if (length == 0)
    return strpbrk (path, ".[") == NULL ? path : NULL;
  if (!g_str_has_prefix (path, parent) || path[length] != '.')
    return NULL;
  return strpbrk (path + length + 1, ".[") == NULL ? path + length + 1 : NULL;
}

static void
check_required (const Shape *shapes, const char *path, JsonObject *object)
{
  for (; shapes->path != NULL; shapes++)
    {
      const char *name = shapes->required ? member_of (shapes->path, path) : NULL;

      if (name != NULL && !json_object_has_member (object, name))
        g_error ("“%s” lacks its member “%s”", path, name);
    }
}

static void check (const Shape *shapes, const char *path, JsonNode *node);

static void
check_object (const Shape *shapes, const char *path, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  check_required (shapes, path, object);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *inner = g_strconcat (path, *path != '\0' ? "." : "", name, NULL);

      check (shapes, inner, value);
    }
}

static void
check_array (const Shape *shapes, const char *path, JsonArray *array)
{
  g_autofree char *inner = g_strconcat (path, "[]", NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    check (shapes, inner, json_array_get_element (array, i));
}

static void
check (const Shape *shapes, const char *path, JsonNode *node)
{
  const Shape *shape = find (shapes, path);

  if (strcmp (shape->type, "any") == 0)
    return;
  if (!is_one_of (shape->type, type_of (node)))
    g_error ("“%s” is of type %s", path, type_of (node));
  if (shape->words != NULL && !is_one_of (shape->words, json_node_get_string (node)))
    g_error ("“%s” may not be “%s”", path, json_node_get_string (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    check_object (shapes, path, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    check_array (shapes, path, json_node_get_array (node));
}

void
shape_assert (const Shape *shapes, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  check_object (shapes, "", json_node_get_object (node));
}
