/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/team/team-fixture.h"

#include "common/bh-id.h"

#include <string.h>

static BhtDaemon *shared;

void
team_fixture_set_up (TeamFixture *fixture, gconstpointer data)
{
  static guint count;
  g_autofree char *slug = g_strdup_printf ("acme-%u", ++count);

  if (shared == NULL)
    shared = bht_daemon_new (NULL);
  fixture->daemon = shared;
  fixture->tenant = bht_daemon_add_tenant (shared, slug);
  fixture->owner = fixture->tenant->owner_token;
  fixture->agent = fixture->tenant->agent_token;
}

void
team_fixture_tear_down (TeamFixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
}

void
team_fixture_stop (void)
{
  g_clear_pointer (&shared, bht_daemon_free);
}

BhtAnswer *
team_call (TeamFixture *fixture,
           const char *token,
           const char *method,
           const char *path,
           const char *body)
{
  g_autofree char *full = g_strconcat ("/v1/desk", path, NULL);

  return bht_call (fixture->daemon, method, full, token, NULL, body);
}

BhtAnswer *
team_call_one (TeamFixture *fixture,
               const char *token,
               const char *method,
               const char *path,
               const char *id,
               const char *body)
{
  g_autofree char *full = g_strconcat (path, "/", id, NULL);

  return team_call (fixture, token, method, full, body);
}

char *
team_add (TeamFixture *fixture, const char *token, const char *path, const char *members)
{
  return bht_team_add (fixture->daemon, token, path, members);
}

void
team_assert_field (const BhtAnswer *answer, guint status, const char *field)
{
  bht_answer_assert_error (answer, status, status == 400 ? "invalid" : "conflict");
  g_assert_cmpstr (
      json_object_get_string_member_with_default (bht_answer_object (answer), "field", NULL), ==,
      field);
}

JsonObject *
team_find (TeamFixture *fixture, const char *token, const char *list, const char *id)
{
  g_autoptr (BhtAnswer) answer = team_call (fixture, token, "GET", "/directory", NULL);
  JsonArray *array;

  g_assert_cmpuint (answer->status, ==, 200);
  array = json_object_get_array_member (bht_answer_object (answer), list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_str_equal (json_object_get_string_member (object, "id"), id))
        return json_object_ref (object);
    }
  return NULL;
}

gboolean
team_has_told (TeamFixture *fixture, const char *what)
{
  g_autofree char *body = g_strdup_printf ("\"body\":{\"what\":\"%s\"}", what);
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/feed?after=0&wait=0", fixture->owner, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return strstr (answer->body, "\"directory.updated\"") != NULL &&
         strstr (answer->body, body) != NULL;
}
