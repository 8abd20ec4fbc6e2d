/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-id.h"
#include "server/desk/bhd-conversations.h"
#include "server/store/bhd-caller.h"

#include <string.h>
#include <unistd.h>

#define UPGRADE                                                                                    \
  "GET /v1/feed HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"      \
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"                   \
  "Authorization: Bearer %s\r\nSec-WebSocket-Protocol: bellhop.feed.1\r\n\r\n"
#define LISTEN "\x81\x8f\0\0\0\0{\"op\":\"resume\"}" /* masked with zeros */

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->daemon = bht_daemon_new (NULL);
  f->tenant = bht_daemon_add_tenant (f->daemon, "acme");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_tenant_free (f->tenant);
  bht_daemon_free (f->daemon);
}

static BhtAnswer *
call (Fixture *f, const char *token, const char *method, const char *path, const char *body)
{
  BhtAnswer *answer = bht_call (f->daemon, method, path, token, NULL, body);

  g_assert_cmpuint (answer->status, <, 300);
  return answer;
}

static void
choose (Fixture *f, const char *token, const char *status)
{
  g_autofree char *body = g_strdup_printf ("{\"status\":\"%s\"}", status);
  g_autofree char *wanted = g_strdup_printf ("\"status\":\"%s\"", status);
  g_autoptr (BhtAnswer) answer = call (f, token, "PUT", "/v1/desk/me/status", body);

  g_assert_nonnull (strstr (answer->body, "{\"operator\":{"));
  g_assert_nonnull (strstr (answer->body, wanted));
}

/* A console that polls: it is there from now on. */
static void
poll_feed (Fixture *f, const char *token)
{
  g_autoptr (BhtAnswer) answer = call (f, token, "GET", "/v1/feed?after=0&wait=0", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
}

/* A console that listens: what the feed says, frame by frame. */
static int
listen_to_feed (Fixture *f, const char *token)
{
  int fd = bht_connect (f->daemon);
  g_autofree char *request = g_strdup_printf (UPGRADE, token);
  g_autoptr (BhtAnswer) answer = NULL;

  bht_send (fd, request, -1);
  answer = bht_receive (fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 101);
  bht_send (fd, LISTEN, sizeof LISTEN - 1);
  return fd;
}

static void
read_bytes (int fd, guint8 *bytes, gsize n)
{
  for (gsize at = 0; at < n;)
    {
      gssize step = read (fd, bytes + at, n - at);

      g_assert_cmpint (step, >, 0);
      at += (gsize) step;
    }
}

static char *
next_frame (int fd)
{
  guint8 head[4];
  gsize length;
  char *text;

  read_bytes (fd, head, 2);
  g_assert_cmpuint (head[0], ==, 0x81);
  length = head[1];
  if (length == 126)
    {
      read_bytes (fd, head + 2, 2);
      length = (gsize) head[2] << 8 | head[3];
    }
  text = g_malloc0 (length + 1);
  read_bytes (fd, (guint8 *) text, length);
  return text;
}

/* Passes over what else is said. */
static void
await_frame (int fd, const char *wanted)
{
  for (;;)
    {
      g_autofree char *frame = next_frame (fd);

      if (strstr (frame, wanted) != NULL)
        return;
    }
}

static void
await_presence (int fd, const char *operator_id, gboolean connected, const char *status)
{
  g_autofree char *wanted =
      g_strdup_printf ("\"body\":{\"operator_id\":\"%s\",\"connected\":%s,\"status\":\"%s\"}",
                       operator_id, connected ? "true" : "false", status);

  await_frame (fd, wanted);
}

static void
test_presence_reaches_every_console (Fixture *f, gconstpointer data)
{
  int one = listen_to_feed (f, f->tenant->owner_token);
  int two, agent;

  await_frame (one, "\"op\":\"live\"");
  two = listen_to_feed (f, f->tenant->owner_token);
  await_frame (two, "\"op\":\"live\"");
  agent = listen_to_feed (f, f->tenant->agent_token);
  await_presence (one, f->tenant->agent_id, TRUE, "online");
  await_presence (two, f->tenant->agent_id, TRUE, "online");
  choose (f, f->tenant->agent_token, "busy");
  await_presence (one, f->tenant->agent_id, TRUE, "busy");
  await_presence (two, f->tenant->agent_id, TRUE, "busy");
  close (agent);
  await_presence (one, f->tenant->agent_id, FALSE, "busy");
  await_presence (two, f->tenant->agent_id, FALSE, "busy");
  close (two);
  close (one);
}

/* A console that comes is told with the status that was chosen before. */
static void
test_status_is_kept (Fixture *f, gconstpointer data)
{
  int one = listen_to_feed (f, f->tenant->owner_token);
  int agent;
  g_autoptr (BhtAnswer) me = NULL;

  await_frame (one, "\"op\":\"live\"");
  choose (f, f->tenant->agent_token, "away");
  await_presence (one, f->tenant->agent_id, FALSE, "away");
  agent = listen_to_feed (f, f->tenant->agent_token);
  await_presence (one, f->tenant->agent_id, TRUE, "away");
  me = call (f, f->tenant->agent_token, "GET", "/v1/desk/me", NULL);
  g_assert_nonnull (strstr (me->body, "\"status\":\"away\""));
  close (agent);
  close (one);
}

static void
test_unknown_status_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = bht_call (f->daemon, "PUT", "/v1/desk/me/status",
                                           f->tenant->agent_token, NULL, "{\"status\":\"gone\"}");

  bht_answer_assert_error (answer, 400, "invalid");
}

static void
assert_visitors_see (Fixture *f, const char *wanted)
{
  g_autoptr (BhtAnswer) answer = call (f, NULL, "GET", "/v1/widget/organizations/acme", NULL);

  if (strstr (answer->body, wanted) == NULL)
    g_error ("%s is not in %s", wanted, answer->body);
}

static void
test_visitors_see_who_is_there_only (Fixture *f, gconstpointer data)
{
  poll_feed (f, f->tenant->agent_token);
  assert_visitors_see (f, "\"online\":1,\"people\":[{");
  choose (f, f->tenant->agent_token, "busy");
  assert_visitors_see (f, "\"online\":0,\"people\":[]");
  choose (f, f->tenant->agent_token, "away");
  assert_visitors_see (f, "\"online\":0,\"people\":[]");
  choose (f, f->tenant->agent_token, "online");
  assert_visitors_see (f, "\"online\":1,\"people\":[{");
}

/* What is told of @operator_id among the people. */
static JsonObject *
find_person (const BhtAnswer *answer, const char *operator_id)
{
  JsonArray *people = json_object_get_array_member (bht_answer_object (answer), "people");

  for (guint i = 0; i < json_array_get_length (people); i++)
    {
      JsonObject *person = json_array_get_object_element (people, i);

      if (g_str_equal (json_object_get_string_member (
                           json_object_get_object_member (person, "operator"), "id"),
                       operator_id))
        return person;
    }
  return NULL;
}

static void
assert_load (Fixture *f, const char *operator_id, gint64 open, gint64 waiting)
{
  g_autoptr (BhtAnswer) answer = call (f, f->tenant->agent_token, "GET", "/v1/desk/people", NULL);
  JsonObject *person = find_person (answer, operator_id);

  g_assert_nonnull (person);
  g_assert_cmpint (json_object_get_int_member (person, "open"), ==, open);
  g_assert_cmpint (json_object_get_int_member (person, "waiting"), ==, waiting);
}

static void
act (Fixture *f, const char *what)
{
  g_autofree char *path =
      g_strconcat ("/v1/desk/conversations/", f->tenant->conversation_id, what, NULL);
  g_autoptr (BhtAnswer) answer = call (f, f->tenant->agent_token, "POST", path, "{}");

  g_assert_cmpuint (answer->status, ==, 200);
}

static void
visitor_says (Fixture *f, const char *text)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/messages", f->tenant->conversation_id);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"body\":\"%s\"}", id, text);
  g_autoptr (BhtAnswer) answer = call (f, f->tenant->visitor_token, "POST", path, body);

  g_assert_cmpuint (answer->status, ==, 201);
}

static void
test_load_follows_the_work (Fixture *f, gconstpointer data)
{
  assert_load (f, f->tenant->agent_id, 0, 0);
  act (f, "/claim");
  assert_load (f, f->tenant->agent_id, 1, 0);
  visitor_says (f, "hello?");
  assert_load (f, f->tenant->agent_id, 1, 1);
  assert_load (f, f->tenant->owner_id, 0, 0);
  act (f, "/resolve");
  assert_load (f, f->tenant->agent_id, 0, 0);
}

static void
test_since_when_they_are_there (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) before = call (f, f->tenant->owner_token, "GET", "/v1/desk/people", NULL);
  g_autoptr (BhtAnswer) after = NULL;
  JsonObject *agent = find_person (before, f->tenant->agent_id);

  g_assert_false (json_object_get_boolean_member (agent, "connected"));
  g_assert_true (json_object_get_null_member (agent, "since_us"));
  poll_feed (f, f->tenant->agent_token);
  after = call (f, f->tenant->owner_token, "GET", "/v1/desk/people", NULL);
  agent = find_person (after, f->tenant->agent_id);
  g_assert_true (json_object_get_boolean_member (agent, "connected"));
  g_assert_cmpint (json_object_get_int_member (agent, "since_us"), >, 0);
}

/* No agent works in this daemon: the run waits. */
static void
test_what_the_ai_is_at (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) idle = call (f, f->tenant->owner_token, "GET", "/v1/desk/people", NULL);
  g_autoptr (BhtTenant) rival = bht_daemon_add_tenant (f->daemon, "rival");
  g_autoptr (BhtAnswer) busy = NULL;
  g_autoptr (BhtAnswer) other = NULL;
  JsonObject *run;

  g_assert_nonnull (strstr (idle->body, "\"ai\":[]"));
  visitor_says (f, "Where is my parcel?");
  busy = call (f, f->tenant->owner_token, "GET", "/v1/desk/people", NULL);
  run = json_array_get_object_element (
      json_object_get_array_member (bht_answer_object (busy), "ai"), 0);
  g_assert_cmpstr (json_object_get_string_member (run, "conversation_id"), ==,
                   f->tenant->conversation_id);
  g_assert_cmpstr (json_object_get_string_member (run, "contact_name"), ==, "Ada");
  g_assert_cmpstr (json_object_get_string_member (run, "question"), ==, "Where is my parcel?");
  g_assert_true (json_object_get_null_member (run, "started_us"));
  other = call (f, rival->owner_token, "GET", "/v1/desk/people", NULL);
  g_assert_nonnull (strstr (other->body, "\"ai\":[]"));
}

static gpointer
disable_agent (BhdTurn *turn, gpointer data, GError **error)
{
  bh_db_exec (turn->db, "UPDATE operator SET disabled_us = 1 WHERE role = 'agent'", NULL, error);
  return NULL;
}

static void
test_who_has_left_is_not_among_them (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  bht_daemon_write (f->daemon, disable_agent, NULL);
  answer = call (f, f->tenant->owner_token, "GET", "/v1/desk/people", NULL);
  g_assert_null (find_person (answer, f->tenant->agent_id));
  g_assert_nonnull (find_person (answer, f->tenant->owner_id));
}

/* EXPLAIN QUERY PLAN of what is asked for all of them at once. */
static gpointer
explain_job (BhdTurn *turn, gpointer data, GError **error)
{
  static const char sql[] =
      "EXPLAIN QUERY PLAN SELECT assignee_id, COUNT(*) FROM conversation WHERE "
      "organization_id = $1 AND assignee_id IS NOT NULL AND status <> 'resolved' "
      "GROUP BY assignee_id";
  g_autoptr (GVariant) row =
      bh_db_query_row (turn->db, "(xxxs)", sql, g_variant_new ("(s)", "acme"), error);
  const char *plan;

  g_assert_no_error (*error);
  g_variant_get (row, "(xxx&s)", NULL, NULL, NULL, &plan);
  if (strstr (plan, "conversation_by_assignee") == NULL)
    g_error ("it goes another way: %s", plan);
  return NULL;
}

static void
test_load_is_read_by_an_index (Fixture *f, gconstpointer data)
{
  bht_daemon_write (f->daemon, explain_job, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/http/people/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("presence-reaches-every-console", test_presence_reaches_every_console);
  ADD ("status-is-kept", test_status_is_kept);
  ADD ("unknown-status-is-refused", test_unknown_status_is_refused);
  ADD ("visitors-see-who-is-there-only", test_visitors_see_who_is_there_only);
  ADD ("load-follows-the-work", test_load_follows_the_work);
  ADD ("load-is-read-by-an-index", test_load_is_read_by_an_index);
  ADD ("since-when-they-are-there", test_since_when_they_are_there);
  ADD ("what-the-ai-is-at", test_what_the_ai_is_at);
  ADD ("who-has-left-is-not-among-them", test_who_has_left_is_not_among_them);
  return g_test_run ();
}
