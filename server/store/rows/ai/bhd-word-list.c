/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "server/store/rows/ai/bhd-word-list.h"

void
bhd_word_list_write (char *const *words, BhJsonWriter *json, const char *name)
{
  bh_json_begin_array (json, name);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    bh_json_string (json, NULL, words[i]);
  bh_json_end_array (json);
}

char *
bhd_word_list_to_json (char *const *words)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bhd_word_list_write (words, &json, NULL);
  return bh_json_writer_steal (&json);
}

/* The text is our own, written above. */
char **
bhd_word_list_from_json (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (words, json_node_get_string (element));
    }
  return g_strv_builder_end (words);
}
