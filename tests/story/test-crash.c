/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The daemon is killed again and again while visitors write.  Whatever it acknowledged must be
 * there once, and the feed must be whole for somebody who only ever resumes. */
#include "common/bh-id.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#define N_SENDERS 8
#define N_KILLS 50

typedef struct
{
  const char *url;
  BhtApi *api;
  char *conversation;
  GPtrArray *acknowledged; /* of ids, in the order sent */
} Sender;

typedef struct
{
  const char *url;
  const char *token;
  gint64 seq;
  GHashTable *seen; /* ids of messages announced */
  guint doubles;
  guint holes;
} Listener;

static int stopping;     /* atomic */
static int acknowledged; /* atomic: of all senders */

/* Repeats each message under its id until it is acknowledged, as an outbox does. */
static gpointer
send_messages (gpointer data)
{
  Sender *self = data;

  while (!g_atomic_int_get (&stopping))
    {
      char *id = bh_id_new ();
      guint status = 0;

      while ((status = bht_api_say (self->api, "widget", self->conversation, id, "Is it there?")) ==
                 0 ||
             status == 503)
        g_usleep (1000);
      g_assert_true (status == 201 || status == 200);
      g_ptr_array_add (self->acknowledged, id);
      g_atomic_int_inc (&acknowledged);
    }
  return NULL;
}

static void
hear_frame (Listener *self, JsonObject *frame)
{
  gint64 seq = json_object_get_int_member_with_default (frame, "seq", 0);
  JsonObject *body = NULL;

  if (seq != self->seq + 1)
    self->holes++;
  self->seq = seq;
  if (!g_str_equal (json_object_get_string_member (frame, "type"), "message.created"))
    return;
  body = json_object_get_object_member (json_object_get_object_member (frame, "body"), "message");
  if (!g_hash_table_add (self->seen, g_strdup (json_object_get_string_member (body, "id"))))
    self->doubles++;
}

static gboolean
listen_once (Listener *self, BhtApi *api)
{
  g_autofree char *path = g_strdup_printf ("/v1/feed?after=%" G_GINT64_FORMAT "&wait=1", self->seq);
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *frames = NULL;

  if (bht_api_call (api, "GET", path, NULL, &answer) != 200 || answer == NULL)
    return TRUE;
  frames = json_object_get_array_member (json_node_get_object (answer), "frames");
  for (guint i = 0; i < json_array_get_length (frames); i++)
    hear_frame (self, json_array_get_object_element (frames, i));
  return json_array_get_length (frames) > 0;
}

static gpointer
listen_to_feed (gpointer data)
{
  Listener *self = data;
  g_autoptr (BhtApi) api = bht_api_new (self->url, self->token);

  while (!g_atomic_int_get (&stopping))
    listen_once (self, api);
  return NULL;
}

static void
start_sender (Sender *self, const char *url)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) answer = NULL;

  self->url = url;
  self->api = bht_api_new_visitor (url, "Ada");
  self->conversation = bht_api_open_conversation (self->api);
  self->acknowledged = g_ptr_array_new_with_free_func (g_free);
  path = g_strdup_printf ("/v1/widget/conversations/%s/person", self->conversation);
  answer = bht_api_expect (self->api, "POST", path, "{}", 200);
}

/* After each kill a random number of messages must get through before the next one comes. */
static void
kill_again_and_again (BhtBellhopd *daemon)
{
  for (guint i = 0; i < N_KILLS; i++)
    {
      int enough = g_atomic_int_get (&acknowledged) + g_test_rand_int_range (1, 60);

      while (g_atomic_int_get (&acknowledged) < enough)
        g_usleep (200);
      g_usleep ((gulong) g_test_rand_int_range (0, 3000));
      bht_bellhopd_kill (daemon);
      bht_bellhopd_start (daemon);
    }
}

/* Reads a transcript to its beginning, page by page. */
static GHashTable *
read_transcript (BhtApi *desk, const char *conversation, guint *doubles)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 before = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *path =
          g_strdup_printf ("/v1/desk/conversations/%s/messages?limit=100&before=%" G_GINT64_FORMAT,
                           conversation, before);
      g_autoptr (JsonNode) answer = NULL;
      JsonArray *messages = NULL;

      if (before == 0)
        *strstr (path, "&before") = '\0';
      answer = bht_api_expect (desk, "GET", path, NULL, 200);
      messages = json_object_get_array_member (json_node_get_object (answer), "messages");
      for (guint i = 0; i < json_array_get_length (messages); i++)
        {
          JsonObject *message = json_array_get_object_element (messages, i);

          if (!g_hash_table_add (ids, g_strdup (json_object_get_string_member (message, "id"))))
            (*doubles)++;
        }
      before = json_object_get_int_member (json_array_get_object_element (messages, 0), "seq");
      more = json_object_get_boolean_member (json_node_get_object (answer), "more");
    }
  return ids;
}

static void
check_sender (Sender *self, BhtApi *desk, Listener *listener)
{
  guint doubles = 0;
  g_autoptr (GHashTable) stored = read_transcript (desk, self->conversation, &doubles);

  g_assert_cmpuint (doubles, ==, 0);
  for (guint i = 0; i < self->acknowledged->len; i++)
    {
      const char *id = g_ptr_array_index (self->acknowledged, i);

      g_assert_true (g_hash_table_contains (stored, id));
      g_assert_true (g_hash_table_contains (listener->seen, id));
    }
}

static void
free_sender (Sender *self)
{
  bht_api_free (self->api);
  g_free (self->conversation);
  g_ptr_array_unref (self->acknowledged);
}

static void
test_killed (void)
{
  g_autoptr (BhtBellhopd) daemon = bht_bellhopd_new (NULL);
  g_autofree char *token = bht_bellhopd_furnish (daemon);
  g_autoptr (BhtApi) desk = bht_api_new (bht_bellhopd_url (daemon), token);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listener listener = { bht_bellhopd_url (daemon), token, 0, seen, 0, 0 };
  Sender senders[N_SENDERS] = { 0 };
  GThread *threads[N_SENDERS + 1];

  for (guint i = 0; i < N_SENDERS; i++)
    start_sender (&senders[i], bht_bellhopd_url (daemon));
  for (guint i = 0; i < N_SENDERS; i++)
    threads[i] = g_thread_new ("sender", send_messages, &senders[i]);
  threads[N_SENDERS] = g_thread_new ("listener", listen_to_feed, &listener);

  kill_again_and_again (daemon);
  g_atomic_int_set (&stopping, TRUE);
  for (guint i = 0; i <= N_SENDERS; i++)
    g_thread_join (threads[i]);
  while (listen_once (&listener, desk))
    ;

  g_test_message ("%d messages acknowledged over %d kills, feed at %" G_GINT64_FORMAT, acknowledged,
                  N_KILLS, listener.seq);
  g_assert_cmpuint (listener.holes, ==, 0);
  g_assert_cmpuint (listener.doubles, ==, 0);
  for (guint i = 0; i < N_SENDERS; i++)
    {
      check_sender (&senders[i], desk, &listener);
      free_sender (&senders[i]);
    }
}

/* How many texts of the AI the transcript holds behind the greeting. */
static guint
count_answers (BhtApi *visitor, const char *conversation)
{
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", conversation);
  g_autoptr (JsonNode) page = bht_api_expect (visitor, "GET", path, NULL, 200);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (page), "messages");
  guint count = 0;

  for (guint i = 1; i < json_array_get_length (messages); i++)
    count += g_str_equal (
        json_object_get_string_member (json_array_get_object_element (messages, i), "author"),
        "ai");
  return count;
}

/* The question is acknowledged, its run waits, and the daemon dies.  The next one answers, once: a
 * later question of the same visitor has its answer behind the first, not behind a second first. */
static void
test_run_survives (void)
{
  g_autoptr (BhtBellhopd) daemon = bht_bellhopd_new (NULL);
  g_autofree char *token = bht_bellhopd_furnish (daemon);
  g_autoptr (BhtApi) visitor = bht_api_new_visitor (bht_bellhopd_url (daemon), "Ada");
  g_autofree char *conversation = bht_api_open_conversation (visitor);

  g_assert_cmpuint (bht_api_say (visitor, "widget", conversation, NULL, "Do you sell submarines?"),
                    ==, 201);
  bht_bellhopd_kill (daemon);
  bht_bellhopd_start (daemon);
  while (count_answers (visitor, conversation) < 1)
    g_usleep (20000);

  g_assert_cmpuint (bht_api_say (visitor, "widget", conversation, NULL, "And airships?"), ==, 201);
  while (count_answers (visitor, conversation) < 2)
    g_usleep (20000);
  g_assert_cmpuint (count_answers (visitor, conversation), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/crash/acknowledged-messages-are-there-once", test_killed);
  g_test_add_func ("/story/crash/a-run-survives-and-answers-once", test_run_survives);
  return g_test_run ();
}
