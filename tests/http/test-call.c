/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-id.h"

/* The route by which a visitor asks to be called back. */

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  char *id;
} Fixture;

static const BhdHttpConfig without_calls = { .rate_scale = 0 };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->daemon = bht_daemon_new (data);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
  fixture->id = bh_id_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->id);
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
}

static BhtAnswer *
call (Fixture *fixture, const char *phone)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/call", fixture->tenant->conversation_id);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"phone\":\"%s\"}", fixture->id, phone);

  return bht_call (fixture->daemon, "POST", path, fixture->tenant->visitor_token, NULL, body);
}

static const char *
text_of (const BhtAnswer *answer, const char *record, const char *member)
{
  JsonObject *object = json_object_get_object_member (bht_answer_object (answer), record);

  return json_object_get_string_member (object, member);
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = call (fixture, "+49 170 1234567");

  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (text_of (answer, "message", "id"), ==, fixture->id);
  g_assert_cmpstr (text_of (answer, "message", "body"), ==, "Please call me: +491701234567");
  g_assert_cmpstr (text_of (answer, "conversation", "status"), ==, "escalated");
  g_assert_false (json_object_has_member (
      json_object_get_object_member (bht_answer_object (answer), "conversation"), "handoff"));
}

static void
test_desk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s", fixture->tenant->conversation_id);
  g_autoptr (BhtAnswer) asked = call (fixture, "+49 170 1234567");
  g_autoptr (BhtAnswer) seen =
      bht_call (fixture->daemon, "GET", path, fixture->tenant->agent_token, NULL, NULL);
  JsonObject *conversation =
      json_object_get_object_member (bht_answer_object (seen), "conversation");
  JsonObject *handoff = json_object_get_object_member (conversation, "handoff");

  g_assert_cmpstr (json_object_get_string_member (handoff, "reason"), ==, "call_requested");
  g_assert_cmpstr (json_object_get_string_member (conversation, "priority"), ==, "high");
}

static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) first = call (fixture, "+49 170 1234567");
  g_autoptr (BhtAnswer) second = call (fixture, "00491701234567");

  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (first->body, ==, second->body);
}

static void
test_national (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = call (fixture, "0170 1234567");

  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_cmpstr (json_object_get_string_member (bht_answer_object (answer), "field"), ==,
                   "phone");
}

static void
test_without_calls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = call (fixture, "+49 170 1234567");

  bht_answer_assert_error (answer, 403, "forbidden");
}

static void
add (const char *path, const BhdHttpConfig *config, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, config, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/http/call/answers-message-and-conversation", NULL, test_answer);
  add ("/http/call/is-a-handoff-at-the-desk", NULL, test_desk);
  add ("/http/call/same-id-is-answered-again", NULL, test_repeat);
  add ("/http/call/national-number-is-refused", NULL, test_national);
  add ("/http/call/is-refused-without-its-room", &without_calls, test_without_calls);
  return g_test_run ();
}
