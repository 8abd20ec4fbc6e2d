/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include <string.h>

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "alpha");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
}

static BhtAnswer *
post (Fixture *f, const char *side, const char *step, const char *body)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/%s/conversations/%s/%s", side, f->tenant->conversation_id, step);
  const char *token =
      g_str_equal (side, "widget") ? f->tenant->visitor_token : f->tenant->owner_token;

  return bht_call (f->daemon, "POST", path, token, NULL, body);
}

static void
test_reading_answers_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = post (f, "widget", "read", "{\"seq\":2}");

  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpstr (answer->body, ==, "");
}

static void
test_csat_is_given_once (Fixture *f, gconstpointer data)
{
  static const char rating[] = "{\"score\":5,\"comment\":\"thanks\"}";
  g_autoptr (BhtAnswer) closed = post (f, "desk", "resolve", "{}");
  g_autoptr (BhtAnswer) first = post (f, "widget", "csat", rating);
  g_autoptr (BhtAnswer) again = post (f, "widget", "csat", rating);
  g_autoptr (BhtAnswer) other = post (f, "widget", "csat", "{\"score\":1}");

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_nonnull (strstr (first->body, "\"csat\":{\"score\":5,\"comment\":\"thanks\"}"));
  g_assert_cmpuint (again->status, ==, 200);
  bht_answer_assert_error (other, 409, "conflict");
}

static void
test_csat_waits_for_the_end (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = post (f, "widget", "csat", "{\"score\":5}");

  bht_answer_assert_error (answer, 409, "conflict");
}

static void
test_csat_is_bounded (Fixture *f, gconstpointer data)
{
  static const char *const bodies[] = { "{\"score\":0}", "{\"score\":6}", "{\"score\":\"5\"}",
                                        "{\"score\":2.5}", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (BhtAnswer) answer = post (f, "widget", "csat", bodies[i]);

      bht_answer_assert_error (answer, 400, "invalid");
    }
}

#define ADD(name, test) g_test_add ("/http/feedback/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("reading-answers-nothing", test_reading_answers_nothing);
  ADD ("csat-is-given-once", test_csat_is_given_once);
  ADD ("csat-waits-for-the-end", test_csat_waits_for_the_end);
  ADD ("csat-is-bounded", test_csat_is_bounded);
  return g_test_run ();
}
