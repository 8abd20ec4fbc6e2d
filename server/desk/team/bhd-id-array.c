/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-id-array-private.h"

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>
#include <string.h>

void
bhd_id_array_remove (char **array, const char *id)
{
  g_autoptr (JsonNode) root = *array != NULL ? json_from_string (*array, NULL) : NULL;
  JsonArray *ids = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  guint kept = 0;

  bh_json_begin_array (&json, NULL);
  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      const char *other = json_array_get_string_element (ids, i);

      if (strcmp (other, id) == 0)
        continue;
      bh_json_string (&json, NULL, other);
      kept++;
    }
  bh_json_end_array (&json);
  g_free (*array);
  *array = kept > 0 ? bh_json_writer_steal (&json) : NULL;
}
