/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/http/team/team-fixture.h"

#include <string.h>

#define URGENT "\"name\":\"Urgent\",\"color\":\"#FF0000\""

static void
test_made (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"," URGENT "}", id);
  g_autofree char *label =
      g_strdup_printf ("{\"label\":{\"id\":\"%s\",\"name\":\"Urgent\",\"color\":\"#ff0000\"}}", id);
  g_autoptr (BhtAnswer) made = team_call (fixture, fixture->owner, "POST", "/labels", body);
  g_autoptr (BhtAnswer) again = team_call (fixture, fixture->owner, "POST", "/labels", body);
  g_autoptr (JsonObject) seen = team_find (fixture, fixture->agent, "labels", id);

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (made->body, ==, label);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (again->body, ==, label);
  g_assert_nonnull (seen);
  g_assert_true (team_has_told (fixture, "labels"));
}

static void
test_same_name_is_conflict (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *first = team_add (fixture, fixture->owner, "/labels", URGENT);
  g_autofree char *second =
      team_add (fixture, fixture->owner, "/labels", "\"name\":\"Returns\",\"color\":\"#00ff00\"");
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\" uRGENT\",\"color\":\"#000000\"}", id);
  g_autoptr (BhtAnswer) made = team_call (fixture, fixture->owner, "POST", "/labels", body);
  g_autoptr (BhtAnswer) renamed =
      team_call_one (fixture, fixture->owner, "PATCH", "/labels", second, "{\"name\":\"URGENT\"}");

  team_assert_field (made, 409, "name");
  team_assert_field (renamed, 409, "name");
}

static void
test_changed (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/labels", URGENT);
  g_autoptr (BhtAnswer) named =
      team_call_one (fixture, fixture->owner, "PATCH", "/labels", id, "{\"name\":\"Hot\"}");
  g_autoptr (BhtAnswer) painted =
      team_call_one (fixture, fixture->owner, "PATCH", "/labels", id, "{\"color\":\"#0000ff\"}");

  g_assert_cmpuint (named->status, ==, 200);
  g_assert_nonnull (strstr (named->body, "\"name\":\"Hot\",\"color\":\"#ff0000\""));
  g_assert_nonnull (strstr (painted->body, "\"name\":\"Hot\",\"color\":\"#0000ff\""));
}

static void
test_refused (TeamFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = { "red", "#ff000", "#ff00000", "#gg0000", "ff00000" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *id = bh_id_new ();
      g_autofree char *body =
          g_strdup_printf ("{\"id\":\"%s\",\"name\":\"x\",\"color\":\"%s\"}", id, bad[i]);
      g_autoptr (BhtAnswer) answer = team_call (fixture, fixture->owner, "POST", "/labels", body);

      team_assert_field (answer, 400, "color");
    }
}

static void
test_deleted (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/labels", URGENT);
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->owner, "DELETE", "/labels", id, NULL);
  g_autoptr (BhtAnswer) again =
      team_call_one (fixture, fixture->owner, "DELETE", "/labels", id, NULL);

  g_assert_cmpuint (gone->status, ==, 204);
  bht_answer_assert_error (again, 404, "not_found");
  g_assert_null (team_find (fixture, fixture->owner, "labels", id));
}

static void
test_changing_is_an_admins (TeamFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = team_add (fixture, fixture->owner, "/labels", URGENT);
  g_autofree char *fresh = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"," URGENT "}", fresh);
  g_autoptr (BhtAnswer) made = team_call (fixture, fixture->agent, "POST", "/labels", body);
  g_autoptr (BhtAnswer) changed =
      team_call_one (fixture, fixture->agent, "PATCH", "/labels", id, "{\"name\":\"Hot\"}");
  g_autoptr (BhtAnswer) gone =
      team_call_one (fixture, fixture->agent, "DELETE", "/labels", id, NULL);

  bht_answer_assert_error (made, 403, "forbidden");
  bht_answer_assert_error (changed, 403, "forbidden");
  bht_answer_assert_error (gone, 403, "forbidden");
}

void
add_label_tests (void)
{
  TEAM_TEST ("labels/made", test_made);
  TEAM_TEST ("labels/same-name-is-conflict", test_same_name_is_conflict);
  TEAM_TEST ("labels/changed", test_changed);
  TEAM_TEST ("labels/refused-by-field", test_refused);
  TEAM_TEST ("labels/deleted", test_deleted);
  TEAM_TEST ("labels/changing-is-an-admins", test_changing_is_an_admins);
}
