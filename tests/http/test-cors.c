/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include <string.h>

/* What pages of other origins are told. */

#define FOREIGN "Origin: https://shop.example\r\n"
#define PREFLIGHT FOREIGN "Access-Control-Request-Method: POST\r\n"

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->daemon = bht_daemon_new (data);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
}

static BhtAnswer *
get (Fixture *fixture, const char *path, const char *token, const char *headers)
{
  return bht_call (fixture->daemon, "GET", path, token, headers, NULL);
}

static void
test_origin_unknown (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "https://else.example", NULL };
  g_autoptr (BhtAnswer) answer = NULL;
  g_autofree char *allowed = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  answer = get (fixture, "/v1/widget/session", fixture->tenant->visitor_token, FOREIGN);
  allowed = bht_answer_header (answer, "Access-Control-Allow-Origin");
  bht_answer_assert_error (answer, 403, "origin_refused");
  g_assert_null (allowed);
}

static void
test_origin_allowed (Fixture *fixture, gconstpointer data)
{
  static const char *const ours[] = { "https://shop.example", NULL };
  g_autoptr (BhtAnswer) answer = NULL;
  g_autofree char *allowed = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, ours);
  answer = get (fixture, "/v1/widget/session", fixture->tenant->visitor_token, FOREIGN);
  allowed = bht_answer_header (answer, "Access-Control-Allow-Origin");
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (allowed, ==, "https://shop.example");
}

static void
test_origin_own (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "https://else.example", NULL };
  g_autoptr (BhtAnswer) answer = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  answer = get (fixture, "/v1/widget/session", fixture->tenant->visitor_token,
                "Origin: http://localhost\r\n");
  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_origin_of_named_organization (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "https://else.example", NULL };
  g_autoptr (BhtAnswer) answer = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  answer = bht_call (fixture->daemon, "POST", "/v1/widget/sessions", NULL, FOREIGN,
                     "{\"organization\":\"acme\",\"name\":\"B\",\"email\":\"b@example.org\"}");
  bht_answer_assert_error (answer, 403, "origin_refused");
}

static void
test_preflight (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "OPTIONS", "/v1/widget/conversations", NULL, PREFLIGHT, NULL);
  g_autofree char *origin = bht_answer_header (answer, "Access-Control-Allow-Origin");
  g_autofree char *methods = bht_answer_header (answer, "Access-Control-Allow-Methods");
  g_autofree char *headers = bht_answer_header (answer, "Access-Control-Allow-Headers");

  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpstr (origin, ==, "https://shop.example");
  g_assert_cmpstr (methods, ==, "GET, HEAD, POST");
  g_assert_cmpstr (headers, ==,
                   "Authorization, Content-Type, X-Api-Key, "
                   "X-Widget-Api-Key, X-Admin-Api-Key, *");
}

static void
test_preflight_of_strangers (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "https://else.example", NULL };
  g_autoptr (BhtAnswer) answer = NULL;

  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  answer = bht_call (fixture->daemon, "OPTIONS", "/v1/widget/session", NULL, PREFLIGHT, NULL);
  bht_answer_assert_error (answer, 403, "origin_refused");
}

static guint
preflight_status (Fixture *fixture)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "OPTIONS", "/v1/widget/session", NULL, PREFLIGHT, NULL);

  return answer->status;
}

/* What is remembered is forgotten when a setting changes or an organisation comes. */
static void
test_preflight_follows_the_settings (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "https://else.example", NULL };
  static const char *const ours[] = { "https://else.example", "https://shop.example", NULL };
  g_autoptr (BhtTenant) open = NULL;

  g_assert_cmpuint (preflight_status (fixture), ==, 204);
  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  g_assert_cmpuint (preflight_status (fixture), ==, 403);
  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, ours);
  g_assert_cmpuint (preflight_status (fixture), ==, 204);
  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  g_assert_cmpuint (preflight_status (fixture), ==, 403);
  open = bht_daemon_add_tenant (fixture->daemon, "open");
  g_assert_cmpuint (preflight_status (fixture), ==, 204);
}

static void
test_origin_follows_the_settings (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "https://else.example", NULL };
  const char *token = fixture->tenant->visitor_token;
  g_autoptr (BhtAnswer) before = get (fixture, "/v1/widget/session", token, FOREIGN);
  g_autoptr (BhtAnswer) after = NULL;

  g_assert_cmpuint (before->status, ==, 200);
  bht_daemon_allow_origins (fixture->daemon, fixture->tenant, others);
  after = get (fixture, "/v1/widget/session", token, FOREIGN);
  bht_answer_assert_error (after, 403, "origin_refused");
}

static void
test_no_cors_at_the_desk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) preflight =
      bht_call (fixture->daemon, "OPTIONS", "/v1/desk/me", NULL, PREFLIGHT, NULL);
  g_autoptr (BhtAnswer) answer =
      get (fixture, "/v1/desk/me", fixture->tenant->owner_token, FOREIGN);

  g_assert_null (strstr (preflight->head, "Access-Control"));
  g_assert_null (strstr (answer->head, "Access-Control"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/http/cors/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("origin-unknown", test_origin_unknown);
  ADD ("origin-allowed", test_origin_allowed);
  ADD ("origin-own", test_origin_own);
  ADD ("origin-of-named-organization", test_origin_of_named_organization);
  ADD ("preflight", test_preflight);
  ADD ("preflight-follows-the-settings", test_preflight_follows_the_settings);
  ADD ("origin-follows-the-settings", test_origin_follows_the_settings);
  ADD ("preflight-of-strangers", test_preflight_of_strangers);
  ADD ("no-cors-at-the-desk", test_no_cors_at_the_desk);
  return g_test_run ();
}
