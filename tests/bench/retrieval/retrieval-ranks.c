/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-ranks.h"

#include <math.h>

#define SEARCHED 50 /* passages asked for: several may be of one group */

static JsonArray *
array_at (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
first_object (JsonArray *array)
{
  return array != NULL && json_array_get_length (array) > 0
             ? json_array_get_object_element (array, 0)
             : NULL;
}

static void
read_passages (RetrievalDesk *desk, JsonArray *passages, RetrievalAnswer *answer)
{
  for (guint i = 0; passages != NULL && i < json_array_get_length (passages); i++)
    {
      JsonObject *passage = json_array_get_object_element (passages, i);

      if (isnan (answer->confidence))
        answer->confidence = json_object_get_double_member_with_default (passage, "score", NAN);
      retrieval_desk_add_groups (
          desk, json_object_get_string_member_with_default (passage, "document_id", NULL),
          json_object_get_string_member_with_default (passage, "passage_id", NULL), answer->groups);
    }
}

/* The run's detail may come with the list, or stand alone. */
static JsonObject *
detail_of (JsonObject *run)
{
  JsonNode *node = run != NULL ? json_object_get_member (run, "detail") : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_run (RetrievalDesk *desk, JsonObject *run, RetrievalAnswer *answer)
{
  JsonObject *search = first_object (array_at (detail_of (run), "searches"));

  answer->run_ms = (double) json_object_get_int_member_with_default (run, "duration_us", 0) / 1000;
  if (search == NULL)
    return FALSE;
  /* The record is the order; what the visitor saw is of it. */
  g_ptr_array_set_size (answer->groups, 0);
  read_passages (desk, array_at (search, "passages"), answer);
  return TRUE;
}

/* Returns: whether there was a record of what was searched. */
static gboolean
read_runs (RetrievalDesk *desk,
           BhtApi *
           operator,
           const char * conversation,
           RetrievalAnswer *answer)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/runs", conversation);
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) alone = NULL;
  JsonObject *run = NULL;
  guint status = bht_api_call (operator, "GET", path, NULL, &list);

  if (status != 200)
    return FALSE;
  run = first_object (array_at (json_node_get_object (list), "runs"));
  if (run != NULL && detail_of (run) == NULL)
    {
      g_autofree char *one =
          g_strdup_printf ("/v1/desk/runs/%s", json_object_get_string_member (run, "id"));

      if (bht_api_call (operator, "GET", one, NULL, &alone) == 200)
        run = json_object_get_object_member (json_node_get_object (alone), "run");
    }
  return run != NULL && read_run (desk, run, answer);
}

/* @fill: appends to what is there; otherwise what the visitor saw gives way to the order. */
static void
search (RetrievalDesk *desk,
        BhtApi *
        operator,
        const char * question,
        gboolean fill,
        RetrievalAnswer *answer)
{
  g_autofree char *words = g_uri_escape_string (question, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/desk/search?limit=%u&q=%s", SEARCHED, words);
  g_autoptr (JsonNode) found = NULL;

  if (bht_api_call (operator, "GET", path, NULL, &found) != 200)
    return;
  if (!fill)
    g_ptr_array_set_size (answer->groups, 0);
  read_passages (desk, array_at (json_node_get_object (found), "passages"), answer);
}

void
retrieval_ranks_read (RetrievalDesk *desk,
                      BhtApi *
                      operator,
                      const char * conversation,
                      const char *question,
                      RetrievalAnswer *answer)
{
  gboolean recorded = read_runs (desk, operator, conversation, answer);

  if (!recorded || answer->groups->len < RETRIEVAL_RANKS)
    search (desk, operator, question, recorded, answer);
}
