/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-ask.h"

#include "common/bh-id.h"
#include "tests/bench/retrieval/retrieval-ranks.h"
#include "tests/process/bht-api.h"

#include <math.h>

#define WAIT_US (25 * G_USEC_PER_SEC) /* for one answer */
#define QUESTIONS 100                 /* that one visitor asks before another comes */

typedef struct
{
  RetrievalDesk *desk;
  const GPtrArray *queries;
  GPtrArray *answers;
  int next; /* atomic */
} Queue;

void
retrieval_answer_free (RetrievalAnswer *self)
{
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->told);
  g_free (self->text);
  g_free (self);
}

static RetrievalAnswer *
answer_new (void)
{
  RetrievalAnswer *self = g_new0 (RetrievalAnswer, 1);

  self->groups = g_ptr_array_new ();
  self->told = g_ptr_array_new ();
  self->confidence = NAN;
  self->run_ms = NAN;
  return self;
}

static JsonArray *
array_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
object_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
add_source (RetrievalDesk *desk, JsonObject *source, GPtrArray *groups)
{
  retrieval_desk_add_groups (
      desk, json_object_get_string_member_with_default (source, "document_id", ""),
      json_object_get_string_member_with_default (source, "passage_id", NULL), groups);
}

static void
read_message (RetrievalDesk *desk, JsonObject *message, RetrievalAnswer *answer)
{
  JsonArray *sources = array_member (message, "sources");
  JsonArray *choices = array_member (object_member (message, "extra"), "choices");

  answer->came = TRUE;
  answer->text = g_strdup (json_object_get_string_member_with_default (message, "body", ""));
  answer->chosen = choices != NULL && json_array_get_length (choices) > 0;
  answer->answered = !answer->chosen && sources != NULL && json_array_get_length (sources) > 0;
  if (answer->answered)
    add_source (desk, json_array_get_object_element (sources, 0), answer->told);
  for (guint i = 0; sources != NULL && i < json_array_get_length (sources); i++)
    add_source (desk, json_array_get_object_element (sources, i), answer->groups);
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    add_source (desk, json_array_get_object_element (choices, i), answer->groups);
}

/* Returns: whether the frame is what the question led to in the conversation: what the AI says, or
 * the notice that a person has been asked for. */
static gboolean
is_answer (JsonObject *frame, const char *conversation)
{
  JsonObject *message = object_member (object_member (frame, "body"), "message");

  return message != NULL &&
         g_str_equal (json_object_get_string_member_with_default (frame, "type", ""),
                      "message.created") &&
         g_str_equal (json_object_get_string_member_with_default (message, "conversation_id", ""),
                      conversation) &&
         !g_str_equal (json_object_get_string_member_with_default (message, "author", ""),
                       "visitor");
}

/* One look into the feed, @after moves on.  Returns: whether the answer was in it. */
static gboolean
poll (RetrievalDesk *desk,
      BhtApi *visitor,
      const char *conversation,
      gint64 *after,
      RetrievalAnswer *answer)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/feed?wait=25&after=%" G_GINT64_FORMAT, *after);
  g_autoptr (JsonNode) node = bht_api_expect (visitor, "GET", path, NULL, 200);
  JsonArray *frames = array_member (json_node_get_object (node), "frames");

  *after = bht_json_int (node, "seq");
  for (guint i = 0; frames != NULL && i < json_array_get_length (frames); i++)
    {
      JsonObject *frame = json_array_get_object_element (frames, i);

      if (!is_answer (frame, conversation))
        continue;
      read_message (desk, object_member (object_member (frame, "body"), "message"), answer);
      return TRUE;
    }
  return FALSE;
}

static char *
open_conversation (BhtApi *visitor, gint64 *seq)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"}", id);
  g_autoptr (JsonNode) answer =
      bht_api_expect (visitor, "POST", "/v1/widget/conversations", body, 201);

  *seq = bht_json_int (answer, "seq");
  return g_steal_pointer (&id);
}

static RetrievalAnswer *
ask (Queue *queue, BhtApi *visitor, BhtApi *operator, const RetrievalQuery * query)
{
  RetrievalAnswer *answer = answer_new ();
  gint64 seq = 0;
  g_autofree char *conversation = open_conversation (visitor, &seq);
  gint64 began_us = g_get_monotonic_time ();
  gint64 until_us = began_us + WAIT_US;

  if (bht_api_say (visitor, "widget", conversation, NULL, query->text) != 201)
    g_error ("the question “%s” was not taken", query->text);
  while (g_get_monotonic_time () < until_us &&
         !poll (queue->desk, visitor, conversation, &seq, answer))
    ;
  answer->ms = (double) (g_get_monotonic_time () - began_us) / 1000;
  retrieval_ranks_read (queue->desk, operator, conversation, query->text, answer);
  return answer;
}

static gpointer
visitor_thread (gpointer data)
{
  Queue *queue = data;
  const char *url = bht_bellhopd_url (queue->desk->daemon);
  g_autoptr (BhtApi) operator= bht_api_new (url, queue->desk->token);
  g_autoptr (BhtApi) visitor = NULL;
  guint asked = 0;
  guint i;

  while ((i = (guint) g_atomic_int_add (&queue->next, 1)) < queue->queries->len)
    {
      if (asked++ % QUESTIONS == 0)
        {
          g_clear_pointer (&visitor, bht_api_free);
          visitor = bht_api_new_visitor (url, "Ada");
        }
      queue->answers->pdata[i] = ask (queue, visitor, operator, queue->queries->pdata[i]);
    }
  return NULL;
}

GPtrArray *
retrieval_ask (RetrievalDesk *desk, const GPtrArray *queries, guint visitors)
{
  Queue queue = { desk, queries, NULL, 0 };
  g_autofree GThread **threads = g_new (GThread *, visitors);

  queue.answers = g_ptr_array_new_with_free_func ((GDestroyNotify) retrieval_answer_free);
  g_ptr_array_set_size (queue.answers, (int) queries->len);
  for (guint i = 0; i < visitors; i++)
    threads[i] = g_thread_new ("visitor", visitor_thread, &queue);
  for (guint i = 0; i < visitors; i++)
    g_thread_join (threads[i]);
  return queue.answers;
}
