/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/team/team-fixture.h"

#include <string.h>

/* Every sentence of PROTOCOL.md about what a team shares. */

static void
test_directory (TeamFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhtAnswer) answer = team_call (fixture, fixture->agent, "GET", "/directory", NULL);
  g_autoptr (JsonObject) owner =
      team_find (fixture, fixture->agent, "operators", fixture->tenant->owner_id);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "\"teams\":[],\"labels\":[],\"canned\":[],\"views\":[]"));
  g_assert_nonnull (owner);
  g_assert_cmpstr (json_object_get_string_member (owner, "status"), ==, "online");
  g_assert_false (json_object_get_boolean_member (owner, "disabled"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (owner, "teams")), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  TEAM_TEST ("directory", test_directory);
  add_label_tests ();
  add_canned_tests ();
  add_view_tests ();
  add_team_tests ();
  add_people_tests ();
  add_flow_tests ();
  status = g_test_run ();
  team_fixture_stop ();
  return status;
}
