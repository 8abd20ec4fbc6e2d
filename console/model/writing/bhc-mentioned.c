/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-mentioned-private.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define EXTRA_MAX (256 * 1024) /* bytes */
#define MENTIONS_MAX 200

/* A team is mentioned by the ids of those who are in it. */
static void
add_teams (BhcDirectory *directory, const char *id, GPtrArray *names)
{
  GListModel *teams = bhc_directory_get_teams (directory);

  for (guint i = 0; i < g_list_model_get_n_items (teams); i++)
    {
      g_autoptr (BhcTeam) team = g_list_model_get_item (teams, i);

      if (bhc_team_has_member (team, id))
        g_ptr_array_add (names, g_strdup (bhc_team_get_name (team)));
    }
}

static void
add_name (BhcDirectory *directory, JsonNode *node, GPtrArray *names)
{
  const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  BhcColleague *colleague = id != NULL ? bhc_directory_find_colleague (directory, id) : NULL;

  if (colleague == NULL)
    return;

  g_ptr_array_add (names, g_strdup (bhc_colleague_get_name (colleague)));
  add_teams (directory, id, names);
}

char **
bhc_mentioned_names (BhcDirectory *directory, const char *extra)
{
  gboolean any = extra != NULL && strstr (extra, "\"mentions\"") != NULL;
  g_autoptr (JsonNode) root =
      any ? bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL) : NULL;
  JsonArray *ids =
      root != NULL ? bh_json_get_array (json_node_get_object (root), "mentions") : NULL;
  GPtrArray *names;

  if (ids == NULL || directory == NULL)
    return NULL;

  names = g_ptr_array_new ();
  for (guint i = 0; i < MIN (json_array_get_length (ids), MENTIONS_MAX); i++)
    add_name (directory, json_array_get_element (ids, i), names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (names, FALSE);
}
