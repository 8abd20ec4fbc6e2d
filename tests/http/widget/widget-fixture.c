/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/widget/widget-fixture.h"

#include "server/store/bhd-seal.h"

void
widget_fixture_set_up (WidgetFixture *fixture, gconstpointer data)
{
  g_autofree char *key_file = NULL;

  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
  key_file = g_build_filename (fixture->daemon->directory, "key", NULL);
  bhd_seal_unlock (key_file);
}

void
widget_fixture_tear_down (WidgetFixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
  bhd_seal_lock ();
}

BhtAnswer *
widget_ask (WidgetFixture *fixture, const char *method, const char *path, const char *body)
{
  return bht_call (fixture->daemon, method, path, fixture->tenant->visitor_token, NULL, body);
}

BhtAnswer *
widget_desk (WidgetFixture *fixture, const char *method, const char *path, const char *body)
{
  return bht_call (fixture->daemon, method, path, fixture->tenant->owner_token, NULL, body);
}

BhtAnswer *
widget_open (WidgetFixture *fixture, const char *method, const char *path, const char *body)
{
  return bht_call (fixture->daemon, method, path, NULL, NULL, body);
}

BhtAnswer *
widget_welcome (WidgetFixture *fixture)
{
  BhtAnswer *answer = widget_open (fixture, "GET", "/v1/widget/organizations/acme", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

void
widget_decide (WidgetFixture *fixture, const char *change)
{
  g_autoptr (BhtAnswer) answer = widget_desk (fixture, "PATCH", "/v1/desk/widget", change);

  if (answer->status != 200)
    g_error ("%s: %s", change, answer->body);
}

char *
widget_secret (WidgetFixture *fixture)
{
  g_autoptr (BhtAnswer) answer =
      widget_desk (fixture, "POST", "/v1/desk/widget/identity-secret", "{}");

  g_assert_cmpuint (answer->status, ==, 201);
  return g_strdup (json_object_get_string_member (bht_answer_object (answer), "secret"));
}

void
widget_assert_blamed (const BhtAnswer *answer, const char *field)
{
  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_cmpstr (
      json_object_get_string_member_with_default (bht_answer_object (answer), "field", ""), ==,
      field);
}
