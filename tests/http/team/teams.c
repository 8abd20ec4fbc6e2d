/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/http/team/team-fixture.h"

#include <string.h>

/* Members for a new team: the owner. */
static char *
with_owner (TeamFixture *fixture, const char *name)
{
  return g_strdup_printf ("\"name\":\"%s\",\"members\":[\"%s\"]", name, fixture->tenant->owner_id);
}

static void
test_made (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *members = with_owner (fixture, "Billing");
  g_autofree char *id = team_add (fixture, fixture->owner, "/teams", members);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",%s}", id, members);
  g_autoptr (BhtAnswer) again = team_call (fixture, fixture->owner, "POST", "/teams", body);
  g_autoptr (JsonObject) team = team_find (fixture, fixture->agent, "teams", id);
  g_autoptr (JsonObject) owner =
      team_find (fixture, fixture->agent, "operators", fixture->tenant->owner_id);

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (team, "members"), 0), ==,
      fixture->tenant->owner_id);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (owner, "teams"), 0),
                   ==, id);
  g_assert_true (team_has_told (fixture, "teams"));
}

static void
test_changed (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *members = with_owner (fixture, "Billing");
  g_autofree char *id = team_add (fixture, fixture->owner, "/teams", members);
  g_autoptr (BhtAnswer) named =
      team_call_one (fixture, fixture->owner, "PATCH", "/teams", id, "{\"name\":\"Money\"}");
  g_autoptr (BhtAnswer) emptied =
      team_call_one (fixture, fixture->owner, "PATCH", "/teams", id, "{\"members\":[]}");

  g_assert_nonnull (strstr (named->body, "\"name\":\"Money\",\"members\":[\""));
  g_assert_nonnull (strstr (emptied->body, "\"name\":\"Money\",\"members\":[]"));
}

static void
test_refused (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *first = team_add (fixture, fixture->owner, "/teams", "\"name\":\"Billing\"");
  g_autofree char *id = bh_id_new ();
  g_autofree char *same = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"BILLING\"}", id);
  g_autofree char *strange =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"x\",\"members\":[\"%s\"]}", id, id);
  g_autoptr (BhtAnswer) taken = team_call (fixture, fixture->owner, "POST", "/teams", same);
  g_autoptr (BhtAnswer) nobody = team_call (fixture, fixture->owner, "POST", "/teams", strange);

  team_assert_field (taken, 409, "name");
  team_assert_field (nobody, 400, "members");
}

static void
test_deleted (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *members = with_owner (fixture, "Billing");
  g_autofree char *id = team_add (fixture, fixture->owner, "/teams", members);
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->owner, "DELETE", "/teams", id, NULL);
  g_autoptr (JsonObject) owner =
      team_find (fixture, fixture->agent, "operators", fixture->tenant->owner_id);

  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_null (team_find (fixture, fixture->agent, "teams", id));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (owner, "teams")), ==, 0);
}

static void
test_changing_is_an_admins (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/teams", "\"name\":\"Billing\"");
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"x\"}", fresh);
  g_autoptr (BhtAnswer) made = team_call (fixture, fixture->agent, "POST", "/teams", body);
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->agent, "PATCH", "/teams", id, "{\"name\":\"y\"}");
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->agent, "DELETE", "/teams", id, NULL);

  bht_answer_assert_error (made, 403, "forbidden");
  bht_answer_assert_error (changed, 403, "forbidden");
  bht_answer_assert_error (gone, 403, "forbidden");
}

void
add_team_tests (void)
{
  TEAM_TEST ("teams/made", test_made);
  TEAM_TEST ("teams/changed", test_changed);
  TEAM_TEST ("teams/refused-by-field", test_refused);
  TEAM_TEST ("teams/deleted", test_deleted);
  TEAM_TEST ("teams/changing-is-an-admins", test_changing_is_an_admins);
}
