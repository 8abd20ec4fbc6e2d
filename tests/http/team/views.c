/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/http/team/team-fixture.h"

#include <string.h>

#define HOT "\"name\":\"Hot\",\"filter\":{\"since_days\":7,\"priorities\":[\"urgent\",\"high\"]}"

static BhtAnswer *
make (TeamFixture *fixture, const char *token, const char *members)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",%s}", id, members);

  return team_call (fixture, token, "POST", "/views", body);
}

static void
test_own (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/views", HOT);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"," HOT "}", id);
  g_autoptr (BhtAnswer) again = team_call (fixture, fixture->agent, "POST", "/views", body);
  g_autoptr (JsonObject) mine = team_find (fixture, fixture->agent, "views", id);

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_nonnull (
      strstr (again->body, "\"name\":\"Hot\",\"shared\":false,\"position\":0,\"sort\":\"activity\","
                           "\"filter\":{\"priorities\":[\"urgent\",\"high\"],\"since_days\":7}"));
  g_assert_nonnull (mine);
  g_assert_null (team_find (fixture, fixture->owner, "views", id));
  g_assert_true (team_has_told (fixture, "views"));
}

static void
test_changed (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/views", HOT);
  g_autoptr (BhtAnswer) changed = team_call_one (
      fixture, fixture->agent, "PATCH", "/views", id,
      "{\"name\":\"Cold\",\"position\":3,\"sort\":\"waiting\",\"filter\":{\"snoozed\":true}}");
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->agent, "DELETE", "/views", id, NULL);

  g_assert_nonnull (strstr (changed->body, "\"name\":\"Cold\",\"shared\":false,\"position\":3,"
                                           "\"sort\":\"waiting\",\"filter\":{\"snoozed\":true}"));
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_null (team_find (fixture, fixture->agent, "views", id));
}

static void
test_shared_is_an_admins (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/views", HOT ",\"shared\":true");
  g_autoptr (JsonObject) seen = team_find (fixture, fixture->agent, "views", id);
  g_autoptr (BhtAnswer) made = make (fixture, fixture->agent, HOT ",\"shared\":true");
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->agent, "PATCH", "/views", id, "{\"name\":\"x\"}");
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->agent, "DELETE", "/views", id, NULL);

  g_assert_true (json_object_get_boolean_member (seen, "shared"));
  bht_answer_assert_error (made, 403, "forbidden");
  bht_answer_assert_error (changed, 403, "forbidden");
  bht_answer_assert_error (gone, 403, "forbidden");
}

static void
test_others_own_is_none (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->agent, "/views", HOT);
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->owner, "PATCH", "/views", id, "{\"name\":\"x\"}");
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->owner, "DELETE", "/views", id, NULL);

  bht_answer_assert_error (changed, 404, "not_found");
  bht_answer_assert_error (gone, 404, "not_found");
}

/* Own and shared together, whoever adds the one too many. */
static void
test_at_most_24 (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *shared = team_add (fixture, fixture->owner, "/views", HOT ",\"shared\":true");
  g_autoptr (BhtAnswer) own = NULL;
  g_autoptr (BhtAnswer) everybodys = NULL;
  g_autoptr (BhtAnswer) others = NULL;

  for (guint i = 0; i < 23; i++)
    g_free (team_add (fixture, fixture->agent, "/views", HOT));
  own = make (fixture, fixture->agent, HOT);
  everybodys = make (fixture, fixture->owner, HOT ",\"shared\":true");
  others = make (fixture, fixture->owner, HOT);
  bht_answer_assert_error (own, 409, "conflict");
  bht_answer_assert_error (everybodys, 409, "conflict");
  g_assert_cmpuint (others->status, ==, 201);
}

static void
test_refused (TeamFixture *fixture, gconstpointer unused)
{
  static const char *const cases[][2] = {
    { "\"filter\":{\"statuses\":[\"open\"]}", "filter.statuses" },
    { "\"filter\":{\"moods\":[\"good\"]}", "filter" },
    { "\"filter\":[]", "filter" },
    { "\"sort\":\"name\"", "sort" },
    { "\"position\":-1", "position" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *members = g_strconcat ("\"name\":\"x\",", cases[i][0], NULL);
      g_autoptr (BhtAnswer) answer = make (fixture, fixture->agent, members);

      team_assert_field (answer, 400, cases[i][1]);
    }
}

/* It was taken from everybody. */
static void
test_made_private_is_in_the_audit_log (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/views", HOT ",\"shared\":true");
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->owner, "PATCH", "/views", id, "{\"shared\":false}");
  g_autoptr (BhtAnswer) log =
      team_call (fixture, fixture->owner, "GET", "/audit?action=view.changed", NULL);

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_nonnull (strstr (log->body, id));
}

void
add_view_tests (void)
{
  TEAM_TEST ("views/made-private-is-in-the-audit-log", test_made_private_is_in_the_audit_log);
  TEAM_TEST ("views/own", test_own);
  TEAM_TEST ("views/changed", test_changed);
  TEAM_TEST ("views/shared-is-an-admins", test_shared_is_an_admins);
  TEAM_TEST ("views/others-own-is-none", test_others_own_is_none);
  TEAM_TEST ("views/at-most-24", test_at_most_24);
  TEAM_TEST ("views/refused-by-field", test_refused);
}
