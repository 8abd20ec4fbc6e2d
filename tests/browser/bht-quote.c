/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-quote.h"

#include <json-glib/json-glib.h>

char *
bht_quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return json_to_string (node, FALSE);
}
