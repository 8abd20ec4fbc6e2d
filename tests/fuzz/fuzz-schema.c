/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/tools/bhd-schema.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* “SCHEMA\nARGUMENTS”: what an administrator asks for meets what a model wrote. */

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup (size > 0 ? (const char *) data : "", size);
  char *arguments = strchr (input, '\n');
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdSchema) schema = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (arguments != NULL)
    *arguments++ = '\0';
  schema = bhd_schema_compile (input, &error);
  g_assert_true ((schema != NULL) == (error == NULL));
  if (schema == NULL)
    return 0;

  node = bhd_schema_read (schema, arguments, &error);
  g_assert_true ((node != NULL) == (error == NULL));
  g_assert_true (node == NULL || JSON_NODE_HOLDS_OBJECT (node));
  return 0;
}
