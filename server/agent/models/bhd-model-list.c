/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/models/bhd-model-post.h"

#include <string.h>

#define ANSWER_MAX (8 * 1024 * 1024)
#define PATIENCE_US (15 * G_TIME_SPAN_SECOND)
#define PAGES_MAX 20

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
finish (GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* One page.  @after: where to begin, and where the next one does; NULL behind the last one. */
static gboolean
read_page (BhdModelPost *post,
           BhdOutbound *outbound,
           char **after,
           GPtrArray *names,
           GError **error)
{
  g_autofree char *path = post->wire->list_path (*after);
  g_autoptr (JsonNode) page = NULL;

  post->path = path;
  page = bhd_model_post_run (post, outbound, error);
  g_clear_pointer (after, g_free);
  if (page != NULL)
    post->wire->read_list (json_node_get_object (page), names, after);
  return page != NULL;
}

char **
bhd_model_list (BhdOutbound *outbound, const BhdModelAccount *account, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *after = NULL;
  BhdModelPost post = {
    .wire = bhd_model_wire_find (account->kind, error),
    .account = account,
    .max_answer = ANSWER_MAX,
    .deadline_us = g_get_monotonic_time () + PATIENCE_US,
  };

  if (post.wire == NULL)
    return NULL;
  for (guint pages = 0; pages < PAGES_MAX; pages++)
    {
      if (!read_page (&post, outbound, &after, names, error))
        return NULL;
      if (after == NULL)
        break;
    }
  return finish (g_steal_pointer (&names));
}
