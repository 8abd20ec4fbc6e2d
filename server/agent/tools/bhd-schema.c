/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/agent/tools/bhd-schema-private.h"

#include <string.h>

#define SCHEMA_MAX 16384 /* bytes */
#define PATTERNS_MAX 20
#define ARGUMENTS_MAX 32768 /* bytes */

struct _BhdSchema
{
  BhdSchemaNode *root;
};

BhdSchema *
bhd_schema_compile (const char *json, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (JsonNode) node = bh_json_parse_object (json, strlen (json), SCHEMA_MAX, &fault);
  g_autoptr (BhdSchema) self = g_new0 (BhdSchema, 1);

  if (node == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "it is no JSON schema: %s", fault->message);
      return NULL;
    }
  self->root = bhd_schema_node_new (json_node_get_object (node), "", error);
  if (self->root == NULL)
    return NULL;
  if (self->root->types == BHD_SCHEMA_OBJECT)
    return g_steal_pointer (&self);

  g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID,
                       "arguments have names: the schema must say \"type\":\"object\"");
  return NULL;
}

void
bhd_schema_free (BhdSchema *self)
{
  bhd_schema_node_free (self->root);
  g_free (self);
}

gboolean
bhd_schema_probe (const BhdSchema *self, GError **error)
{
  guint left = PATTERNS_MAX;

  if (bhd_schema_node_is_quick (self->root, &left))
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
               "a “pattern” takes too long on some texts, or there are more than %d", PATTERNS_MAX);
  return FALSE;
}

gboolean
bhd_schema_requires (const BhdSchema *self, const char *name)
{
  const BhdSchemaNode *property =
      self->root->properties != NULL ? g_hash_table_lookup (self->root->properties, name) : NULL;
  guint nested = BHD_SCHEMA_OBJECT | BHD_SCHEMA_ARRAY | BHD_SCHEMA_NULL;

  if (property == NULL || (property->types & nested) != 0 || self->root->required == NULL)
    return FALSE;
  return g_ptr_array_find_with_equal_func (self->root->required, name, g_str_equal, NULL);
}

JsonNode *
bhd_schema_read (const BhdSchema *self, const char *arguments, GError **error)
{
  const char *text = arguments != NULL ? arguments : "";
  g_autoptr (GError) fault = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (text[strspn (text, " \t\r\n")] == '\0')
    text = "{}";
  node = bh_json_parse_object (text, strlen (text), ARGUMENTS_MAX, &fault);
  if (node == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "the arguments must be a JSON object: %s",
                   fault->message);
      return NULL;
    }
  return bhd_schema_node_check (self->root, node, "", error) ? g_steal_pointer (&node) : NULL;
}
